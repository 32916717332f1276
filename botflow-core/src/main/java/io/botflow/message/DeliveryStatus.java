package io.botflow.message;

/**
 * How far a sent message came. Channels report statuses late, twice and out of order, so a status
 * only ever replaces one of lower rank.
 */
public enum DeliveryStatus {
  SENT(1),
  DELIVERED(2),
  READ(3),
  /** A voice note was listened to. */
  PLAYED(4),
  /** The channel gave up; a message that was delivered does not become failed any more. */
  FAILED(1),
  /** The channel took the message back. */
  DELETED(5);

  private final int rank;

  DeliveryStatus(int rank) {
    this.rank = rank;
  }

  /** Whether a message that has {@code current} becomes this. */
  public boolean follows(DeliveryStatus current) {
    return rank > current.rank || (this == FAILED && current == SENT);
  }
}
