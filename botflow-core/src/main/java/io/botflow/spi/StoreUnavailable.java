package io.botflow.spi;

/**
 * The store cannot be reached or did not answer in time. Nothing was written that the caller may
 * count on; the same call may be made again, since everything in it is deduplicated.
 */
public final class StoreUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With what the store said. */
  public StoreUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
