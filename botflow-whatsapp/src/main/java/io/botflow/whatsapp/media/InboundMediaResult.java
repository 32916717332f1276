package io.botflow.whatsapp.media;

import org.jspecify.annotations.Nullable;

/** What became of a medium that a person sent. */
public sealed interface InboundMediaResult {

  /**
   * It is in the storage.
   *
   * @param mimeType what it is to be served as: the declared type where the bytes fit it, else what
   *     the bytes show
   * @param filename without folders and control characters; null where the person gave none
   */
  record Stored(MediaKey key, String mimeType, long size, String sha256, @Nullable String filename)
      implements InboundMediaResult {}

  /** It is malware; nothing was stored. */
  record Infected(String name) implements InboundMediaResult {}

  /** It cannot be had: gone, too large, damaged, or refused. */
  record Unavailable(String why) implements InboundMediaResult {}

  /** It failed for now, with nothing stored; fetch it again after a while. */
  record Later(String why) implements InboundMediaResult {}
}
