package io.botflow.message;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What goes out in place of a free message where the service window is closed.
 *
 * @param purpose what its author says that it is for, or null
 * @param botsOwn whether it is the bot's default and no words of the message's own: it goes out
 *     once until the customer writes
 */
public record Fallback(
    MessageContent.Template template, @Nullable Purpose purpose, boolean botsOwn) {
  public Fallback {
    Objects.requireNonNull(template, "template");
  }
}
