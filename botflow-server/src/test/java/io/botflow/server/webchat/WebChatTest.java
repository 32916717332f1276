package io.botflow.server.webchat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.server.TestFlows;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebChatTest {
  private static @Nullable WebChatScene opened;

  @BeforeAll
  static void open() throws Exception {
    opened = new WebChatScene(TestFlows.counting());
  }

  @AfterAll
  static void close() {
    scene().close();
  }

  private static WebChatScene scene() {
    return Objects.requireNonNull(opened);
  }

  @Test
  void aVisitorIsAnsweredInOrderAndEachAnswerCountsAsDelivered() throws Exception {
    try (TestBrowser browser = scene().browser()) {
      String token = browser.hello(null, 0);
      browser.saySafely("message-1", "hello");
      browser.messages(1);
      browser.saySafely("message-2", "how are you?");
      assertThat(browser.messages(2)).containsExactly("1 1: hello", "2 2: how are you?");

      browser.seen(1);
      // Frames of one window are taken one after the other.
      browser.saySafely("message-3", "bye");
      String visitor = token.substring(0, token.indexOf('.'));
      assertThat(status(visitor, 1)).as("delivered").isEqualTo(DELIVERED);
      assertThat(status(visitor, 2)).as("not acknowledged").isNotEqualTo(DELIVERED);
    }
  }

  /** As the table of deliveries counts it. */
  private static final String DELIVERED = "3";

  private static @Nullable String status(String visitor, int number) throws Exception {
    return scene()
        .read(
            """
            select d.status::text from botflow.webchat_messages w
            join botflow.deliveries d on d.id = w.message_id
            where w.visitor = '%s' and w.number = %d
            """
                .formatted(visitor, number));
  }

  @Test
  void whatIsSaidAgainIsAcknowledgedAgainAndAnsweredOnce() throws Exception {
    String token;
    try (TestBrowser browser = scene().browser()) {
      token = browser.hello(null, 0);
      browser.saySafely("message-1", "hello");
      browser.say("message-1", "hello");
      browser.awaitAll(frame -> frame.path("took").asText().equals("message-1"), 2);
    }
    try (TestBrowser again = scene().browser()) {
      assertThat(again.hello(token, 0)).isEqualTo(token);
      again.saySafely("message-1", "hello");
      again.messages(1);
      again.saySafely("message-2", "next");
      assertThat(again.messages(2)).containsExactly("1 1: hello", "2 2: next");
    }
    try (TestBrowser other = scene().browser()) {
      other.hello(null, 0);
      other.saySafely("message-1", "the id of somebody else");
      assertThat(other.messages(1)).containsExactly("1 1: the id of somebody else");
    }
  }

  @Test
  void whoComesBackGetsWhatWasMissedFromWhereItStopped() throws Exception {
    String token;
    try (TestBrowser browser = scene().browser()) {
      token = browser.hello(null, 0);
      browser.saySafely("message-1", "one");
      browser.messages(1);
      browser.saySafely("message-2", "two");
      // Gone before the answer is acknowledged, and perhaps before it is there.
    }
    try (TestBrowser back = scene().browser()) {
      back.hello(token, 1);
      assertThat(back.messages(1)).containsExactly("2 2: two");
    }
    try (TestBrowser fresh = scene().browser()) {
      fresh.hello(token, 0);
      assertThat(fresh.messages(2)).containsExactly("1 1: one", "2 2: two");
    }
    try (TestBrowser ahead = scene().browser()) {
      ahead.hello(token, 1_000);
      assertThat(ahead.await(frame -> frame.has("welcome")).path("welcome").path("from").asLong())
          .as("as after an erased conversation, whose numbers begin anew")
          .isEqualTo(2);
    }
  }

  @Test
  void anAnswerFindsTheVisitorOnWhicheverServer() throws Exception {
    String other = scene().another();
    try (TestBrowser here = scene().browser();
        TestBrowser there = TestBrowser.open(other, WebChatScene.KEY, WebChatScene.ORIGIN)) {
      String token = here.hello(null, 0);
      there.hello(token, 0);
      here.saySafely("message-1", "from here");
      assertThat(there.messages(1)).containsExactly("1 1: from here");
      there.saySafely("message-2", "from there");
      assertThat(here.messages(2)).containsExactly("1 1: from here", "2 2: from there");
    }
  }

  @Test
  void onlyTheChatsOwnPagesMayConnect() {
    assertThat(refused(WebChatScene.KEY, "https://evil.example")).isEqualTo(403);
    assertThat(refused(WebChatScene.KEY, "https://shop.example.evil.example")).isEqualTo(403);
    assertThat(refused(WebChatScene.KEY, "http://shop.example")).isEqualTo(403);
    assertThat(refused(WebChatScene.KEY, "null")).isEqualTo(403);
    assertThat(refused(WebChatScene.KEY, null)).isEqualTo(403);
    assertThat(refused("no-such-chat", WebChatScene.ORIGIN)).isEqualTo(404);
    TestBrowser.open(scene().url(), WebChatScene.KEY, "http://other.example:8080").close();
  }

  private static int refused(String key, @Nullable String origin) {
    try {
      TestBrowser.open(scene().url(), key, origin).close();
      return 101;
    } catch (java.util.concurrent.CompletionException e) {
      return e.getCause() instanceof WebSocketHandshakeException refused
          ? refused.getResponse().statusCode()
          : -1;
    }
  }

  @Test
  void aTokenIsGoodAsItWasGivenOnly() throws Exception {
    String token;
    try (TestBrowser browser = scene().browser()) {
      token = browser.hello(null, 0);
    }
    String id = token.substring(0, token.indexOf('.'));
    String otherId = VisitorToken.newVisitor();
    for (String forged :
        List.of(id, id + ".", otherId + token.substring(token.indexOf('.')), token + "x", "")) {
      try (TestBrowser browser = scene().browser()) {
        browser.send("{\"hello\": {\"token\": \"" + forged + "\", \"from\": 0}}");
        assertThat(browser.closed()).as(forged).isEqualTo(4401);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "[]",
        "{}",
        "{\"say\": {\"id\": \"message-1\", \"text\": \"before the greeting\"}}",
        "{\"hello\": {\"token\": 7}}",
        "{\"hello\": {}, \"seen\": 1}",
        "{\"a\": [[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]}",
      })
  void whatNoSnippetSendsEndsTheConnection(String frame) throws Exception {
    try (TestBrowser browser = scene().browser()) {
      browser.send(frame);
      assertThat(browser.closed()).isEqualTo(4400);
    }
  }

  @Test
  void whatIsTooLongOrEmptyIsRefusedAndTheRestGoesOn() throws Exception {
    try (TestBrowser browser = scene().browser()) {
      browser.hello(null, 0);
      for (String text : List.of("x".repeat(4_097), "   ", "")) {
        browser.say("message-0", text);
      }
      browser.awaitAll(frame -> frame.path("refused").asText().equals("message-0"), 3);
      // As JSON escapes them: no WebSocket carries such characters themselves.
      browser.send(
          """
          {"say": {"id": "message-1", "text": "zero\\u0000 half\\ud800 end"}}
          """);
      assertThat(browser.messages(1)).containsExactly("1 1: zero half end");
      browser.send("{\"say\": {\"id\": \"" + "y".repeat(40_000) + "\"}}");
      assertThat(browser.closed()).as("too large a frame").isEqualTo(1009);
    }
  }

  @Test
  void whoWritesTooFastIsToldToWaitAndNothingOfItCounts() throws Exception {
    try (TestBrowser browser = scene().browser()) {
      String token = browser.hello(null, 0);
      int sent = 60;
      for (int i = 0; i < sent; i++) {
        browser.say("message-" + i, "" + i);
      }
      List<JsonNode> told =
          browser.awaitAll(frame -> frame.has("took") || frame.has("again"), sent);
      long taken = told.stream().filter(frame -> frame.has("took")).count();
      assertThat(taken).isGreaterThanOrEqualTo(WebChatLimits.VISITOR_BURST).isLessThan(sent);
      assertThat(told)
          .filteredOn(frame -> frame.has("again"))
          .allSatisfy(frame -> assertThat(frame.path("after").asLong()).isPositive());
      String visitor = token.substring(0, token.indexOf('.'));
      assertThat(
              scene()
                  .read(
                      "select count(*)::text from botflow.inbound_keys where key like '"
                          + visitor
                          + ".%'"))
          .isEqualTo("" + taken);
    }
  }

  @Test
  void oneAddressHasOnlySoManyConnections() throws Exception {
    List<TestBrowser> all = new java.util.ArrayList<>();
    try {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 20; i++) {
                  all.add(scene().browser());
                }
              })
          .hasCauseInstanceOf(WebSocketHandshakeException.class);
      int welcome = 0;
      for (TestBrowser browser : all) {
        welcome += browser.isWelcome() ? 1 : 0;
      }
      assertThat(welcome).isLessThanOrEqualTo(6);
      assertThat(refused(WebChatScene.KEY, WebChatScene.ORIGIN)).isEqualTo(429);
    } finally {
      all.forEach(TestBrowser::close);
    }
  }

  @Test
  void theSnippetMayBeLoadedFromAnywhereAndThePageShowsIt() throws Exception {
    HttpResponse<String> snippet = get("/webchat/webchat.js");
    assertThat(snippet.statusCode()).isEqualTo(200);
    assertThat(snippet.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/javascript");
    assertThat(snippet.headers().firstValue("Cross-Origin-Resource-Policy"))
        .contains("cross-origin");
    assertThat(snippet.body())
        .contains("aria-live")
        .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "document.write");
    assertThat(snippet.body().length()).as("small").isLessThan(32_000);

    HttpResponse<String> page = get("/webchat/try/" + WebChatScene.KEY);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("data-channel=\"" + WebChatScene.KEY + "\"");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("script-src 'self'")
        .doesNotContain("unsafe");
    assertThat(get("/webchat/try/no-such-chat").statusCode()).isEqualTo(404);
    assertThat(get("/webchat/try/%3Cscript%3E").statusCode()).isEqualTo(404);
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(scene().url() + path)).build(),
            BodyHandlers.ofString());
  }
}
