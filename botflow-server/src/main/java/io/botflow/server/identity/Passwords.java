package io.botflow.server.identity;

import io.botflow.server.api.Refusal;
import io.botflow.server.http.ErrorCode;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Hashes of passwords: Argon2id with OWASP's least parameters (Password Storage Cheat Sheet: 19
 * MiB, 2 passes, 1 lane), in the PHC string format, so that a later choice leaves old hashes
 * readable. Thread-safe.
 */
final class Passwords {
  /** NIST SP 800-63B asks for 8; each one more makes guessing much dearer. */
  static final int LEAST_CHARACTERS = 10;

  static final int MOST_CHARACTERS = 256;

  private static final int KIBIBYTES = 19_456;
  private static final int PASSES = 2;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  /** Each takes a processor and 19 MiB for a good while: more at once would starve everything. */
  private static final int AT_ONCE = 2;

  private static final int WAIT_SECONDS = 10;
  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=1\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

  private final SecureRandom random = new SecureRandom();
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final String nobodys;

  @Inject
  Passwords() {
    nobodys = hash("nobody's password");
  }

  /** A hash to keep. */
  String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s"
        .formatted(
            KIBIBYTES,
            PASSES,
            base64.encodeToString(salt),
            base64.encodeToString(compute(password, salt, KIBIBYTES, PASSES, HASH_BYTES)));
  }

  /**
   * Whether a password is the one of a hash. It takes as long where there is no hash.
   *
   * @param hash null where there is no such account
   */
  boolean matches(String password, @Nullable String hash) {
    Matcher parts = PHC.matcher(hash == null ? nobodys : hash);
    if (!parts.matches()) {
      throw new IllegalStateException("a password's hash has another form");
    }
    byte[] expected = Base64.getDecoder().decode(parts.group(4));
    byte[] computed =
        compute(
            password,
            Base64.getDecoder().decode(parts.group(3)),
            Integer.parseInt(parts.group(1)),
            Integer.parseInt(parts.group(2)),
            expected.length);
    return MessageDigest.isEqual(expected, computed) && hash != null;
  }

  private byte[] compute(String password, byte[] salt, int kibibytes, int passes, int bytes) {
    try {
      if (!places.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new Refusal(ErrorCode.BUSY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(ErrorCode.BUSY);
    }
    try {
      Argon2BytesGenerator generator = new Argon2BytesGenerator();
      generator.init(
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withVersion(Argon2Parameters.ARGON2_VERSION_13)
              .withMemoryAsKB(kibibytes)
              .withIterations(passes)
              .withParallelism(1)
              .withSalt(salt)
              .build());
      byte[] hash = new byte[bytes];
      // The same password may be typed as other code points on another keyboard.
      String normal = Normalizer.normalize(password, Normalizer.Form.NFKC);
      generator.generateBytes(normal.getBytes(StandardCharsets.UTF_8), hash);
      return hash;
    } finally {
      places.release();
    }
  }
}
