package io.botflow.spi;

import io.botflow.message.ChannelProblem;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a channel answered to a message. */
public sealed interface SendResult {

  /** The channel took it; whether it arrives is told by statuses. */
  record Accepted(@Nullable String messageId) implements SendResult {}

  /**
   * The channel surely did not take it, and may later.
   *
   * @param scope what must pause meanwhile
   */
  record RetryAfter(Duration delay, Scope scope, ChannelProblem problem) implements SendResult {
    public RetryAfter {
      Objects.requireNonNull(delay, "delay");
      Objects.requireNonNull(scope, "scope");
      Objects.requireNonNull(problem, "problem");
    }
  }

  /**
   * The channel surely did not take it and never will.
   *
   * @param scope what is broken: this message alone, or all that goes to the contact or leaves the
   *     number or account
   */
  record Rejected(ChannelProblem problem, Scope scope) implements SendResult {
    public Rejected {
      Objects.requireNonNull(problem, "problem");
      Objects.requireNonNull(scope, "scope");
    }
  }

  /** Nobody knows whether the channel took it: no answer, or a cut one. */
  record Unknown(String why) implements SendResult {
    public Unknown {
      Objects.requireNonNull(why, "why");
    }
  }

  /** How far a pause or a refusal reaches. */
  enum Scope {
    MESSAGE,
    CONTACT,
    NUMBER,
    ACCOUNT
  }
}
