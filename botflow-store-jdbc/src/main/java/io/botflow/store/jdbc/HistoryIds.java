package io.botflow.store.jdbc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;

/**
 * Ids of history: a moment in the first 48 bits, as in version 7 of RFC 9562, so that a row is
 * found in its month by its id alone; then its place among rows of the same moment, so that ids
 * sort as things happened; then a digest of what caused the row, so that the same cause has the
 * same id whoever computes it. Version 8, whose content is ours.
 */
final class HistoryIds {
  private static final long LAST_12_BITS = 0xFFF;
  private static final long VERSION_8 = 0x8000;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private HistoryIds() {}

  /**
   * @param place from 0; beyond 4,095 the order is no longer kept, the id is still its own
   */
  static UUID of(Instant moment, int place, String cause) {
    byte[] digest = digest(cause);
    long high = (moment.toEpochMilli() << 16) | VERSION_8 | (place & LAST_12_BITS);
    return new UUID(high, (number(digest) >>> 2) | VARIANT);
  }

  /** The moment of an id, in milliseconds. */
  static Instant momentOf(UUID id) {
    return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
  }

  private static long number(byte[] bytes) {
    long number = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      number = (number << 8) | (bytes[i] & 0xFF);
    }
    return number;
  }

  private static byte[] digest(String cause) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(cause.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
