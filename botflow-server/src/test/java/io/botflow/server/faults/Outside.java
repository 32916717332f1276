package io.botflow.server.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The programs that flows call: a shop that takes orders, each {@code Idempotency-Key} once, and a
 * language model that always says the same.
 */
final class Outside implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Integer> orders = new HashMap<>();
  private final Map<String, Integer> ordersOf = new HashMap<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger questions = new AtomicInteger();
  private volatile CountDownLatch gate = new CountDownLatch(0);

  Outside() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    server.setExecutor(threads);
    server.createContext("/orders", exchange -> answer(exchange, this::order));
    server.createContext("/v1/chat/completions", exchange -> answer(exchange, this::chat));
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url() {
    return "http://127.0.0.1:" + port();
  }

  /** Calls to the shop wait from now on; each has arrived by then. */
  void hold() {
    gate = new CountDownLatch(1);
  }

  /** They are answered. */
  void release() {
    gate.countDown();
  }

  /** How often the shop was called. */
  int calls() {
    return calls.get();
  }

  /** How often the model was asked. */
  int questions() {
    return questions.get();
  }

  /** How many orders the shop took: what its keys let through. */
  synchronized int orders() {
    return orders.size();
  }

  private interface Answer {
    String to(HttpExchange exchange) throws IOException;
  }

  private static void answer(HttpExchange exchange, Answer answer) throws IOException {
    try (exchange) {
      byte[] bytes = answer.to(exchange).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, bytes.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(bytes);
      }
    }
  }

  private String order(HttpExchange exchange) throws IOException {
    JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
    String key = String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
    calls.incrementAndGet();
    int number = place(key, body.path("who").asText());
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return "{\"order\": " + number + "}";
  }

  private synchronized int place(String key, String who) {
    Integer known = orders.get(key);
    if (known != null) {
      return known;
    }
    int number = ordersOf.merge(who, 1, Integer::sum);
    orders.put(key, number);
    return number;
  }

  private String chat(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    questions.incrementAndGet();
    return """
        {"id": "c1", "object": "chat.completion", "created": 1, "model": "m", "choices": [
          {"index": 0, "finish_reason": "stop", "message": {"role": "assistant",
            "content": "{\\"answer\\": \\"\\", \\"mood\\": \\"ok\\"}"}}],
         "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}}
        """;
  }

  @Override
  public void close() {
    release();
    server.stop(0);
    threads.shutdownNow();
  }
}
