package io.botflow.server.identity;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import io.botflow.server.secret.Cell;
import io.botflow.server.secret.Secrets;
import jakarta.inject.Inject;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Handle;

/**
 * The second factor: codes of an authenticator app (TOTP, RFC 6238), each taken once, and recovery
 * codes for the day on which the phone is lost. The seed is kept sealed.
 */
final class TwoFactor {
  private static final int SEED_BYTES = 20;
  private static final int RECOVERY_CODES = 10;
  private static final int RECOVERY_BYTES = 10;

  /** A clock may be off by this many steps. */
  private static final int STEPS_OFF = 1;

  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private final TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator();
  private final SecureRandom random = new SecureRandom();
  private final Secrets secrets;
  private final InstantSource clock;

  @Inject
  TwoFactor(Secrets secrets, InstantSource clock) {
    this.secrets = secrets;
    this.clock = clock;
  }

  /** A new seed in base 32, which counts only once a code of it was shown. */
  String begin(Handle handle, UUID user) {
    byte[] seed = new byte[SEED_BYTES];
    random.nextBytes(seed);
    handle
        .createUpdate(
            """
            update users set totp_secret = :sealed, totp_since = null, totp_step = 0,
              updated_at = now() where id = :id
            """)
        .bind("sealed", secrets.seal(cell(user), Base64.getEncoder().encodeToString(seed)))
        .bind("id", user)
        .execute();
    return base32(seed);
  }

  /** The seed as authenticator apps read it from a picture. */
  static String uri(String email, String seed) {
    return "otpauth://totp/BotFlow:%s?secret=%s&issuer=BotFlow"
        .formatted(email.replace("%", "%25").replace("#", "%23").replace("?", "%3F"), seed);
  }

  /** Whether a code is one of this person's app; each is good once. */
  boolean takesCode(Handle handle, User user, String code) {
    if (user.totpSecret() == null || !code.matches("\\d{6}")) {
      return false;
    }
    byte[] seed = Base64.getDecoder().decode(secrets.open(cell(user.id()), user.totpSecret()));
    long stepMillis = codes.getTimeStep().toMillis();
    long now = clock.millis() / stepMillis;
    for (long step = now - STEPS_OFF; step <= now + STEPS_OFF; step++) {
      if (step > user.totpStep() && code.equals(code(seed, step * stepMillis))) {
        return handle
                .createUpdate(
                    "update users set totp_step = :step where id = :id and totp_step < :step")
                .bind("step", step)
                .bind("id", user.id())
                .execute()
            == 1;
      }
    }
    return false;
  }

  private String code(byte[] seed, long millis) {
    try {
      return codes.generateOneTimePasswordString(
          new SecretKeySpec(seed, codes.getAlgorithm()), Instant.ofEpochMilli(millis), Locale.ROOT);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("a seed of ours is no key", e);
    }
  }

  /** Whether it is a recovery code of this person; each is good once. */
  static boolean takesRecoveryCode(Handle handle, User user, String code) {
    return handle
            .createUpdate("delete from recovery_codes where user_id = :user and code_hash = :hash")
            .bind("user", user.id())
            .bind("hash", hash(user.id(), code))
            .execute()
        == 1;
  }

  /** New recovery codes in place of all old ones. */
  List<String> newRecoveryCodes(Handle handle, UUID user) {
    handle
        .createUpdate("delete from recovery_codes where user_id = :user")
        .bind("user", user)
        .execute();
    List<String> made = new ArrayList<>();
    for (int i = 0; i < RECOVERY_CODES; i++) {
      byte[] bytes = new byte[RECOVERY_BYTES];
      random.nextBytes(bytes);
      String code = base32(bytes).toLowerCase(Locale.ROOT);
      made.add(code.substring(0, code.length() / 2) + "-" + code.substring(code.length() / 2));
      handle
          .createUpdate("insert into recovery_codes (user_id, code_hash) values (:user, :hash)")
          .bind("user", user)
          .bind("hash", hash(user, made.getLast()))
          .execute();
    }
    return made;
  }

  /** 80 random bits, bound to the person: a fast hash is enough. */
  private static byte[] hash(UUID user, String code) {
    return OneTimeToken.hash(user + " " + code.strip().toLowerCase(Locale.ROOT));
  }

  static Cell cell(UUID user) {
    return Cell.ofPeople("users", "totp_secret", user);
  }

  private static String base32(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int bits = 0;
    int held = 0;
    for (byte next : bytes) {
      held = (held << 8) | (next & 0xff);
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(BASE32.charAt((held >> bits) & 31));
      }
    }
    return text.toString();
  }
}
