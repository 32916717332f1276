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
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys in a file that only the server's user may read, outside of the database: who has one of the
 * two has no secret. All replicas share it, and see a key that was added to it without a restart.
 * Thread-safe.
 */
public final class KeyFile implements KeyService {
  private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);
  private static final byte[] NOTHING = {};

  /** Tink's output begins with a version byte and the id of the key. */
  private static final int KEY_ID_AT = 1;

  private final Path file;
  private volatile Loaded loaded;

  /** The keys of the file as it was at a time. */
  private record Loaded(KeysetHandle keys, Aead aead, FileTime changed) {
    static Loaded of(Path file) throws IOException, GeneralSecurityException {
      // Before it is read: a change in between is seen the next time.
      FileTime changed = Files.getLastModifiedTime(file);
      KeysetHandle keys = read(file);
      return new Loaded(keys, keys.getPrimitive(RegistryConfiguration.get(), Aead.class), changed);
    }
  }

  private KeyFile(Path file) throws IOException, GeneralSecurityException {
    this.file = file;
    this.loaded = Loaded.of(file);
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
      return new KeyFile(file);
    } catch (IOException | GeneralSecurityException e) {
      throw unusable(file, e);
    }
  }

  /**
   * Makes a new key the one that seals; the others still open. Servers that run see it at once.
   *
   * @return what became of the file's keys
   * @throws KeyFileException when the file cannot be used
   */
  public static Rotation rotate(Path file) {
    return change(
        file,
        keys -> {
          boolean waiting = keys.getAt(keys.size() - 1).getId() != keys.getPrimary().getId();
          KeysetHandle.Builder more = KeysetHandle.newBuilder(keys);
          if (waiting) {
            more.getAt(more.size() - 1).makePrimary();
          } else {
            more.addEntry(newKey().makePrimary());
          }
          return more.build();
        });
  }

  /**
   * Adds a key that only opens until the next {@link #rotate}: for servers that have copies of the
   * file, which all need it before the first of them seals with it.
   *
   * @throws KeyFileException when the file cannot be used
   */
  public static Rotation prepare(Path file) {
    return change(file, keys -> KeysetHandle.newBuilder(keys).addEntry(newKey()).build());
  }

  /**
   * The keys of a file.
   *
   * @param total how many there are
   * @param waiting whether the newest does not seal yet
   */
  public record Rotation(int total, boolean waiting) {}

  @FunctionalInterface
  private interface KeyChange {
    KeysetHandle apply(KeysetHandle keys) throws GeneralSecurityException;
  }

  private static Rotation change(Path file, KeyChange change) {
    try {
      AeadConfig.register();
      KeysetHandle keys = change.apply(read(file));
      write(keys, file, StandardCopyOption.REPLACE_EXISTING);
      return new Rotation(
          keys.size(), keys.getAt(keys.size() - 1).getId() != keys.getPrimary().getId());
    } catch (IOException | GeneralSecurityException e) {
      throw unusable(file, e);
    }
  }

  private static KeyFileException unusable(Path file, Exception e) {
    return new KeyFileException(
        "The key file %s cannot be used: %s".formatted(file.toAbsolutePath(), e.getMessage()), e);
  }

  private static KeysetHandle.Builder.Entry newKey() {
    return KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
        .withRandomId();
  }

  private static void make(Path file) throws IOException, GeneralSecurityException {
    try {
      write(KeysetHandle.newBuilder().addEntry(newKey().makePrimary()).build(), file);
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

  /** The keys as they are in the file now; as they were, where it cannot be read. */
  private Loaded newest() {
    Loaded known = loaded;
    try {
      if (!Files.getLastModifiedTime(file).equals(known.changed())) {
        known = Loaded.of(file);
        loaded = known;
      }
    } catch (IOException | GeneralSecurityException e) {
      LOG.warn(
          "The key file {} cannot be read again ({}); the keys of before are used",
          file.toAbsolutePath(),
          e.getMessage());
    }
    return known;
  }

  @Override
  public byte[] seal(byte[] key) throws GeneralSecurityException {
    return newest().aead().encrypt(key, NOTHING);
  }

  @Override
  public byte[] open(byte[] sealed) throws GeneralSecurityException {
    return newest().aead().decrypt(sealed, NOTHING);
  }

  @Override
  public boolean isNewest(byte[] sealed) {
    return sealed.length > KEY_ID_AT + Integer.BYTES
        && ByteBuffer.wrap(sealed).getInt(KEY_ID_AT) == newest().keys().getPrimary().getId();
  }
}
