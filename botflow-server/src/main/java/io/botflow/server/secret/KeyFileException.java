package io.botflow.server.secret;

import io.botflow.store.jdbc.DatabaseException;

/** The key file cannot be used, or is not the one of this database. For the operator. */
public final class KeyFileException extends DatabaseException {
  private static final long serialVersionUID = 1L;

  KeyFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
