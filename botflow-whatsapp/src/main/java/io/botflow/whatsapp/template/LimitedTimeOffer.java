package io.botflow.whatsapp.template;

import java.util.Objects;

/**
 * An offer with its end.
 *
 * @param text its heading, at most 16 characters
 * @param expires whether the message counts down to an end that is given at each send
 */
public record LimitedTimeOffer(String text, boolean expires) {
  public LimitedTimeOffer {
    Objects.requireNonNull(text, "text");
  }
}
