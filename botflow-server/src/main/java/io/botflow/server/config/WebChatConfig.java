package io.botflow.server.config;

/**
 * How many browsers may be connected, and how their network addresses are known.
 *
 * @param connections most browser windows connected to this process
 * @param connectionsPerAddress most of them from one network address
 * @param proxies how many of the operator's own proxies pass a request on before it comes here:
 *     each adds the address that it saw to {@code X-Forwarded-For}; 0 where none does
 */
public record WebChatConfig(int connections, int connectionsPerAddress, int proxies) {
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
                "webchat.connections_per_address", DEFAULT_CONNECTIONS_PER_ADDRESS, 1, 1_000_000),
        settings
            .about("how many proxies of your own add to X-Forwarded-For")
            .number("webchat.proxies", 0, 0, 10));
  }
}
