package io.botflow.store.jdbc;

/**
 * The database cannot be used: it does not start, cannot be reached, is too old or refuses the
 * schema. The message is written for the person who operates BotFlow and says what to do.
 */
public class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An error that needs the operator, without an exception behind it. */
  public DatabaseException(String message) {
    super(message);
  }

  /** An error that needs the operator, caused by {@code cause}. */
  public DatabaseException(String message, Throwable cause) {
    super(message, cause);
  }
}
