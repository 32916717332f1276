package io.botflow.spi;

import java.util.Objects;
import java.util.UUID;

/** At whose cost a model is asked; set by the runtime, never by a flow or a model. */
public record Payer(UUID organization, UUID bot, UUID conversation) {
  public Payer {
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(bot, "bot");
    Objects.requireNonNull(conversation, "conversation");
  }
}
