package io.botflow.runtime;

import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelProblem;
import io.botflow.spi.SendResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves a channel account alone that hangs or cannot be reached: after some failures in a row its
 * messages wait in the store, which pauses the number, and then one of them tries whether it is
 * back. A message that was not tried is surely not sent, so no doubt arises from it. Thread-safe.
 */
final class Circuit {
  private static final Logger LOG = LoggerFactory.getLogger(Circuit.class);

  /** Failures in a row of healthy accounts are rare, and each costs a customer a minute. */
  static final int FAILURES = 5;

  static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /** How long the others wait at a time while one message tries: it may well succeed at once. */
  static final Duration TRIAL_PAUSE = Duration.ofSeconds(1);

  private final ChannelAddress account;
  private final InstantSource clock;
  private final AtomicLong pauses;
  private int failures;
  private boolean open;
  private boolean trying;
  private Duration pause = FIRST_PAUSE;
  private Instant pausedFrom = Instant.EPOCH;

  /** Whether no message has told the store of the pause yet. */
  private boolean owed;

  /** The count of {@link #pauses} after this number's latest. */
  private long latest;

  /**
   * The circuit of an account, closed.
   *
   * @param pauses counts the pauses of all accounts
   */
  Circuit(ChannelAddress account, InstantSource clock, AtomicLong pauses) {
    this.account = account;
    this.clock = clock;
    this.pauses = pauses;
  }

  /** What is to be done with a message. */
  sealed interface Verdict {
    /** Send it; the account answers. */
    record Send() implements Verdict {}

    /** Send it, to find out whether the account answers again. */
    record Try() implements Verdict {}

    /** Make the number pause in the store by it; then call {@link Circuit#paused}. */
    record Pause(SendResult.RetryAfter result) implements Verdict {}

    /** Give it back: the number pauses in the store already. */
    record GiveBack() implements Verdict {}
  }

  private static final Verdict SEND = new Verdict.Send();

  /**
   * Decides about a message.
   *
   * @param seen the count of pauses before the store lent it: if the number pauses since then, it
   *     must wait there
   */
  synchronized Verdict verdict(long seen) {
    if (!open) {
      return SEND;
    }
    if (latest > seen) {
      return new Verdict.GiveBack();
    }
    if (owed && clock.instant().isBefore(pausedFrom.plus(pause))) {
      return new Verdict.Pause(wait(pause));
    }
    if (trying) {
      return new Verdict.Pause(wait(TRIAL_PAUSE));
    }
    owed = false;
    trying = true;
    return new Verdict.Try();
  }

  /** The store pauses the number now. */
  synchronized void paused() {
    owed = false;
    latest = pauses.incrementAndGet();
  }

  /**
   * Takes note of what came of a message that was sent.
   *
   * @return the same result, or one that pauses the number as well; then call {@link #paused}
   */
  synchronized SendResult sent(Verdict verdict, SendResult result) {
    boolean tried = verdict instanceof Verdict.Try;
    trying &= !tried;
    if (answered(result)) {
      if (open) {
        LOG.info("{} answers again.", account);
      }
      open = false;
      failures = 0;
      return result;
    }
    if (tried) {
      pauseFor(pause.multipliedBy(2));
    } else if (!open && ++failures >= FAILURES) {
      open = true;
      pauseFor(FIRST_PAUSE);
      LOG.warn(
          "{} does not answer: {} messages in a row came to nothing. Its messages wait, and go out"
              + " by themselves when it answers. Look at the network from here and at the state of"
              + " the channel.",
          account,
          failures);
    }
    return owed && result instanceof SendResult.RetryAfter retry ? longer(retry) : result;
  }

  /** Whether a result makes the number pause in the store. */
  static boolean pausesNumber(SendResult result) {
    return result instanceof SendResult.RetryAfter retry
        && retry.scope() == SendResult.Scope.NUMBER;
  }

  private void pauseFor(Duration longer) {
    pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    pausedFrom = clock.instant();
    owed = true;
  }

  /** Whether the account is there, whatever it thinks of the message. */
  private static boolean answered(SendResult result) {
    return switch (result) {
      case SendResult.Accepted ignored -> true;
      case SendResult.Rejected ignored -> true;
      case SendResult.Withheld ignored -> true;
      case SendResult.RetryAfter retry -> !retry.problem().code().equals(ChannelProblem.NOT_SENT);
      case SendResult.Unknown ignored -> false;
    };
  }

  private SendResult longer(SendResult.RetryAfter retry) {
    Duration delay = retry.delay().compareTo(pause) > 0 ? retry.delay() : pause;
    return new SendResult.RetryAfter(delay, SendResult.Scope.NUMBER, retry.problem());
  }

  private static SendResult.RetryAfter wait(Duration pause) {
    return new SendResult.RetryAfter(
        pause,
        SendResult.Scope.NUMBER,
        new ChannelProblem(ChannelProblem.NOT_SENT, null, "the channel does not answer"));
  }
}
