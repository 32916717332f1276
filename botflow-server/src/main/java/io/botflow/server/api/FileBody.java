package io.botflow.server.api;

import io.botflow.server.http.ErrorCode;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A body that is a file as it is. The file is gone once the request is answered.
 *
 * @param file on this server's disk
 * @param type the Content-Type, which nobody checked
 * @param hash of the content
 */
@SuppressWarnings("ArrayRecordComponent") // Bodies are never compared.
public record FileBody(Path file, String type, byte[] hash) {
  private static final int BUFFER = 64 * 1024;

  static FileBody read(Context context, int most) throws IOException {
    String type = context.contentType();
    Path file = Files.createTempFile("botflow-upload", null);
    boolean whole = false;
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(context.req().getInputStream(), digest);
          OutputStream out = Files.newOutputStream(file)) {
        copy(in, out, most);
      } catch (Refusal e) {
        // What is left of the body would be taken for the next request.
        context.header("Connection", "close");
        throw e;
      }
      whole = true;
      return new FileBody(file, type == null ? "" : type, digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    } finally {
      if (!whole) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static void copy(InputStream in, OutputStream out, int most) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long all = 0;
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      all += read;
      if (all > most) {
        throw new Refusal(ErrorCode.BODY_TOO_LARGE);
      }
      out.write(buffer, 0, read);
    }
  }

  void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
