package io.botflow.spi;

/** Which of an organisation's conversations are served first. */
public enum Priority {
  /** Somebody waits for an answer. */
  LIVE,
  /** Many at once and nobody waits: it may take as long as live conversations need. */
  BULK
}
