package io.botflow.spi;

import org.jspecify.annotations.Nullable;

/**
 * No vectors can be had of a text now. The message is for whoever runs the bot and holds nothing of
 * the text.
 */
public final class EmbeddingUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean passing;

  /**
   * With what is wrong.
   *
   * @param passing whether the same call may do later, without anybody changing anything
   */
  public EmbeddingUnavailable(String message, boolean passing, @Nullable Throwable cause) {
    super(message, cause);
    this.passing = passing;
  }

  /** Whether the same call may do later, without anybody changing anything. */
  public boolean passing() {
    return passing;
  }
}
