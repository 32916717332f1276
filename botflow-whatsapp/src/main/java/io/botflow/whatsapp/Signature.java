package io.botflow.whatsapp;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The check of a webhook's {@code X-Hub-Signature-256}: HMAC-SHA256 of the exact bytes received,
 * keyed with the app secret.
 *
 * <p>Several secrets may be active at once, so that a secret can be rotated without refusing a
 * single webhook. The check takes the same time whichever secret matches and wherever a wrong
 * signature differs, and it never tells anybody what the right signature would have been.
 *
 * <p>Meta signs the bytes that it sends, in which non-ASCII characters are escaped; parsing the
 * body and writing it again gives other bytes. Source: Meta, "Create a webhook endpoint", copy of
 * December 2025.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class Signature {
  /** The header that carries the signature. */
  public static final String HEADER = "X-Hub-Signature-256";

  private static final String PREFIX = "sha256=";
  private static final int HEADER_LENGTH = PREFIX.length() + 64;
  private static final String ALGORITHM = "HmacSHA256";

  private final List<SecretKeySpec> keys;

  private Signature(List<SecretKeySpec> keys) {
    this.keys = keys;
  }

  /**
   * A check that accepts a signature made with any of the given app secrets.
   *
   * @throws IllegalArgumentException when there is no secret or an empty one
   */
  public static Signature of(List<String> secrets) {
    if (secrets.isEmpty()) {
      throw new IllegalArgumentException("at least one app secret is needed");
    }
    return new Signature(secrets.stream().map(Signature::key).toList());
  }

  /** A check with one app secret; see {@link #of(List)}. */
  public static Signature of(String secret) {
    return of(List.of(secret));
  }

  /** The header value for {@code body}, as Meta would send it: lower-case hex after the prefix. */
  public static String sign(byte[] body, String secret) {
    return PREFIX + HexFormat.of().formatHex(hmac(key(secret), body));
  }

  /**
   * Whether {@code header} is the signature of {@code body}. A missing header, another algorithm, a
   * missing prefix, a wrong length and upper-case digits are all refused.
   */
  public boolean matches(byte[] body, @Nullable String header) {
    if (header == null || header.length() != HEADER_LENGTH || !header.startsWith(PREFIX)) {
      return false;
    }
    byte[] given = header.substring(PREFIX.length()).getBytes(StandardCharsets.UTF_8);
    boolean matches = false;
    for (SecretKeySpec key : keys) {
      byte[] expected =
          HexFormat.of().formatHex(hmac(key, body)).getBytes(StandardCharsets.US_ASCII);
      // No early exit: the time must not tell which of the secrets is in use.
      matches |= MessageDigest.isEqual(expected, given);
    }
    return matches;
  }

  private static SecretKeySpec key(String secret) {
    if (secret.isEmpty()) {
      throw new IllegalArgumentException("an app secret must not be empty");
    }
    return new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  private static byte[] hmac(SecretKeySpec key, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(body);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has to provide " + ALGORITHM, e);
    }
  }
}
