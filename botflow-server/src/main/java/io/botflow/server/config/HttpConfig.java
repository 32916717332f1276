package io.botflow.server.config;

import java.time.Duration;

/**
 * Where the server listens.
 *
 * @param host the address of the network interface; {@code 0.0.0.0} is all of them
 * @param port 0 takes a free one
 * @param stopWait how long turns that are under way may take when the server is stopped
 */
public record HttpConfig(String host, int port, Duration stopWait) {
  /** Container platforms kill a process 30 s after they asked it to stop. */
  public static final Duration DEFAULT_STOP_WAIT = Duration.ofSeconds(25);

  static HttpConfig read(Settings settings) {
    return new HttpConfig(
        settings
            .about(
                "the address of the network interface that it listens on; `0.0.0.0` is all of them")
            .text("http.host", "0.0.0.0"),
        settings
            .about("the port that it listens on; 0 takes a free one")
            .number("http.port", 8080, 0, 65_535),
        settings
            .about("how long turns that are under way may take when it is stopped")
            .duration("http.stop_wait", DEFAULT_STOP_WAIT, Duration.ZERO));
  }
}
