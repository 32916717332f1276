package io.botflow.conversation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.botflow.message.InboundMessage;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What makes a turn happen. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "input")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Input.Messages.class, name = "messages"),
  @JsonSubTypes.Type(value = Input.TimeUp.class, name = "time_up"),
  @JsonSubTypes.Type(value = Input.Signal.class, name = "signal"),
  @JsonSubTypes.Type(value = Input.TakeOver.class, name = "take_over"),
  @JsonSubTypes.Type(value = Input.ToQueue.class, name = "to_queue"),
  @JsonSubTypes.Type(value = Input.GiveBack.class, name = "give_back"),
  @JsonSubTypes.Type(value = Input.Resolve.class, name = "resolve")
})
public sealed interface Input {

  /**
   * Whether it says who owns the conversation from then on, so that what a person does later is the
   * last word.
   */
  default boolean namesOwner() {
    return switch (this) {
      case TakeOver ignored -> true;
      case ToQueue ignored -> true;
      case GiveBack ignored -> true;
      case Resolve ignored -> true;
      case Messages ignored -> false;
      case TimeUp ignored -> false;
      case Signal ignored -> false;
    };
  }

  /** The customer wrote; the messages of one burst, in order, never empty. */
  record Messages(List<InboundMessage> messages) implements Input {
    public Messages {
      messages = List.copyOf(messages);
      if (messages.isEmpty()) {
        throw new IllegalArgumentException("a turn of messages needs at least one");
      }
    }
  }

  /** The session's due time has come. */
  record TimeUp() implements Input {}

  /**
   * A program outside says that something happened: a {@code wait} node's event, or the start of a
   * flow whose trigger is {@code api}.
   */
  record Signal(String name, Map<String, Object> data) implements Input {
    public Signal {
      Objects.requireNonNull(name, "name");
      data = Map.copyOf(data);
    }
  }

  /** A person answers from now on. */
  record TakeOver(String by) implements Input {}

  /** The conversation waits for a person from now on. */
  record ToQueue(String by) implements Input {}

  /**
   * The bot answers again.
   *
   * @param node where to go on, or null for the handoff's own {@code returned} port
   */
  record GiveBack(String by, @Nullable String node) implements Input {}

  /** The conversation is done. */
  record Resolve(String by) implements Input {}
}
