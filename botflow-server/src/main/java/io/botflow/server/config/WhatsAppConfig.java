package io.botflow.server.config;

import io.botflow.spi.Pace;
import io.botflow.whatsapp.GraphSettings;
import io.botflow.whatsapp.WhatsAppLimits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How WhatsApp is reached, and how it reaches us.
 *
 * @param graphUrl used in place of the public Graph API, as with a sandbox; null for the public one
 * @param graphVersion of the Graph API
 * @param timeout of one call
 * @param concurrentBodies most webhook bodies in memory at once, of up to 3 MB each
 * @param messagesPerSecond most messages a second that leave one number
 * @param pairInterval how long one message to a person uses up; zero for no limit
 * @param pairBurst most messages to a person at once
 */
public record WhatsAppConfig(
    @Nullable String graphUrl,
    String graphVersion,
    Duration timeout,
    int concurrentBodies,
    int messagesPerSecond,
    Duration pairInterval,
    int pairBurst) {
  /** About 100 MB at worst, where every body has the full 3 MB. */
  public static final int DEFAULT_CONCURRENT_BODIES = 32;

  private static final Pace PACE = WhatsAppLimits.PACE;

  static WhatsAppConfig read(Settings settings) {
    return new WhatsAppConfig(
        settings
            .about("the address of a sandbox in place of Meta's Graph API")
            .url("whatsapp.graph_url"),
        settings
            .about("the version of the Graph API")
            .text("whatsapp.graph_version", GraphSettings.DEFAULT.version()),
        settings
            .about("how long one call to it may take")
            .duration("whatsapp.timeout", GraphSettings.DEFAULT.timeout(), Duration.ofMillis(100)),
        settings
            .about("webhook bodies in memory at once, of up to 3 MB each")
            .number("whatsapp.concurrent_bodies", DEFAULT_CONCURRENT_BODIES, 1, 10_000),
        settings
            .about("most messages a second that leave one number; 1000 where Meta has raised it")
            .number("whatsapp.messages_per_second", PACE.perSecond(), 1, 100_000),
        settings
            .about("how long one message to a person uses up; `PT0S` for no limit")
            .duration("whatsapp.pair_interval", PACE.pairInterval(), Duration.ZERO),
        settings
            .about("most messages to a person at once")
            .number("whatsapp.pair_burst", PACE.pairBurst(), 1, 10_000));
  }

  /** The same in the words of the channel. */
  public GraphSettings settings() {
    return new GraphSettings(graphUrl, graphVersion, timeout);
  }

  /** How fast messages leave each number. */
  public Pace pace() {
    return new Pace(messagesPerSecond, pairInterval, pairBurst);
  }
}
