package io.botflow.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** An open page of the dashboard, as a browser's WebSocket. */
final class TestPage implements AutoCloseable {
  private final TestSocket socket;

  private TestPage(TestSocket socket) {
    this.socket = socket;
  }

  /** Connects; fails with {@code WebSocketHandshakeException} where it is refused. */
  static TestPage open(String server, @Nullable String origin) {
    return new TestPage(TestSocket.open(server, "/api/live", origin));
  }

  /** Connects and says who it is. */
  static TestPage open(String server, String token, String more) throws Exception {
    TestPage page = open(server, null);
    page.send("hello", "{\"token\":\"%s\"%s}".formatted(token, more));
    page.await("welcome");
    return page;
  }

  void send(String event, String data) {
    sendText("{\"event\":\"%s\",\"data\":%s}".formatted(event, data));
  }

  void sendText(String text) {
    socket.send(text);
  }

  /** The first frame of this name, once it is there. */
  JsonNode await(String event) throws InterruptedException {
    return await(event, frame -> true);
  }

  /** The first such frame of this name, once it is there. */
  JsonNode await(String event, Predicate<JsonNode> such) throws InterruptedException {
    return socket.await(frame -> frame.get("event").asText().equals(event) && such.test(frame));
  }

  /** All frames so far. */
  List<JsonNode> frames() {
    return socket.frames();
  }

  /** The code that the server closes with, once it does. */
  int closed() throws InterruptedException {
    return socket.closed();
  }

  /** Gone at once, as when the network is. */
  @Override
  public void close() {
    socket.close();
  }
}
