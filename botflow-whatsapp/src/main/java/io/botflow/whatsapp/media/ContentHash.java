package io.botflow.whatsapp.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** SHA-256 as webhooks write it (base64) and as the API was seen to (hexadecimal). */
final class ContentHash {
  private static final int BUFFER = 64 * 1024;

  private ContentHash() {}

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has to provide SHA-256", e);
    }
  }

  static String base64(byte[] digest) {
    return Base64.getEncoder().encodeToString(digest);
  }

  /** The hash of a file, in base64. */
  static String of(Path file) throws IOException {
    MessageDigest digest = digest();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return base64(digest.digest());
  }

  /** Whether a hash in either form is that of {@code digest}; a form that is neither is not. */
  static boolean same(String told, byte[] digest) {
    return told.equals(base64(digest)) || told.equalsIgnoreCase(HexFormat.of().formatHex(digest));
  }

  static byte[] head(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(MediaTypes.HEAD);
    }
  }
}
