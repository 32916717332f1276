package io.botflow.node;

import java.util.Locale;
import java.util.Objects;

/**
 * How a node type stands in an editor's palette.
 *
 * @param label what authors call it
 * @param description what it does, in one sentence
 */
public record NodeCard(String label, Category category, String description) {
  public NodeCard {
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(category, "category");
    Objects.requireNonNull(description, "description");
  }

  /** Where it stands in the palette. */
  public enum Category {
    /** Begins a conversation. */
    START,
    /** Says and asks. */
    TALK,
    /** Decides, counts, waits. */
    LOGIC,
    /** Asks a language model. */
    AI,
    /** Asks programs outside. */
    OUTSIDE,
    /** Brings people in. */
    PEOPLE,
    /** Ends a conversation. */
    END,
    /** Anything else. */
    OTHER
  }

  /** A card that is made of the type's name: {@code send_invoice} is called Send invoice. */
  static NodeCard of(String name) {
    String words = name.replace('_', ' ');
    return new NodeCard(
        words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1), Category.OTHER, "");
  }
}
