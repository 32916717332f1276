package io.botflow.whatsapp.media;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;

/**
 * Media in an S3-compatible storage: {@code <bucket>/<organisation>/<name>}. Everything is private;
 * {@link #link} signs addresses that end.
 */
public final class S3MediaStorage implements MediaStorage, AutoCloseable {
  /** Amazon: a signed address ends after seven days at most. */
  private static final Duration MAX_LINK = Duration.ofDays(7);

  private static final Duration WHOLE = Duration.ofMinutes(5);
  private static final Duration STEP = Duration.ofSeconds(30);

  private final S3Settings settings;
  private final S3Signer signer;
  private final OkHttpClient client;

  /** A storage; the bucket has to be there. */
  public S3MediaStorage(S3Settings settings, InstantSource clock) {
    this.settings = settings;
    this.signer =
        new S3Signer(settings.accessKey(), settings.secretKey(), settings.region(), clock);
    this.client =
        new OkHttpClient.Builder()
            // The signature is for one host, and the key must not follow to another.
            .followRedirects(false)
            .followSslRedirects(false)
            .callTimeout(WHOLE)
            .connectTimeout(STEP)
            .readTimeout(STEP)
            .writeTimeout(STEP)
            .build();
  }

  @Override
  public void put(MediaKey key, Path file, String mimeType) {
    ContentStreamProvider body = ContentStreamProvider.fromInputStreamSupplier(() -> open(file));
    Request request =
        signed(SdkHttpMethod.PUT, key, Map.of("Content-Type", mimeType), body)
            .put(RequestBody.create(file.toFile(), null))
            .build();
    try (Response response = client.newCall(request).execute()) {
      if (!response.isSuccessful()) {
        throw refused("put", response);
      }
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  @Override
  public Optional<InputStream> get(MediaKey key, long first) {
    Map<String, String> range =
        first == 0 ? Map.of() : Map.of("Range", "bytes=%d-".formatted(first));
    Request request = signed(SdkHttpMethod.GET, key, range, null).get().build();
    try {
      Response response = client.newCall(request).execute();
      if (response.code() == (first == 0 ? 200 : 206)) {
        return Optional.of(new Closing(response));
      }
      try (response) {
        if (response.code() == 404) {
          return Optional.empty();
        }
        throw refused("get", response);
      }
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  @Override
  public void delete(MediaKey key) {
    Request request = signed(SdkHttpMethod.DELETE, key, Map.of(), null).delete().build();
    try (Response response = client.newCall(request).execute()) {
      if (!response.isSuccessful() && response.code() != 404) {
        throw refused("delete", response);
      }
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  @Override
  public Optional<URI> link(MediaKey key, Duration life) {
    if (life.isNegative() || life.isZero() || life.compareTo(MAX_LINK) > 0) {
      throw new IllegalArgumentException("an address is good for up to 7 days");
    }
    return Optional.of(signer.link(settings.object(key), life));
  }

  /** Ends idle connections. */
  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  private Request.Builder signed(
      SdkHttpMethod method,
      MediaKey key,
      Map<String, String> headers,
      @Nullable ContentStreamProvider body) {
    URI uri = settings.object(key);
    Request.Builder request = new Request.Builder().url(uri.toString());
    for (Map.Entry<String, List<String>> header :
        signer.headers(method, uri, headers, body).entrySet()) {
      if (!header.getKey().equalsIgnoreCase("Host")) {
        header.getValue().forEach(value -> request.addHeader(header.getKey(), value));
      }
    }
    return request;
  }

  private static InputStream open(Path file) {
    try {
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MediaStorageUnavailable refused(String what, Response response) {
    return new MediaStorageUnavailable(
        "the storage answered HTTP " + response.code() + " to " + what, null);
  }

  private static MediaStorageUnavailable unreachable(IOException e) {
    return new MediaStorageUnavailable("the storage cannot be reached", e);
  }

  /** Gives the connection back when the content is closed. */
  private static final class Closing extends FilterInputStream {
    private final Response response;

    Closing(Response response) {
      super(response.body().byteStream());
      this.response = response;
    }

    @Override
    public void close() {
      response.close();
    }
  }
}
