package io.botflow.spi;

import io.botflow.message.ChannelProblem;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a channel answered to a message. */
public sealed interface SendResult {

  /**
   * The channel took it; whether it arrives is told by statuses.
   *
   * @param messageId the channel's id of it, or null where it gives none
   * @param category what the channel will charge it as, in the words of its statuses; null where
   *     nobody can tell before
   */
  record Accepted(@Nullable String messageId, @Nullable String category) implements SendResult {
    /** Taken, at a price that nobody can tell yet. */
    public Accepted(@Nullable String messageId) {
      this(messageId, null);
    }
  }

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

  /**
   * The channel surely did not take it, and may when the customer writes again: its service window
   * is closed. A template in the message's place may still go.
   *
   * @param keep how long it is kept for that; then it has failed
   */
  record Withheld(ChannelProblem problem, Duration keep) implements SendResult {
    public Withheld {
      Objects.requireNonNull(problem, "problem");
      Objects.requireNonNull(keep, "keep");
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
