package io.botflow.cli;

import io.botflow.server.outbound.GuardedHttpCaller;
import io.botflow.spi.HttpCall;
import io.botflow.spi.HttpCaller;
import io.botflow.spi.HttpResult;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Locale;
import java.util.Map;

/**
 * Stands in for the programs behind {@code https://api.example.com} that the templates call, so
 * that the demo needs no network. Calls to other addresses are made as they are.
 */
final class DemoApi implements HttpCaller {
  private static final String HOST = "api.example.com";

  private final GuardedHttpCaller others;

  @Inject
  DemoApi(GuardedHttpCaller others) {
    this.others = others;
  }

  @Override
  public HttpResult call(HttpCall call) {
    URI uri = URI.create(call.url());
    if (!HOST.equals(uri.getHost())) {
      return others.call(call);
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
