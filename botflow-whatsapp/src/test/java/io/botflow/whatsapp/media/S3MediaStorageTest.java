package io.botflow.whatsapp.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.botflow.testing.SettableClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A storage that believes nothing but good signatures; {@link S3SignerTest} checks the checker. */
class S3MediaStorageTest extends MediaStorageContract {
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-25T09:00:00Z"));
  private TestBucket bucket;

  @BeforeEach
  void start() throws IOException {
    bucket = new TestBucket(SECRET);
  }

  @AfterEach
  void stop() {
    bucket.close();
  }

  private S3Settings settings(String secret) {
    return new S3Settings(
        URI.create(bucket.url()), TestBucket.REGION, "media", "AKIAIOSFODNN7EXAMPLE", secret, true);
  }

  @Override
  MediaStorage storage() {
    return new S3MediaStorage(settings(SECRET), clock);
  }

  @Test
  void filesLieByOrganisationWithTheirType() throws Exception {
    MediaKey key = MediaKey.create("org-1");
    storage().put(key, file("words"), "text/plain");

    assertThat(bucket.types())
        .containsExactly(Map.entry("/media/org-1/" + key.name(), "text/plain"));
  }

  @Test
  void aLinkServesTheFileWithoutAnyKey() throws Exception {
    MediaStorage storage = storage();
    MediaKey key = MediaKey.create("org-1");
    storage.put(key, file("words"), "text/plain");
    URI link = storage.link(key, Duration.ofMinutes(5)).orElseThrow();
    HttpClient client = HttpClient.newHttpClient();

    HttpResponse<byte[]> got =
        client.send(HttpRequest.newBuilder(link).build(), HttpResponse.BodyHandlers.ofByteArray());
    assertThat(new String(got.body(), UTF_8)).isEqualTo("words");
    URI changed = URI.create(link.toString().replace("X-Amz-Expires=300", "X-Amz-Expires=301"));
    assertThat(
            client
                .send(
                    HttpRequest.newBuilder(changed).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode())
        .isEqualTo(403);
    assertThatThrownBy(() -> storage.link(key, Duration.ofDays(8)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRefusalAndAnAbsentServerAreSaid() throws Exception {
    MediaKey key = MediaKey.create("org-1");
    try (S3MediaStorage wrong = new S3MediaStorage(settings("wrong"), clock)) {
      assertThatThrownBy(() -> wrong.put(key, file("words"), "text/plain"))
          .isInstanceOf(MediaStorageUnavailable.class)
          .hasMessage("the storage answered HTTP 403 to put");
      assertThatThrownBy(() -> wrong.get(key)).isInstanceOf(MediaStorageUnavailable.class);
    }
    bucket.close();
    assertThatThrownBy(() -> storage().get(key)).isInstanceOf(MediaStorageUnavailable.class);
    assertThat(settings(SECRET).toString()).doesNotContain(SECRET);
  }
}
