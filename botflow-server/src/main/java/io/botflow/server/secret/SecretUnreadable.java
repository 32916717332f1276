package io.botflow.server.secret;

/** A secret cannot be opened. The message holds nothing of it. */
public final class SecretUnreadable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SecretUnreadable(String message, Throwable cause) {
    super(message, cause);
  }
}
