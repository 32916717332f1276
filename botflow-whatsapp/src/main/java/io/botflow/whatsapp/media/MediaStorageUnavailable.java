package io.botflow.whatsapp.media;

import org.jspecify.annotations.Nullable;

/** The storage cannot be reached, is full, or refuses its credentials; trying later may help. */
public final class MediaStorageUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a text that names no secret. */
  public MediaStorageUnavailable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
