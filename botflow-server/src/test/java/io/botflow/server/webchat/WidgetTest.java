package io.botflow.server.webchat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.botflow.flow.Flow;
import io.botflow.server.BrowserTests;
import io.botflow.server.TestFlows;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The snippet on a page of somebody else, in a browser. What visitors do stands in {@code
 * src/main/web/e2e/webchat}.
 */
class WidgetTest {
  /** A page with a strict policy of its own and styles that must not reach the chat. */
  private static final String PAGE =
      """
      <!doctype html>
      <html HTML>
      <head><meta charset="utf-8"><title>A shop</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <link rel="icon" href="data:,">
      <style nonce="page">button, p, textarea { font: 40px serif; color: #b00; display: none }</style>
      </head>
      <body><main><h1>Fresh bread</h1><a href="#prices">Prices</a></main>
      <script src="SERVER/webchat/webchat.js" data-channel="KEY" SNIPPET async></script>
      </body></html>
      """;

  private static Flow flow() {
    return TestFlows.read(
        """
        {"botflow": 1, "id": "orders", "name": "Orders", "language": "en",
         "nodes": [
          {"id": "start", "type": "trigger", "data": {"config": {"on": "any_message"}}},
          {"id": "bread", "type": "question", "data": {"config": {"text": "Which bread?",
            "variable": "bread", "input": {"type": "choice",
              "options": [{"id": "rye", "title": "Rye"}, {"id": "oat", "title": "Oat"}]}}}},
          {"id": "count", "type": "question", "data": {"config": {"text": "How many {{ bread }}?",
            "variable": "count", "input": {"type": "text"}}}},
          {"id": "done", "type": "message", "data": {"config": {
            "text": "{{ count }} {{ bread }}, see https://shop.example/orders."}}},
          {"id": "bye", "type": "end"}],
         "edges": [
          {"source": "start", "target": "bread"}, {"source": "bread", "target": "count"},
          {"source": "count", "target": "done"}, {"source": "done", "target": "bye"}]}
        """);
  }

  @Test
  void visitorsOfAForeignPageAreAnswered() throws Exception {
    HttpServer shop =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    String origin = "http://localhost:" + shop.getAddress().getPort();
    try (WebChatScene scene = new WebChatScene(flow(), origin)) {
      shop.createContext("/", exchange -> page(exchange, scene.url()));
      shop.start();
      BrowserTests.run(scene.url(), "webchat", Map.of("SHOP_URL", origin));
    } finally {
      shop.stop(0);
    }
  }

  /** The address's query names the attributes of the page and, after a bar, of the snippet. */
  private static void page(HttpExchange exchange, String server) throws IOException {
    try (exchange) {
      String[] query = query(exchange.getRequestURI()).split("\\|", 2);
      String html =
          PAGE.replace("HTML", query[0].isEmpty() ? "lang=\"en\"" : query[0])
              .replace("SERVER", server)
              .replace("KEY", WebChatScene.KEY)
              .replace("SNIPPET", query.length > 1 ? query[1] : "");
      String policy =
          "default-src 'none'; style-src 'nonce-page'; script-src %s; connect-src %s; img-src data:"
              .formatted(server, server.replace("http", "ws"));
      exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
      exchange.getResponseHeaders().add("Content-Security-Policy", policy);
      byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static String query(URI address) {
    @Nullable String query = address.getRawQuery();
    return query == null ? "" : URLDecoder.decode(query, StandardCharsets.UTF_8);
  }
}
