package io.botflow.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A real WebSocket that keeps the frames of JSON that it hears. */
public final class TestSocket implements WebSocket.Listener, AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<JsonNode> frames = new ArrayList<>();
  private final StringBuilder partial = new StringBuilder();
  private int closeCode;
  private @Nullable WebSocket socket;

  private TestSocket() {}

  /** Connects; fails with {@code WebSocketHandshakeException} where it is refused. */
  public static TestSocket open(String server, String path, @Nullable String origin) {
    TestSocket opened = new TestSocket();
    WebSocket.Builder builder = HTTP.newWebSocketBuilder();
    if (origin != null) {
      builder.header("Origin", origin);
    }
    URI address = URI.create(server.replace("http://", "ws://") + path);
    opened.socket = builder.buildAsync(address, opened).join();
    return opened;
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      lock.lock();
      try {
        frames.add(JSON.readTree(partial.toString()));
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

  public void send(String text) {
    Objects.requireNonNull(socket).sendText(text, true).join();
  }

  /** Sends where the other side has perhaps closed already. */
  public void sendIfOpen(String text) {
    var unused = Objects.requireNonNull(socket).sendText(text, true);
  }

  /** The first such frame, also one that came before. */
  public JsonNode await(Predicate<JsonNode> such) throws InterruptedException {
    return awaitAll(such, 1).get(0);
  }

  /** So many such frames, in order. */
  public List<JsonNode> awaitAll(Predicate<JsonNode> such, int count) throws InterruptedException {
    until(() -> found(such).size() >= count || closeCode != 0);
    List<JsonNode> found = found(such);
    assertThat(found.size()).as("closed after %s", frames()).isGreaterThanOrEqualTo(count);
    return found;
  }

  /** Whether such a frame comes before the connection is closed. */
  public boolean hearsBeforeTheEnd(Predicate<JsonNode> such) throws InterruptedException {
    until(() -> !found(such).isEmpty() || closeCode != 0);
    return !found(such).isEmpty();
  }

  /** The code that the server closes with, once it does. */
  public int closed() throws InterruptedException {
    until(() -> closeCode != 0);
    return closeCode;
  }

  /** All frames so far. */
  public List<JsonNode> frames() {
    return found(frame -> true);
  }

  private List<JsonNode> found(Predicate<JsonNode> such) {
    lock.lock();
    try {
      return frames.stream().filter(such).toList();
    } finally {
      lock.unlock();
    }
  }

  private void until(BooleanSupplier there) throws InterruptedException {
    long left = PATIENCE.toNanos();
    lock.lock();
    try {
      while (!there.getAsBoolean()) {
        assertThat(left).as("so far %s", frames).isPositive();
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Gone at once and without a word, as when the network is. */
  @Override
  public void close() {
    Objects.requireNonNull(socket).abort();
  }
}
