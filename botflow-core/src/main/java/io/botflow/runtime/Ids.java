package io.botflow.runtime;

import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Ids that repeat in no other process and cost a few nanoseconds: they name things and keep no
 * secret, so they need no secure random numbers. Version 8 of RFC 9562, whose content is ours. Not
 * thread-safe.
 */
final class Ids {
  private final SplittableRandom random = new SplittableRandom();

  UUID next() {
    long high = (random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x8000L;
    long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}
