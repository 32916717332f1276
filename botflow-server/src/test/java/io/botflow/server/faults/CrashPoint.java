package io.botflow.server.faults;

/** Where a process can die between a customer's message and its answer. */
enum CrashPoint {
  /** The message is in the inbox, and not committed. */
  C0,
  /** The message is committed, and the webhook not answered. */
  C1,
  /** A worker has the conversation, and has not begun. */
  C2,
  /** The model has answered, and nobody has written it down. */
  C3,
  /** The result of an outside call is recorded. */
  C4,
  /** The program outside did its work, and nobody has written it down. */
  C5,
  /** The turn is written, and not committed. */
  C6,
  /** The turn is committed, and its message not sent. */
  C7,
  /** The intent to send is committed, and the request not written. */
  C8,
  /** WhatsApp took the message, and nobody has written it down. */
  C9,
  /** What WhatsApp answered is committed. */
  C10,
  /** The upkeep of the tables is written, and not committed. */
  C11
}
