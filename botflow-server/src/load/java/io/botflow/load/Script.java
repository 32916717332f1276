package io.botflow.load;

import java.util.List;

/**
 * What a person says to the bot of {@code four-turns.flow.json}, and what must come back. Names and
 * order numbers tell the rounds of a conversation apart, so that an answer of another round shows.
 */
final class Script {
  static final int STEPS = 4;
  static final String GREETING = "Hello! What is your name?";

  /** The menu's button that is tapped at step {@link #TAP}. */
  static final String BUTTON_ID = "track";

  static final String BUTTON_TITLE = "Track an order";
  static final int TAP = 2;

  private Script() {}

  /** What is said at a step; the button's title where one is tapped. */
  static String says(int step, long round) {
    return switch (step) {
      case 0 -> "hi";
      case 1 -> name(round);
      case TAP -> BUTTON_TITLE;
      case 3 -> order(round);
      default -> throw new IllegalArgumentException("no step " + step);
    };
  }

  /** The texts that answer a step, in order. */
  static List<String> answers(int step, long round) {
    return switch (step) {
      case 0 -> List.of(GREETING);
      case 1 -> List.of("Hi " + name(round) + ", what can we do for you?");
      case TAP -> List.of("What is your order number?");
      case 3 -> List.of(order(round) + " is on its way, " + name(round) + ".", "Goodbye!");
      default -> throw new IllegalArgumentException("no step " + step);
    };
  }

  private static String name(long round) {
    return "Sipho " + round;
  }

  private static String order(long round) {
    return "A" + (1_000 + round);
  }
}
