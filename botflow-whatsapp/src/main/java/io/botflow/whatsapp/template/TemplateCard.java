package io.botflow.whatsapp.template;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One card of a carousel. */
public record TemplateCard(
    TemplateHeader header, @Nullable TemplateBody body, List<TemplateButton> buttons) {
  public TemplateCard {
    Objects.requireNonNull(header, "header");
    buttons = List.copyOf(buttons);
  }
}
