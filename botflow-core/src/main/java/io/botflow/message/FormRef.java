package io.botflow.message;

import org.jspecify.annotations.Nullable;

/**
 * A form's id or its name, never both.
 *
 * @param id the channel's id of it, or null
 * @param name its name at the channel, or null
 */
public record FormRef(@Nullable String id, @Nullable String name) {
  public FormRef {
    if ((id == null) == (name == null)) {
      throw new IllegalArgumentException("a form is named by its id or by its name");
    }
  }

  /** The form with this id. */
  public static FormRef ofId(String id) {
    return new FormRef(id, null);
  }

  /** The form with this name. */
  public static FormRef ofName(String name) {
    return new FormRef(null, name);
  }

  /** How a form finds its first screen. */
  public enum Opens {
    /** The message says which, or the form has one of its own. */
    SCREEN,
    /** The form asks the business's own endpoint. */
    ENDPOINT
  }
}
