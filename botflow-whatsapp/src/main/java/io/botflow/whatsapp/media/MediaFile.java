package io.botflow.whatsapp.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A file on its way, deleted when it is closed.
 *
 * @param declared the MIME type that the network named, without parameters
 * @param detected the MIME type that the bytes show: {@link MediaTypes#UNKNOWN} where they show
 *     none
 * @param size in bytes
 * @param sha256 of the content, base64 as in webhooks
 */
public record MediaFile(Path path, String declared, String detected, long size, String sha256)
    implements AutoCloseable {
  public MediaFile {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(declared, "declared");
    Objects.requireNonNull(detected, "detected");
    Objects.requireNonNull(sha256, "sha256");
  }

  /** Deletes the file. */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
