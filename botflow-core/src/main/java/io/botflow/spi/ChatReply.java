package io.botflow.spi;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a language model answered. Kept in journals: JSON of older versions stays readable. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "reply")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ChatReply.Answer.class, name = "answer"),
  @JsonSubTypes.Type(value = ChatReply.Failed.class, name = "failed")
})
public sealed interface ChatReply {

  /** What was tried for this reply, in order, the last one included; empty where nobody says. */
  List<Attempt> attempts();

  /**
   * The same after other attempts.
   *
   * @param earlier what was tried before
   */
  ChatReply after(List<Attempt> earlier);

  /**
   * An answer.
   *
   * @param text the text, or the JSON that was asked for; may be empty where there are calls
   * @param model who answered
   * @param inputTokens what was read, as the provider counted; 0 where it does not say
   * @param outputTokens what was written
   * @param calls what the model wants to be done before it answers
   */
  @SuppressWarnings("NullAway") // what an older version's JSON does not have comes as null
  record Answer(
      String text,
      String model,
      long inputTokens,
      long outputTokens,
      List<ChatTool.Call> calls,
      List<Attempt> attempts)
      implements ChatReply {
    public Answer {
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(model, "model");
      calls = calls == null ? List.of() : List.copyOf(calls);
      attempts = attempts == null ? List.of() : List.copyOf(attempts);
    }

    /** A text. */
    public Answer(String text, String model, long inputTokens, long outputTokens) {
      this(text, model, inputTokens, outputTokens, List.of(), List.of());
    }

    @Override
    public Answer after(List<Attempt> earlier) {
      return new Answer(text, model, inputTokens, outputTokens, calls, joined(earlier, attempts));
    }
  }

  /**
   * No answer.
   *
   * @param retryable whether the same server may be asked the same again: it surely did not answer,
   *     so that nothing is paid twice
   * @param retryAfterMillis how long the server wants to be left alone before that; null where it
   *     does not say
   */
  @SuppressWarnings("NullAway") // what an older version's JSON does not have comes as null
  record Failed(
      String why,
      boolean retryable,
      @Nullable Long retryAfterMillis,
      boolean byRequest,
      List<Attempt> attempts)
      implements ChatReply {
    public Failed {
      Objects.requireNonNull(why, "why");
      attempts = attempts == null ? List.of() : List.copyOf(attempts);
    }

    /** Without a time to wait. */
    public Failed(String why, boolean retryable) {
      this(why, retryable, null, false, List.of());
    }

    @Override
    public Failed after(List<Attempt> earlier) {
      return new Failed(why, retryable, retryAfterMillis, byRequest, joined(earlier, attempts));
    }
  }

  /**
   * One question to one provider.
   *
   * @param provider the name that the host gave it
   * @param failure null where it answered
   * @param costMicros millionths of a US dollar; null where no price is known
   * @param millis how long it took
   */
  record Attempt(
      String provider,
      String model,
      @Nullable String failure,
      long inputTokens,
      long outputTokens,
      @Nullable Long costMicros,
      long millis) {}

  private static List<Attempt> joined(List<Attempt> earlier, List<Attempt> own) {
    List<Attempt> all = new ArrayList<>(earlier);
    all.addAll(own);
    return all;
  }
}
