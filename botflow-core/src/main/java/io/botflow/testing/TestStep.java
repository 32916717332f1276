package io.botflow.testing;

import io.botflow.conversation.Input;
import io.botflow.message.MessageContent;
import io.botflow.message.Referral;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One step of a flow test: something that happens, or something that must hold. */
sealed interface TestStep {

  /** Where it stands in its file, from 1. */
  int line();

  /** The customer sends messages of one burst. */
  record Send(int line, List<MessageContent> contents, @Nullable Referral referral)
      implements TestStep {
    public Send {
      contents = List.copyOf(contents);
    }
  }

  /** The customer chooses from what was shown last; an id or a title. */
  record Tap(int line, String option) implements TestStep {}

  /** Time goes by. */
  record Advance(int line, Duration by) implements TestStep {}

  /** A program outside or a person of the business does something. */
  record Happen(int line, String what, Input input) implements TestStep {}

  /** The bot's next messages. */
  record Bot(int line, List<MessageExpectation> messages) implements TestStep {
    public Bot {
      messages = List.copyOf(messages);
    }
  }

  /** The bot said nothing. */
  record Nothing(int line) implements TestStep {}

  /** Variables have these values; an empty value means that the variable is empty. */
  record Variables(int line, Map<String, Object> filled, List<String> empty) implements TestStep {
    public Variables {
      filled = Map.copyOf(filled);
      empty = List.copyOf(empty);
    }
  }

  /** Something about the conversation has this value. */
  record Fact(int line, Subject subject, String expected) implements TestStep {}

  /** What a {@link Fact} is about. */
  enum Subject {
    /** The id of the node at which it waits. */
    NODE,
    /** new, waiting, handed_off or ended. */
    STATUS,
    /** bot, queue or person. */
    OWNER,
    /** The contact's tags, in order of the alphabet, with commas between. */
    TAGS
  }
}
