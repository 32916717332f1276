package io.botflow.whatsapp.media;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where media are kept. Implementations are safe for use by many threads and throw {@link
 * MediaStorageUnavailable} where the storage cannot be reached or refuses.
 */
public interface MediaStorage {

  /**
   * Stores a file whole or not at all; the same key again replaces it.
   *
   * @param mimeType what it is served as
   */
  void put(MediaKey key, Path file, String mimeType);

  /** The content, to be closed by who reads it; empty where there is none. */
  default Optional<InputStream> get(MediaKey key) {
    return get(key, 0);
  }

  /**
   * The content from a byte on, to be closed by who reads it; empty where there is none.
   *
   * @param first from 0 to one less than the size
   */
  Optional<InputStream> get(MediaKey key, long first);

  /** Removes it, if it is there. */
  void delete(MediaKey key);

  /** An address that serves it for a while without a login; empty where it has to be streamed. */
  default Optional<URI> link(MediaKey key, Duration life) {
    return Optional.empty();
  }
}
