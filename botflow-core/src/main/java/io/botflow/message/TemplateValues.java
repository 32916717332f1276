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
 * @param headerText whether the header's variable is given
 * @param headerMedia the kind of medium given for the header, or null
 * @param count how many of the body's variables are given
 * @param names the names of the body's values; empty where they are counted
 * @param buttons the buttons that are given a value: their kind by their place from 0
 */
public record TemplateValues(
    boolean headerText,
    @Nullable MediaKind headerMedia,
    int count,
    Set<String> names,
    Map<Integer, TemplateComponent.ButtonKind> buttons) {
  public TemplateValues {
    names = Set.copyOf(names);
    buttons = Map.copyOf(buttons);
  }

  /** What a message is about to send. */
  public static TemplateValues of(List<TemplateComponent> components) {
    boolean text = false;
    MediaKind media = null;
    int count = 0;
    Set<String> names = new HashSet<>();
    Map<Integer, TemplateComponent.ButtonKind> buttons = new TreeMap<>();
    for (TemplateComponent component : components) {
      switch (component) {
        case TemplateComponent.HeaderPart header -> {
          text = header.text() != null;
          media = header.media() == null ? null : header.media().kind();
        }
        case TemplateComponent.BodyPart body -> {
          count += body.parameters().size();
          body.parameters().stream()
              .map(TemplateComponent.Parameter::name)
              .filter(Objects::nonNull)
              .forEach(names::add);
        }
        case TemplateComponent.ButtonPart button -> buttons.put(button.index(), button.kind());
      }
    }
    return new TemplateValues(text, media, count, names, buttons);
  }
}
