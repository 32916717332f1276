package io.botflow.spi;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Objects;

/** What a language model answered. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "reply")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ChatReply.Answer.class, name = "answer"),
  @JsonSubTypes.Type(value = ChatReply.Failed.class, name = "failed")
})
public sealed interface ChatReply {

  /**
   * An answer.
   *
   * @param text the text, or the JSON that was asked for
   * @param model who answered
   * @param inputTokens what was read, as the provider counted; 0 where it does not say
   * @param outputTokens what was written
   */
  record Answer(String text, String model, long inputTokens, long outputTokens)
      implements ChatReply {
    public Answer {
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(model, "model");
    }
  }

  /** No answer. */
  record Failed(String why, boolean retryable) implements ChatReply {
    public Failed {
      Objects.requireNonNull(why, "why");
    }
  }
}
