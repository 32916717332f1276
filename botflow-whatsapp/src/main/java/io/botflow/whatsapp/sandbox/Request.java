package io.botflow.whatsapp.sandbox;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An HTTP request, read whole. */
@SuppressWarnings("ArrayRecordComponent") // Requests are never compared.
record Request(
    String method, List<String> path, Map<String, String> query, Headers headers, byte[] body) {

  /** Bodies above this are refused: the largest medium that may be uploaded is 100 MB. */
  private static final int MAX_BODY = 101 * 1024 * 1024;

  static Request read(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY);
    List<String> path = new ArrayList<>();
    for (String part : exchange.getRequestURI().getRawPath().split("/", -1)) {
      if (!part.isEmpty()) {
        path.add(decode(part.replace("+", "%2B")));
      }
    }
    Map<String, String> query = new HashMap<>();
    String raw = exchange.getRequestURI().getRawQuery();
    if (raw != null) {
      for (String pair : raw.split("&", -1)) {
        int equals = pair.indexOf('=');
        String key = equals < 0 ? pair : pair.substring(0, equals);
        query.put(decode(key), equals < 0 ? "" : decode(pair.substring(equals + 1)));
      }
    }
    return new Request(
        exchange.getRequestMethod(), path, query, exchange.getRequestHeaders(), body);
  }

  boolean is(String expected) {
    return method.equals(expected);
  }

  /** The part of the path at {@code index}, empty when the path is shorter. */
  String part(int index) {
    return index < path.size() ? path.get(index) : "";
  }

  @Nullable String header(String name) {
    return headers.getFirst(name);
  }

  /** The bearer token or 360dialog key, whichever is there. */
  @Nullable String token() {
    String key = header("D360-API-KEY");
    if (key != null) {
      return key;
    }
    String authorization = header("Authorization");
    return authorization != null && authorization.startsWith("Bearer ")
        ? authorization.substring("Bearer ".length())
        : null;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // A broken escape stays as it came; it will match nothing.
      return text;
    }
  }
}
