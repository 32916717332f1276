package io.botflow.server.config;

/**
 * How many browsers may be connected.
 *
 * @param connections most browser windows connected to this process
 * @param connectionsPerAddress most of them from one network address
 */
public record WebChatConfig(int connections, int connectionsPerAddress) {
  /** About 20 kB each. */
  public static final int DEFAULT_CONNECTIONS = 10_000;

  /** An office behind one address. */
  public static final int DEFAULT_CONNECTIONS_PER_ADDRESS = 100;

  static WebChatConfig read(Settings settings) {
    return new WebChatConfig(
        settings
            .about("most browser windows at this server")
            .number("webchat.connections", DEFAULT_CONNECTIONS, 1, 1_000_000),
        settings
            .about("most of them from one network address")
            .number(
                "webchat.connections_per_address", DEFAULT_CONNECTIONS_PER_ADDRESS, 1, 1_000_000));
  }
}
