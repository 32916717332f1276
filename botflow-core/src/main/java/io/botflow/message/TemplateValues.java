package io.botflow.message;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which values a message gives to an approved template, without the values themselves: enough to
 * say whether the template, as it was approved, can be sent with them.
 *
 * @param header what is given for the header
 * @param count how many of the body's variables are given
 * @param names the names of the body's values; empty where they are counted
 * @param buttons the buttons that are given a value: their kind by their place from 0
 * @param cards how many cards of a carousel are given values
 * @param offerEnd whether the end of an offer is given
 */
public record TemplateValues(
    HeaderValue header,
    int count,
    Set<String> names,
    Map<Integer, TemplateComponent.ButtonKind> buttons,
    int cards,
    boolean offerEnd) {
  public TemplateValues {
    Objects.requireNonNull(header, "header");
    names = Set.copyOf(names);
    buttons = Map.copyOf(buttons);
  }

  /** What can be given for a header. */
  public enum HeaderValue {
    NONE,
    TEXT,
    IMAGE,
    VIDEO,
    DOCUMENT,
    PLACE,
    PRODUCT,
    /** A medium that no header shows. */
    OTHER;

    /** For a medium; {@link #NONE} for null. */
    public static HeaderValue of(@Nullable MediaKind kind) {
      return switch (kind) {
        case IMAGE -> IMAGE;
        case VIDEO -> VIDEO;
        case DOCUMENT -> DOCUMENT;
        case AUDIO, STICKER -> OTHER;
        case null -> NONE;
      };
    }
  }

  /** What a message is about to send. */
  public static TemplateValues of(List<TemplateComponent> components) {
    HeaderValue header = HeaderValue.NONE;
    int count = 0;
    int cards = 0;
    boolean offer = false;
    Set<String> names = new HashSet<>();
    Map<Integer, TemplateComponent.ButtonKind> buttons = new TreeMap<>();
    for (TemplateComponent component : components) {
      switch (component) {
        case TemplateComponent.HeaderPart part ->
            header =
                part.media() != null
                    ? HeaderValue.of(part.media().kind())
                    : part.text() != null ? HeaderValue.TEXT : HeaderValue.NONE;
        case TemplateComponent.HeaderPlace ignored -> header = HeaderValue.PLACE;
        case TemplateComponent.HeaderProduct ignored -> header = HeaderValue.PRODUCT;
        case TemplateComponent.BodyPart body -> {
          count += body.parameters().size();
          body.parameters().stream()
              .map(TemplateComponent.Parameter::name)
              .filter(Objects::nonNull)
              .forEach(names::add);
        }
        case TemplateComponent.ButtonPart button -> buttons.put(button.index(), button.kind());
        case TemplateComponent.CarouselPart carousel -> cards = carousel.cards().size();
        case TemplateComponent.OfferPart ignored -> offer = true;
        case TemplateComponent.FormPart ignored -> {
          // A form's button can do without a value.
        }
        case TemplateComponent.CatalogPart ignored -> {
          // So can a catalogue's.
        }
      }
    }
    return new TemplateValues(header, count, names, buttons, cards, offer);
  }
}
