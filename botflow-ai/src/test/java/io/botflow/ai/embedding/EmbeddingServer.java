package io.botflow.ai.embedding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.botflow.ai.OpenAiSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An embedding server in OpenAI's documented shapes, whose vectors count words. It refuses what
 * OpenAI refuses: empty texts, more than 2,048 of them.
 */
final class EmbeddingServer implements AutoCloseable {
  static final int DIMENSION = 64;
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch end = new CountDownLatch(1);
  final List<JsonNode> requests = new CopyOnWriteArrayList<>();

  /** What it says in place of vectors, and with which status; 0 says nothing at all. */
  volatile int status = 200;

  volatile String error = "";

  EmbeddingServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/v1/embeddings", this::handle);
    server.start();
  }

  OpenAiSettings settings(String model) {
    return new OpenAiSettings(
        "http://localhost:" + server.getAddress().getPort() + "/v1", "key-canary", model);
  }

  private void handle(HttpExchange exchange) throws IOException {
    JsonNode body = JSON.readTree(exchange.getRequestBody());
    requests.add(body);
    if (status == 0) {
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      exchange.close();
    } else if (!error.isEmpty() || status != 200) {
      answer(exchange, status, error);
    } else {
      var data = JSON.createArrayNode();
      int index = 0;
      for (JsonNode text : body.path("input")) {
        if (text.asText().isBlank()) {
          answer(exchange, 400, "{\"error\": {\"message\": \"'$.input' is invalid\"}}");
          return;
        }
        var one = data.addObject().put("object", "embedding").put("index", index++);
        var numbers = one.putArray("embedding");
        for (float number : counted(text.asText())) {
          numbers.add(number);
        }
      }
      var whole = JSON.createObjectNode().put("object", "list");
      whole.put("model", body.path("model").asText()).set("data", data);
      whole.putObject("usage").put("prompt_tokens", 1).put("total_tokens", 1);
      answer(exchange, 200, whole.toString());
    }
  }

  private static float[] counted(String text) {
    float[] vector = new float[DIMENSION];
    for (String word : text.toLowerCase(Locale.ROOT).split("[\\s.,?!]+", -1)) {
      vector[Math.floorMod(word.hashCode() * 0x9E3779B1, DIMENSION)]++;
    }
    return vector;
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.close();
  }
}
