package io.botflow.whatsapp;

import io.botflow.spi.SendResult.Scope;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table that says what follows from an error.
 *
 * @param codes the code, as {@code 131047}; a range, as {@code 200-299}; or a name for an error
 *     without a code, as {@code http-429}
 * @param action what BotFlow does
 * @param scope what waits, or what is broken
 * @param pause before the second try, or the time from which another try makes sense; zero where
 *     there is none
 * @param growth what the wait is multiplied with at each further try
 * @param tries how often a message is sent in all before it is given up; 0 where it is not sent
 *     again
 * @param fault whose it is
 * @param meaning what the code says, in a few words
 * @param advice what the business reads: what happened, and what to do next
 */
public record GraphErrorRule(
    String codes,
    Action action,
    Scope scope,
    Duration pause,
    int growth,
    int tries,
    Fault fault,
    String meaning,
    String advice) {

  /** What BotFlow does about an error. */
  public enum Action {
    /** Sends the message again after a growing wait. */
    RETRY,
    /** Lets the scope rest, then goes on with the same message. */
    PAUSE,
    /** Gives the message up; the same may be sent again once {@code pause} is over. */
    WAIT,
    /** Gives the message up: the same would fail again. */
    STOP,
    /** Sends an approved template in its place, else keeps it for the customer to write. */
    TEMPLATE,
    /** Gives the message up: the customer has to be asked for the phone number. */
    IDENTIFY,
    /** Gives the message up, and the customer's wish against marketing is to be kept. */
    OPT_OUT,
    /** Tells the owner, who has to act; what leaves the scope rests and is kept meanwhile. */
    ALERT
  }

  /** Whose fault an error is. */
  public enum Fault {
    /** WhatsApp's or the network's: nobody here has to change anything. */
    WHATSAPP,
    /** The business's: its account, its settings, its templates. */
    BUSINESS,
    /** The flow's or BotFlow's own. */
    BOT,
    /** The customer's, or the customer's phone's. */
    PERSON
  }

  private static final Duration LONGEST_GROWN = Duration.ofHours(1);
  private static final Duration LONGEST_ASKED = Duration.ofHours(24);

  /** Whether a message that failed at this attempt, counted from 1, is sent once more. */
  boolean triesAgain(int attempt) {
    return attempt < tries;
  }

  /**
   * How long to wait: what the answer asked for, else the growing wait.
   *
   * @param asked by the answer's headers, or null
   */
  Duration delay(@Nullable Duration asked, int attempt) {
    Duration delay = pause;
    for (int i = 1; i < attempt && growth > 1 && delay.compareTo(LONGEST_GROWN) < 0; i++) {
      delay = delay.multipliedBy(growth);
    }
    if (growth > 1 && delay.compareTo(LONGEST_GROWN) > 0) {
      delay = LONGEST_GROWN;
    }
    Duration bounded = asked != null && asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
    return bounded != null && bounded.compareTo(delay) > 0 ? bounded : delay;
  }
}
