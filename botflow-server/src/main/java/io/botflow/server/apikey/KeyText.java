package io.botflow.server.apikey;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.zip.CRC32;

/**
 * How API keys look: a prefix by which a leaked one is found, 30 random characters, and a checksum
 * of 6, so that what cannot be a key never asks the database (as GitHub's: github.blog,
 * 2021-04-05).
 */
final class KeyText {
  static final String PREFIX = "bfk_live_";

  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int RANDOM_CHARACTERS = 30;
  private static final int CHECKSUM_CHARACTERS = 6;
  private static final SecureRandom RANDOM = new SecureRandom();

  private KeyText() {}

  static String make() {
    StringBuilder key = new StringBuilder(PREFIX);
    for (int i = 0; i < RANDOM_CHARACTERS; i++) {
      key.append(DIGITS.charAt(RANDOM.nextInt(DIGITS.length())));
    }
    return key + checksum(key.substring(PREFIX.length()));
  }

  /** Whether it can be a key at all. */
  static boolean isWellFormed(String text) {
    if (!text.startsWith(PREFIX)
        || text.length() != PREFIX.length() + RANDOM_CHARACTERS + CHECKSUM_CHARACTERS) {
      return false;
    }
    int checksum = text.length() - CHECKSUM_CHARACTERS;
    return checksum(text.substring(PREFIX.length(), checksum)).equals(text.substring(checksum));
  }

  private static String checksum(String random) {
    CRC32 crc = new CRC32();
    crc.update(random.getBytes(StandardCharsets.UTF_8));
    BigInteger left = BigInteger.valueOf(crc.getValue());
    BigInteger base = BigInteger.valueOf(DIGITS.length());
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < CHECKSUM_CHARACTERS; i++) {
      text.append(DIGITS.charAt(left.mod(base).intValue()));
      left = left.divide(base);
    }
    return text.reverse().toString();
  }
}
