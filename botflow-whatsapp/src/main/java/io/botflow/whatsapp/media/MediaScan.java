package io.botflow.whatsapp.media;

import java.nio.file.Path;

/**
 * Looks for malware in a file before anybody gets it. Implementations are safe for use by many
 * threads and block.
 */
public interface MediaScan {

  /** Judges a file. */
  Verdict scan(Path file);

  /** A scan that finds nothing, for hosts that scan elsewhere. */
  static MediaScan none() {
    return file -> new Verdict.Clean();
  }

  /** What a scan says. */
  sealed interface Verdict {
    /** Nothing was found. */
    record Clean() implements Verdict {}

    /** It is known as malware, by this name. */
    record Infected(String name) implements Verdict {}

    /** It could not be judged: it must not be handed out, and may be judged later. */
    record Failed(String why) implements Verdict {}
  }
}
