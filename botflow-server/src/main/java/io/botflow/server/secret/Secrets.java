package io.botflow.server.secret;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.KmsEnvelopeAead;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals secrets for the database and opens them: each has a key of its own (AES-256-GCM), which the
 * {@link KeyService} seals, and is bound to its {@link Cell}. Thread-safe.
 */
public final class Secrets {
  private static final Logger LOG = LoggerFactory.getLogger(Secrets.class);

  /** What every sealed text begins with, and hardly any other. */
  public static final String MARK = "sealed:1:";

  private final KeyService keys;
  private final Aead envelope;

  /** Secrets under the keys of a service. */
  @Inject
  public Secrets(KeyService keys) {
    this.keys = keys;
    try {
      AeadConfig.register();
      envelope = KmsEnvelopeAead.create(PredefinedAeadParameters.AES256_GCM, new Outer(keys));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Tink has no AES-256-GCM", e);
    }
  }

  private record Outer(KeyService keys) implements Aead {
    @Override
    public byte[] encrypt(byte[] plain, byte[] nothing) throws GeneralSecurityException {
      return keys.seal(plain);
    }

    @Override
    public byte[] decrypt(byte[] sealed, byte[] nothing) throws GeneralSecurityException {
      return keys.open(sealed);
    }
  }

  /** Seals a secret for this cell; the text is another each time. */
  public String seal(Cell cell, String secret) {
    try {
      byte[] sealed = envelope.encrypt(secret.getBytes(StandardCharsets.UTF_8), cell.binding());
      return MARK + Base64.getEncoder().encodeToString(sealed);
    } catch (GeneralSecurityException e) {
      throw new SecretUnreadable("a secret cannot be sealed", e);
    }
  }

  /**
   * Opens what was sealed for this cell.
   *
   * @throws SecretUnreadable when it was sealed for another cell or with keys that are not here
   */
  public String open(Cell cell, String sealed) {
    try {
      byte[] plain = envelope.decrypt(bytes(sealed), cell.binding());
      return new String(plain, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      LOG.error(
          "A secret in {}.{} of row {} (organization {}) does not open: it was moved or changed in the"
              + " database, or sealed with other keys",
          cell.table(),
          cell.column(),
          cell.row(),
          cell.organization());
      throw new SecretUnreadable("a secret does not open", e);
    }
  }

  /** Whether a text was sealed at all. */
  public static boolean isSealed(String text) {
    return text.startsWith(MARK);
  }

  /** Whether it was sealed with the newest key. */
  public boolean isFresh(String sealed) {
    if (!isSealed(sealed)) {
      return false;
    }
    // Tink's envelope: the length of the sealed key in four bytes, the sealed key, the rest.
    ByteBuffer envelopeBytes = ByteBuffer.wrap(bytes(sealed));
    byte[] key = new byte[Math.min(envelopeBytes.getInt(), envelopeBytes.remaining())];
    envelopeBytes.get(key);
    return keys.isNewest(key);
  }

  private static byte[] bytes(String sealed) {
    if (!isSealed(sealed)) {
      throw new IllegalArgumentException("not sealed");
    }
    return Base64.getDecoder().decode(sealed.substring(MARK.length()));
  }
}
