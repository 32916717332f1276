package io.botflow.whatsapp.media;

/**
 * The bounds of fetching inbound media.
 *
 * @param running transfers at the same time
 * @param waiting transfers that wait for their turn; more are turned away
 * @param maxBytes the largest medium that is taken
 */
public record InboundMediaSettings(int running, int waiting, long maxBytes) {
  /** Eight at a time, a thousand waiting, and up to the 100 MB that WhatsApp carries. */
  public static final InboundMediaSettings DEFAULT =
      new InboundMediaSettings(8, 1000, 100L * 1024 * 1024);

  /** Refuses bounds below 1. */
  public InboundMediaSettings {
    if (running < 1 || waiting < 1 || maxBytes < 1) {
      throw new IllegalArgumentException("every bound has to be at least 1");
    }
  }
}
