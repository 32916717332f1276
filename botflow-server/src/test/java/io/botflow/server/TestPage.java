package io.botflow.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** An open page of the dashboard, as a browser's WebSocket. */
final class TestPage implements WebSocket.Listener, AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<JsonNode> frames = new ArrayList<>();
  private final StringBuilder partial = new StringBuilder();
  private int closeCode;
  private @Nullable WebSocket socket;

  private TestPage() {}

  /** Connects; fails with {@code WebSocketHandshakeException} where it is refused. */
  static TestPage open(String server, @Nullable String origin) {
    TestPage page = new TestPage();
    WebSocket.Builder builder = HTTP.newWebSocketBuilder();
    if (origin != null) {
      builder.header("Origin", origin);
    }
    URI address = URI.create(server.replace("http://", "ws://") + "/api/live");
    page.socket = builder.buildAsync(address, page).join();
    return page;
  }

  /** Connects and says who it is. */
  static TestPage open(String server, String token, String more) throws Exception {
    TestPage page = open(server, null);
    page.send("hello", "{\"token\":\"%s\"%s}".formatted(token, more));
    page.await("welcome");
    return page;
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      lock.lock();
      try {
        frames.add(ApiPeople.JSON.readTree(partial.toString()));
        changed.signalAll();
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      } finally {
        partial.setLength(0);
        lock.unlock();
      }
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    lock.lock();
    try {
      closeCode = code;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    return null;
  }

  void send(String event, String data) {
    sendText("{\"event\":\"%s\",\"data\":%s}".formatted(event, data));
  }

  void sendText(String text) {
    Objects.requireNonNull(socket).sendText(text, true).join();
  }

  /** The first frame of this name, once it is there. */
  JsonNode await(String event) throws InterruptedException {
    return await(event, frame -> true);
  }

  /** The first such frame of this name, once it is there. */
  JsonNode await(String event, Predicate<JsonNode> such) throws InterruptedException {
    long left = PATIENCE.toNanos();
    lock.lock();
    try {
      while (true) {
        for (JsonNode frame : frames) {
          if (frame.get("event").asText().equals(event) && such.test(frame)) {
            return frame;
          }
        }
        assertThat(left).as("%s is told; there were %s", event, frames).isPositive();
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** All frames so far. */
  List<JsonNode> frames() {
    lock.lock();
    try {
      return List.copyOf(frames);
    } finally {
      lock.unlock();
    }
  }

  /** The code that the server closes with, once it does. */
  int closed() throws InterruptedException {
    long left = PATIENCE.toNanos();
    lock.lock();
    try {
      while (closeCode == 0) {
        assertThat(left).as("it is closed; there were %s", frames).isPositive();
        left = changed.awaitNanos(left);
      }
      return closeCode;
    } finally {
      lock.unlock();
    }
  }

  /** Gone at once, as when the network is. */
  @Override
  public void close() {
    Objects.requireNonNull(socket).abort();
  }
}
