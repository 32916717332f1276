package io.botflow.whatsapp.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.botflow.testing.SettableClock;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Properties;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobApiMetadata;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The storage against a server of others that speaks S3 and checks signatures by itself. */
class S3ProxyStorageTest extends MediaStorageContract {
  private static final String KEY = "AKIAIOSFODNN7EXAMPLE";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

  private final HttpClient http = HttpClient.newHttpClient();
  private BlobStoreContext blobs;
  private S3Proxy server;

  @BeforeEach
  void start() throws Exception {
    blobs =
        ContextBuilder.newBuilder(new TransientNio2BlobApiMetadata())
            .credentials("any", "any")
            .overrides(new Properties())
            .buildView(BlobStoreContext.class);
    blobs.getBlobStore().createContainerInLocation(null, "media");
    server =
        S3Proxy.builder()
            .blobStore(blobs.getBlobStore())
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, KEY, SECRET)
            .build();
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
    blobs.close();
    http.close();
  }

  private S3MediaStorage storage(String secret, InstantSource clock) {
    return new S3MediaStorage(
        new S3Settings(
            URI.create("http://127.0.0.1:" + server.getPort()),
            "us-east-1",
            "media",
            KEY,
            secret,
            true),
        clock);
  }

  @Override
  MediaStorage storage() {
    return storage(SECRET, InstantSource.system());
  }

  private int status(URI link) throws Exception {
    return http.send(HttpRequest.newBuilder(link).build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void aWrongKeyAndAnOldSignatureAreRefused() throws Exception {
    MediaKey key = MediaKey.create("org-1");
    SettableClock past = new SettableClock(Instant.now().minus(Duration.ofHours(1)));
    for (S3MediaStorage refused :
        new S3MediaStorage[] {storage("wrong", InstantSource.system()), storage(SECRET, past)}) {
      try (refused) {
        assertThatThrownBy(() -> refused.put(key, file("words"), "text/plain"))
            .isInstanceOf(MediaStorageUnavailable.class)
            .hasMessage("the storage answered HTTP 403 to put");
      }
    }
    assertThat(storage().get(key)).isEmpty();
  }

  @Test
  void aLinkServesTheFileUntilItsTimeIsOverAndNothingElse() throws Exception {
    MediaKey key = MediaKey.create("org-1");
    MediaKey other = MediaKey.create("org-2");
    storage().put(key, file("words"), "text/plain");
    storage().put(other, file("other"), "text/plain");
    URI link = storage().link(key, Duration.ofMinutes(5)).orElseThrow();
    SettableClock past = new SettableClock(Instant.now().minus(Duration.ofMinutes(6)));
    URI expired = storage(SECRET, past).link(key, Duration.ofMinutes(5)).orElseThrow();
    URI elsewhere =
        URI.create(link.toString().replace(key.name(), other.name()).replace("org-1", "org-2"));

    assertThat(status(link)).isEqualTo(200);
    assertThat(status(expired)).isEqualTo(403);
    assertThat(status(elsewhere)).isEqualTo(403);
  }
}
