package io.botflow.spi;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a language model is asked.
 *
 * @param model the model's name, or null for the host's default
 * @param temperature from 0 to 2, or null for the model's own
 * @param instructions what the author and BotFlow say; never a customer's words
 * @param messages the conversation so far, oldest first, the customer's last one at the end
 * @param schema the JSON schema that the answer must follow, or null for free text
 * @param timeout for everything, retries included
 */
public record ChatRequest(
    @Nullable String model,
    @Nullable Double temperature,
    String instructions,
    List<Message> messages,
    @Nullable Map<String, Object> schema,
    Duration timeout) {
  public ChatRequest {
    Objects.requireNonNull(instructions, "instructions");
    messages = List.copyOf(messages);
    Objects.requireNonNull(timeout, "timeout");
  }

  /** The same question with less or more time. */
  public ChatRequest within(Duration other) {
    return other.equals(timeout)
        ? this
        : new ChatRequest(model, temperature, instructions, messages, schema, other);
  }

  /** One message of the conversation. */
  public record Message(Role role, String text) {
    public Message {
      Objects.requireNonNull(role, "role");
      Objects.requireNonNull(text, "text");
    }
  }

  /** Who said it. */
  public enum Role {
    CUSTOMER,
    BOT
  }
}
