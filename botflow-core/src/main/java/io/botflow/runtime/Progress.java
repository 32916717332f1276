package io.botflow.runtime;

/** How far sending a message came, as the store knows it; what the channel says is its status. */
public enum Progress {
  /** Not sent, surely. */
  WAITING,
  /** Lent to somebody who sends it. */
  SENDING,
  /** Perhaps sent; a status of the channel may still tell. */
  IN_DOUBT,
  SENT,
  /** Not sent, surely: it may go when the customer writes again, or fails when that is too late. */
  WITHHELD,
  FAILED,
  /** Perhaps sent, and a person decides whether it is sent again. */
  HELD
}
