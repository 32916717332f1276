package io.botflow.store.jdbc;

import io.botflow.conversation.Owner;
import io.botflow.message.DeliveryStatus;

/** The small numbers that stand for core's enums in the tables. Never change one. */
final class Ranks {

  private Ranks() {}

  /** In the order in which {@link DeliveryStatus#follows} lets one replace another. */
  static int of(DeliveryStatus status) {
    return switch (status) {
      case SENT -> 1;
      case FAILED -> 2;
      case DELIVERED -> 3;
      case READ -> 4;
      case PLAYED -> 5;
      case DELETED -> 6;
    };
  }

  static int of(Owner owner) {
    return switch (owner) {
      case BOT -> 0;
      case QUEUE -> 1;
      case PERSON -> 2;
    };
  }

  static Owner owner(int number) {
    return switch (number) {
      case 0 -> Owner.BOT;
      case 1 -> Owner.QUEUE;
      case 2 -> Owner.PERSON;
      default -> throw new IllegalStateException("no owner has number " + number);
    };
  }
}
