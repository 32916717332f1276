package io.botflow.server.webchat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.botflow.server.TestSocket;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A real WebSocket that speaks as the snippet does, by hand. */
final class TestBrowser implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final TestSocket socket;

  private TestBrowser(TestSocket socket) {
    this.socket = socket;
  }

  /** Connects; fails with {@code WebSocketHandshakeException} where it is refused. */
  static TestBrowser open(String server, String key, @Nullable String origin) {
    return new TestBrowser(TestSocket.open(server, "/webchat/" + key + "/socket", origin));
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
    socket.sendIfOpen("{\"hello\": {}}");
    if (socket.hearsBeforeTheEnd(frame -> frame.has("welcome"))) {
      return true;
    }
    assertThat(closed()).isEqualTo(4429);
    return false;
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
    socket.send(text);
  }

  /** The first frame of this kind, also one that came before. */
  JsonNode await(Predicate<JsonNode> which) throws InterruptedException {
    return socket.await(which);
  }

  /** So many frames of this kind, in order. */
  List<JsonNode> awaitAll(Predicate<JsonNode> which, int count) throws InterruptedException {
    return socket.awaitAll(which, count);
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
    return socket.closed();
  }

  /** Goes without a word, as a telephone in a tunnel. */
  @Override
  public void close() {
    socket.close();
  }
}
