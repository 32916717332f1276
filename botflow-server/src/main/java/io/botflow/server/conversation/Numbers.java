package io.botflow.server.conversation;

import java.util.List;

/** The words of the API for the small numbers in the tables. */
final class Numbers {
  private static final List<String> OWNERS = List.of("bot", "queue", "person");
  private static final List<String> STATUSES = List.of("open", "snoozed", "resolved");

  private Numbers() {}

  static String owner(int number) {
    return OWNERS.get(number);
  }

  /** From a word; -1 for none of ours. */
  static int ofOwner(String word) {
    return OWNERS.indexOf(word);
  }

  static String status(int number) {
    return STATUSES.get(number);
  }

  /** From a word; -1 for none of ours. */
  static int ofStatus(String word) {
    return STATUSES.indexOf(word);
  }
}
