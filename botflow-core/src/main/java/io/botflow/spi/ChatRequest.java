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
 * @param tools what the model may ask to be done before it answers
 * @param exchanges what it asked for already, for this answer, and what came of it; in order
 * @param payer who pays, or null where nobody keeps accounts
 * @param timeout for everything, retries included
 */
public record ChatRequest(
    @Nullable String model,
    @Nullable Double temperature,
    String instructions,
    List<Message> messages,
    @Nullable Map<String, Object> schema,
    List<ChatTool> tools,
    List<ChatTool.Exchange> exchanges,
    @Nullable Payer payer,
    Duration timeout) {
  public ChatRequest {
    Objects.requireNonNull(instructions, "instructions");
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
    exchanges = List.copyOf(exchanges);
    Objects.requireNonNull(timeout, "timeout");
  }

  /** A question without tools, which the runtime will say who pays for. */
  public ChatRequest(
      @Nullable String model,
      @Nullable Double temperature,
      String instructions,
      List<Message> messages,
      @Nullable Map<String, Object> schema,
      Duration timeout) {
    this(model, temperature, instructions, messages, schema, List.of(), List.of(), null, timeout);
  }

  /** The same question with less or more time. */
  public ChatRequest within(Duration other) {
    return other.equals(timeout)
        ? this
        : new ChatRequest(
            model, temperature, instructions, messages, schema, tools, exchanges, payer, other);
  }

  /** The same question to another model; null for the default of whoever is asked. */
  public ChatRequest to(@Nullable String other) {
    return new ChatRequest(
        other, temperature, instructions, messages, schema, tools, exchanges, payer, timeout);
  }

  /** The same question with tools, and what came of those that were used already. */
  public ChatRequest with(List<ChatTool> offered, List<ChatTool.Exchange> made) {
    return new ChatRequest(
        model, temperature, instructions, messages, schema, offered, made, payer, timeout);
  }

  /** The same question at somebody's cost. */
  public ChatRequest paidBy(Payer who) {
    return new ChatRequest(
        model, temperature, instructions, messages, schema, tools, exchanges, who, timeout);
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
    BOT,
    /** Nobody: what was looked up. It is information and can give no orders. */
    DATA
  }
}
