package io.botflow.server.webchat;

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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A real WebSocket that speaks as the snippet does, by hand. */
final class TestBrowser implements WebSocket.Listener, AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<JsonNode> frames = new ArrayList<>();
  private final StringBuilder partial = new StringBuilder();
  private int closeCode;
  private @Nullable WebSocket socket;

  private TestBrowser() {}

  /** Connects; fails with {@code WebSocketHandshakeException} where it is refused. */
  static TestBrowser open(String server, String key, @Nullable String origin) {
    TestBrowser browser = new TestBrowser();
    WebSocket.Builder builder = HTTP.newWebSocketBuilder();
    if (origin != null) {
      builder.header("Origin", origin);
    }
    URI address = URI.create(server.replace("http://", "ws://") + "/webchat/" + key + "/socket");
    browser.socket = builder.buildAsync(address, browser).join();
    return browser;
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

  /** Says who it is; the token that it gets. */
  String hello(@Nullable String token, long from) throws InterruptedException {
    var hello = JSON.createObjectNode();
    hello.putObject("hello").put("token", token).put("from", from);
    send(hello.toString());
    return await(frame -> frame.has("welcome")).path("welcome").path("token").asText();
  }

  /** Says hello; false where the server closes the connection as one too many. */
  boolean isWelcome() throws InterruptedException {
    // Where the connection is closed already, that is the answer.
    var unused = Objects.requireNonNull(socket).sendText("{\"hello\": {}}", true);
    long left = PATIENCE.toNanos();
    lock.lock();
    try {
      while (closeCode == 0 && frames.stream().noneMatch(frame -> frame.has("welcome"))) {
        assertThat(left).as("%s", frames).isPositive();
        left = changed.awaitNanos(left);
      }
      assertThat(closeCode).isIn(0, 4429);
      return closeCode == 0;
    } finally {
      lock.unlock();
    }
  }

  void say(String id, String text) {
    var say = JSON.createObjectNode();
    say.putObject("say").put("id", id).put("text", text);
    send(say.toString());
  }

  /** Says it and waits until the server has it for sure. */
  void saySafely(String id, String text) throws InterruptedException {
    say(id, text);
    await(frame -> frame.path("took").asText().equals(id));
  }

  void tap(String id, String option, String title) {
    var tap = JSON.createObjectNode();
    tap.putObject("tap").put("id", id).put("option", option).put("title", title);
    send(tap.toString());
  }

  void seen(long number) {
    send("{\"seen\": " + number + "}");
  }

  void send(String text) {
    Objects.requireNonNull(socket).sendText(text, true).join();
  }

  /** The first frame of this kind, also one that came before. */
  JsonNode await(Predicate<JsonNode> which) throws InterruptedException {
    return awaitAll(which, 1).get(0);
  }

  /** So many frames of this kind, in order. */
  List<JsonNode> awaitAll(Predicate<JsonNode> which, int count) throws InterruptedException {
    long left = PATIENCE.toNanos();
    lock.lock();
    try {
      while (frames.stream().filter(which).count() < count) {
        assertThat(left).as("%s", frames).isPositive();
        assertThat(closeCode).as("closed after %s", frames).isZero();
        left = changed.awaitNanos(left);
      }
      return frames.stream().filter(which).toList();
    } finally {
      lock.unlock();
    }
  }

  /** So many messages of the bot: their numbers and texts, as {@code "1 Hello"}. */
  List<String> messages(int count) throws InterruptedException {
    return awaitAll(frame -> frame.has("message"), count).stream()
        .map(frame -> frame.path("message"))
        .map(
            message ->
                message.path("number").asLong()
                    + " "
                    + message.path("content").path("text").asText())
        .toList();
  }

  /** The code with which the server closed the connection. */
  int closed() throws InterruptedException {
    long left = PATIENCE.toNanos();
    lock.lock();
    try {
      while (closeCode == 0) {
        assertThat(left).as("%s", frames).isPositive();
        left = changed.awaitNanos(left);
      }
      return closeCode;
    } finally {
      lock.unlock();
    }
  }

  /** Goes without a word, as a telephone in a tunnel. */
  @Override
  public void close() {
    WebSocket open = socket;
    if (open != null) {
      open.abort();
    }
  }
}
