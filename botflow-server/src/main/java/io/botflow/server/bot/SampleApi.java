package io.botflow.server.bot;

import io.botflow.spi.HttpCall;
import io.botflow.spi.HttpResult;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers for {@code api.example.com}, which the templates call until their owners put an address
 * of their own there, so that they can be tried at once. The name is nobody's (RFC 2606).
 */
public final class SampleApi {
  private static final String HOST = "api.example.com";

  private SampleApi() {}

  /** What a call comes to; null where it goes to any other host. */
  public static @Nullable HttpResult answer(HttpCall call) {
    URI uri = URI.create(call.url());
    if (!HOST.equals(uri.getHost())) {
      return null;
    }
    String path = uri.getPath();
    if (path.startsWith("/orders/")) {
      return order(path.substring("/orders/".length()));
    }
    return switch (path) {
      case "/availability" ->
          answer(200, "{\"slots\": [\"09:00\", \"10:30\", \"14:00\", \"15:30\"]}");
      case "/bookings" ->
          answer(201, "{\"reference\": \"B%06d\"}".formatted(number(call.idempotencyKey())));
      case "/leads" -> answer(201, "{}");
      default -> answer(404, "{\"error\": \"not found\"}");
    };
  }

  /** The last digit says how far an order is, so that every way through the flow can be tried. */
  private static HttpResult order(String order) {
    String last = order.isEmpty() ? "" : order.substring(order.length() - 1);
    return switch (last) {
      case "9", "0" -> answer(404, "{\"error\": \"not found\"}");
      case "8" -> answer(200, "{\"status\": \"lost\"}");
      case "3", "6" -> answer(200, "{\"status\": \"processing\"}");
      case "2", "5" -> answer(200, "{\"status\": \"delivered\"}");
      default ->
          answer(200, "{\"status\": \"shipped\", \"carrier\": \"Speedy\", \"eta\": \"Friday\"}");
    };
  }

  private static int number(String key) {
    return Math.floorMod(key.toLowerCase(Locale.ROOT).hashCode(), 1_000_000);
  }

  private static HttpResult answer(int status, String body) {
    return new HttpResult.Answered(status, Map.of("content-type", "application/json"), body);
  }
}
