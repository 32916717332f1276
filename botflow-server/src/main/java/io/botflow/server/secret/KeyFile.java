package io.botflow.server.secret;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys in a file that only the server's user may read, outside of the database: who has one of the
 * two has no secret. All replicas share it. Thread-safe.
 */
public final class KeyFile implements KeyService {
  private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);
  private static final byte[] NOTHING = {};

  /** Tink's output begins with a version byte and the id of the key. */
  private static final int KEY_ID_AT = 1;

  private final KeysetHandle keys;
  private final Aead aead;

  private KeyFile(KeysetHandle keys) throws GeneralSecurityException {
    this.keys = keys;
    this.aead = keys.getPrimitive(RegistryConfiguration.get(), Aead.class);
  }

  /**
   * The keys of a file, which is made where there is none.
   *
   * @throws KeyFileException when it cannot be read or made
   */
  public static KeyFile open(Path file) {
    try {
      AeadConfig.register();
      if (!Files.exists(file)) {
        make(file);
      }
      return new KeyFile(read(file));
    } catch (IOException | GeneralSecurityException e) {
      throw new KeyFileException(
          "The key file %s cannot be used: %s".formatted(file.toAbsolutePath(), e.getMessage()), e);
    }
  }

  /** Adds a key, which seals from the next start of the servers on; the others still open. */
  public static void rotate(Path file) {
    try {
      AeadConfig.register();
      KeysetHandle.Builder more = KeysetHandle.newBuilder(read(file));
      more.addEntry(newKey());
      write(more.build(), file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | GeneralSecurityException e) {
      throw new KeyFileException(
          "The key file %s cannot be used: %s".formatted(file.toAbsolutePath(), e.getMessage()), e);
    }
  }

  private static KeysetHandle.Builder.Entry newKey() {
    return KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
        .withRandomId()
        .makePrimary();
  }

  private static void make(Path file) throws IOException, GeneralSecurityException {
    try {
      write(KeysetHandle.newBuilder().addEntry(newKey()).build(), file);
      LOG.warn(
          "A new key file was made: {}. KEEP A COPY OF IT, apart from the copies of the database: "
              + "without it no access token and no second factor can be read again.",
          file.toAbsolutePath());
    } catch (FileAlreadyExistsException e) {
      LOG.info("Another server made the key file {} just now", file);
    }
  }

  private static KeysetHandle read(Path file) throws IOException, GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.parseKeyset(
        Files.readString(file), RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
  }

  private static void write(KeysetHandle keys, Path file, StandardCopyOption... options)
      throws IOException, GeneralSecurityException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path draft = Files.createTempFile(folder, ".keys", ".json");
    try {
      if (Files.getFileStore(draft).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
      }
      Files.writeString(
          draft,
          TinkJsonProtoKeysetFormat.serializeKeyset(
              keys, RegistryConfiguration.get(), InsecureSecretKeyAccess.get()));
      if (options.length > 0) {
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      } else {
        // A link refuses a name that is taken: of two servers that start at once, one makes the
        // file.
        Files.createLink(file, draft);
      }
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  @Override
  public byte[] seal(byte[] key) throws GeneralSecurityException {
    return aead.encrypt(key, NOTHING);
  }

  @Override
  public byte[] open(byte[] sealed) throws GeneralSecurityException {
    return aead.decrypt(sealed, NOTHING);
  }

  @Override
  public boolean isNewest(byte[] sealed) {
    return sealed.length > KEY_ID_AT + Integer.BYTES
        && ByteBuffer.wrap(sealed).getInt(KEY_ID_AT) == keys.getPrimary().getId();
  }
}
