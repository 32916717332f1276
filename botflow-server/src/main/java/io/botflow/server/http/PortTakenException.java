package io.botflow.server.http;

/** Another program listens on the port already. The message is for the operator. */
public final class PortTakenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PortTakenException(String host, int port, Throwable cause) {
    super(
        "Port %d on %s is taken by another program, or may not be used by this one."
            .formatted(port, host),
        cause);
  }
}
