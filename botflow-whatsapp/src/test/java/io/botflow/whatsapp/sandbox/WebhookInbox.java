package io.botflow.whatsapp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A business's webhook endpoint for tests: keeps what arrives, answers as told. */
public final class WebhookInbox implements AutoCloseable {
  /** One POST. */
  @SuppressWarnings("ArrayRecordComponent") // Deliveries are never compared.
  public record Delivery(
      byte[] body,
      @Nullable String signature,
      java.util.Map<String, java.util.List<String>> headers) {}

  private final HttpServer server;
  private final BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private volatile String verifyToken = "sandbox-verify-token";

  public WebhookInbox() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/webhook");
  }

  void refuseNext(int count) {
    refusals.set(count);
  }

  public void verifyToken(String token) {
    verifyToken = token;
  }

  public int waiting() {
    return deliveries.size();
  }

  public Delivery next() throws InterruptedException {
    Delivery delivery = deliveries.poll(10, TimeUnit.SECONDS);
    if (delivery == null) {
      throw new AssertionError("no webhook within 10 seconds");
    }
    return delivery;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (exchange.getRequestMethod().equals("GET")) {
        Request request = Request.read(exchange);
        boolean known = verifyToken.equals(request.query().get("hub.verify_token"));
        byte[] challenge = request.query().getOrDefault("hub.challenge", "").getBytes(UTF_8);
        exchange.sendResponseHeaders(known ? 200 : 403, challenge.length);
        exchange.getResponseBody().write(challenge);
      } else if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        exchange.sendResponseHeaders(503, -1);
      } else {
        deliveries.add(
            new Delivery(
                body,
                exchange.getRequestHeaders().getFirst("X-Hub-Signature-256"),
                java.util.Map.copyOf(exchange.getRequestHeaders())));
        exchange.sendResponseHeaders(200, -1);
      }
    }
  }
}
