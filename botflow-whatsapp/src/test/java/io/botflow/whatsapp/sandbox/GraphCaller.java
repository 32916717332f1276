package io.botflow.whatsapp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Calls the sandbox as any program would, without the code under test. */
public final class GraphCaller {
  public static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String base;
  private final @Nullable String token;

  public GraphCaller(String base, @Nullable String token) {
    this.base = base;
    this.token = token;
  }

  /** An answer; {@code body} is the text as JSON. */
  public record Answer(int status, JsonNode body) {
    public int code() {
      return body.path("error").path("code").asInt();
    }
  }

  public Answer post(String path, String body) throws IOException, InterruptedException {
    return send(path, "POST", "application/json", body.replace('\'', '"'));
  }

  public Answer post(String path, String contentType, String body)
      throws IOException, InterruptedException {
    return send(path, "POST", contentType, body);
  }

  public Answer get(String path) throws IOException, InterruptedException {
    return send(path, "GET", "application/json", "");
  }

  public HttpResponse<byte[]> download(String url) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private Answer send(String path, String method, String contentType, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).header("Content-Type", contentType);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    request.method(
        method, HttpRequest.BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.ISO_8859_1)));
    HttpResponse<byte[]> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    return new Answer(answer.statusCode(), JSON.readTree(answer.body()));
  }
}
