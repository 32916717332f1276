package io.botflow.conversation;

/** Who answers a conversation. There is always exactly one. */
public enum Owner {
  BOT,
  /** Waiting for a person; the bot says nothing. */
  QUEUE,
  PERSON
}
