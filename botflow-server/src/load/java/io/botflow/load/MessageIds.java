package io.botflow.load;

import java.util.Locale;

/** Ids of messages, as long as WhatsApp's own. Confined to one thread. */
final class MessageIds {
  private final String prefix;
  private long count;

  /**
   * Ids of a run.
   *
   * @param kind tells two sources of a run apart, 4 characters
   */
  MessageIds(String kind) {
    prefix =
        "wamid.HBgLMjc4MjAwMDAw"
            + kind
            + "VAgASGBQz"
            + Long.toString(System.nanoTime() & 0xffffffffffL, 36).toUpperCase(Locale.ROOT);
  }

  String next() {
    return prefix + Long.toString(count++ + 0x100000000L, 36) + "AA==";
  }
}
