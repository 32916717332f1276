package io.botflow.whatsapp.media;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A bucket in this process that believes nothing but good signatures. */
public final class TestBucket implements AutoCloseable {
  /** Where it says that it is. */
  public static final String REGION = "eu-west-1";

  private final SignedRequests checker;
  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  private final Map<String, String> types = new ConcurrentHashMap<>();
  private final HttpServer server;

  /** An empty one. */
  public TestBucket(String secretKey) throws IOException {
    checker = new SignedRequests(secretKey, REGION);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Its address, without a slash at the end. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The type of everything that is in it, by its path. */
  public Map<String, String> types() {
    return Map.copyOf(types);
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
          types.remove(path);
          exchange.sendResponseHeaders(204, -1);
        }
        default -> send(exchange, objects.get(path));
      }
    }
  }

  /** Whole, or from the byte on that is asked for. */
  private static void send(HttpExchange exchange, byte @Nullable [] found) throws IOException {
    if (found == null) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    String range = exchange.getRequestHeaders().getFirst("Range");
    int first = range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
    int length = found.length - first;
    exchange.sendResponseHeaders(range == null ? 200 : 206, length == 0 ? -1 : length);
    if (length > 0) {
      exchange.getResponseBody().write(found, first, length);
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

  @Override
  public void close() {
    server.stop(0);
  }
}
