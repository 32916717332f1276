package io.botflow.server.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Entity tags (RFC 9110, 8.8.3): a hash of the representation, so that no table counts versions.
 */
final class Tags {
  private static final int BYTES = 18;

  private Tags() {}

  static String of(String json) {
    byte[] hash = sha256(json.getBytes(StandardCharsets.UTF_8));
    return '"' + Base64.getUrlEncoder().encodeToString(Arrays.copyOf(hash, BYTES)) + '"';
  }

  /** Whether a header that lists tags names this one. */
  static boolean names(@Nullable String header, String tag) {
    return header != null
        && Stream.of(header.split(",", -1))
            .map(String::strip)
            .anyMatch(each -> each.equals("*") || each.equals(tag));
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
