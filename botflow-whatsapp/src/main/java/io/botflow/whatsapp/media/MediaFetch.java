package io.botflow.whatsapp.media;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.whatsapp.GraphSettings;
import io.botflow.whatsapp.WhatsAppAccount;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Fetches one address with the account's token, without ever following it elsewhere. */
final class MediaFetch implements AutoCloseable {
  private static final Duration WHOLE = Duration.ofMinutes(5);
  private static final int BUFFER = 64 * 1024;

  private final OkHttpClient client;
  private final Path folder;

  MediaFetch(GraphSettings settings, Path folder) {
    this.folder = folder;
    this.client =
        new OkHttpClient.Builder()
            // A redirect would take the token to whom the answer names.
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false)
            .callTimeout(WHOLE)
            .connectTimeout(settings.timeout())
            .readTimeout(settings.timeout())
            .build();
  }

  MediaDownload get(
      WhatsAppAccount account,
      HttpUrl url,
      JsonNode described,
      @Nullable String sha256,
      long maxBytes) {
    Request.Builder request = new Request.Builder().url(url);
    switch (account.endpoint()) {
      case META -> request.header("Authorization", "Bearer " + account.secret());
      case DIALOG_360 -> request.header("D360-API-KEY", account.secret());
    }
    try (Response response = client.newCall(request.build()).execute()) {
      return switch (response.code()) {
        case 200 -> save(response.body().byteStream(), described, sha256, maxBytes);
        case 404, 410 -> new MediaDownload.Gone("the address has ended");
        case 429, 500, 502, 503, 504 -> new MediaDownload.Later("HTTP " + response.code());
        default -> new MediaDownload.Refused("HTTP " + response.code());
      };
    } catch (IOException e) {
      return new MediaDownload.Later(e.getClass().getSimpleName());
    }
  }

  private MediaDownload save(
      InputStream in, JsonNode described, @Nullable String sha256, long maxBytes)
      throws IOException {
    Path file = Files.createTempFile(folder, "media-", null);
    boolean kept = false;
    try {
      MessageDigest digest = ContentHash.digest();
      long size = copy(in, file, digest, maxBytes);
      if (size > maxBytes) {
        return new MediaDownload.TooLarge(size, maxBytes);
      }
      byte[] hash = digest.digest();
      String told = described.path("sha256").asText();
      boolean same =
          (sha256 == null || ContentHash.same(sha256, hash))
              && (told.isEmpty() || ContentHash.same(told, hash));
      if (!same) {
        return new MediaDownload.Corrupt("the content's hash is not the announced one");
      }
      String detected = MediaTypes.detect(ContentHash.head(file));
      String declared = MediaTypes.plain(described.path("mime_type").asText(MediaTypes.UNKNOWN));
      kept = true;
      return new MediaDownload.Downloaded(
          new MediaFile(file, declared, detected, size, ContentHash.base64(hash)));
    } finally {
      if (!kept) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Copies up to one byte more than the most that is allowed, which tells that there was more. */
  private static long copy(InputStream in, Path file, MessageDigest digest, long max)
      throws IOException {
    byte[] buffer = new byte[BUFFER];
    long size = 0;
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int read = in.read(buffer); read >= 0 && size <= max; read = in.read(buffer)) {
        out.write(buffer, 0, read);
        digest.update(buffer, 0, read);
        size += read;
      }
    }
    return size;
  }

  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }
}
