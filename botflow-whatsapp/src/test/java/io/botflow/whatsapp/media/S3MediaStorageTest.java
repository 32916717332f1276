package io.botflow.whatsapp.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.botflow.testing.SettableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A storage that believes nothing but good signatures; {@link S3SignerTest} checks the checker. */
class S3MediaStorageTest extends MediaStorageContract {
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-25T09:00:00Z"));
  private final SignedRequests checker = new SignedRequests(SECRET, "eu-west-1");
  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  private final Map<String, String> types = new ConcurrentHashMap<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private S3Settings settings(String secret) {
    return new S3Settings(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
        "eu-west-1",
        "media",
        "AKIAIOSFODNN7EXAMPLE",
        secret,
        true);
  }

  @Override
  MediaStorage storage() {
    return new S3MediaStorage(settings(SECRET), clock);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (!isSigned(exchange, body)) {
        exchange.sendResponseHeaders(403, -1);
        return;
      }
      String path = exchange.getRequestURI().getRawPath();
      switch (exchange.getRequestMethod()) {
        case "PUT" -> {
          objects.put(path, body);
          types.put(path, exchange.getRequestHeaders().getFirst("Content-Type"));
          exchange.sendResponseHeaders(200, -1);
        }
        case "DELETE" -> {
          objects.remove(path);
          exchange.sendResponseHeaders(204, -1);
        }
        default -> {
          byte[] found = objects.get(path);
          exchange.sendResponseHeaders(
              found == null ? 404 : 200, found == null || found.length == 0 ? -1 : found.length);
          if (found != null && found.length > 0) {
            exchange.getResponseBody().write(found);
          }
        }
      }
    }
  }

  private boolean isSigned(HttpExchange exchange, byte[] body) {
    URI uri = exchange.getRequestURI();
    String query = uri.getRawQuery();
    if (query != null) {
      String moment = parameter(query, "X-Amz-Date");
      Map<String, String> host = Map.of("host", exchange.getRequestHeaders().getFirst("Host"));
      return checker
          .signature(exchange.getRequestMethod(), uri, host, "UNSIGNED-PAYLOAD", moment)
          .equals(parameter(query, "X-Amz-Signature"));
    }
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    String payload = exchange.getRequestHeaders().getFirst("x-amz-content-sha256");
    if (authorization == null || !payload.equals(SignedRequests.sha256(body))) {
      return false;
    }
    Map<String, String> signed = new HashMap<>();
    String names = authorization.replaceAll(".*SignedHeaders=([^,]*),.*", "$1");
    for (String name : names.split(";", -1)) {
      signed.put(name, exchange.getRequestHeaders().getFirst(name));
    }
    return authorization.endsWith(
        "Signature="
            + checker.signature(
                exchange.getRequestMethod(),
                uri,
                signed,
                payload,
                exchange.getRequestHeaders().getFirst("x-amz-date")));
  }

  private static String parameter(String query, String key) {
    return query.replaceAll(".*" + key + "=([^&]*).*", "$1");
  }

  @Test
  void filesLieByOrganisationWithTheirType() throws Exception {
    MediaKey key = MediaKey.create("org-1");
    storage().put(key, file("words"), "text/plain");

    assertThat(types).containsExactly(Map.entry("/media/org-1/" + key.name(), "text/plain"));
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
    server.stop(0);
    assertThatThrownBy(() -> storage().get(key)).isInstanceOf(MediaStorageUnavailable.class);
    assertThat(settings(SECRET).toString()).doesNotContain(SECRET);
  }
}
