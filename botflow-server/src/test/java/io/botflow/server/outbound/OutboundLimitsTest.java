package io.botflow.server.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Other sides that answer too much, too slowly or too oddly, and calls that would be misread. */
class OutboundLimitsTest {
  private static final byte[] HEAD_WITHOUT_END =
      "HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII);

  private LocalPeer peer;
  private OutboundHttp http;
  private String url;

  @BeforeEach
  void open() throws Exception {
    peer = new LocalPeer();
    http = open(OutboundLimits.DEFAULT);
    url = "http://127.0.0.1:" + peer.port();
  }

  private OutboundHttp open(OutboundLimits limits) {
    return new OutboundHttp(
        OutboundRules.DEFAULT.permitting(List.of("127.0.0.1:" + peer.port(), "127.0.0.1:1")),
        limits,
        new NameServer());
  }

  @AfterEach
  void close() throws Exception {
    http.close();
    peer.close();
  }

  @Test
  void anAnswerArrives() {
    peer.on("/", 201, "X-One: 1\r\nx-one: 2\r\n", "caf\u00e9");

    assertThat(http.call(Calls.get(url + "/")))
        .isInstanceOfSatisfying(
            OutboundResult.Answered.class,
            answer -> {
              assertThat(answer.status()).isEqualTo(201);
              assertThat(answer.headers()).containsEntry("x-one", "1, 2");
              assertThat(answer.body().utf8()).isEqualTo("caf\u00e9");
            });
    assertThat(peer.received().getLast().headers()).containsEntry("user-agent", "BotFlow");
  }

  @Test
  void aPackedAnswerIsUnpackedAndOneThatUnpacksToTooMuchIsNotReadOn() {
    peer.on("/packed", (request, out) -> LocalPeer.write(out, 200, gzip(), packed("hello", 1)));
    // 64 MB of zeros in 64 KB.
    byte[] bomb = packed("\0".repeat(1 << 20), 64);
    peer.on("/bomb", (request, out) -> LocalPeer.write(out, 200, gzip(), bomb));

    assertThat(http.call(Calls.get(url + "/packed")))
        .isInstanceOfSatisfying(
            OutboundResult.Answered.class,
            answer -> assertThat(answer.body().utf8()).isEqualTo("hello"));
    assertThat(bomb.length).isLessThan(100_000);
    assertThat(http.call(Calls.get(url + "/bomb"))).isEqualTo(tooLong());
  }

  @Test
  void aLongAnswerIsNotReadOn() {
    peer.on("/exact", 200, "", "x".repeat(Calls.MOST_BYTES));
    peer.on("/long", 200, "", "x".repeat(Calls.MOST_BYTES + 1));
    AtomicLong written = new AtomicLong();
    CountDownLatch ended = new CountDownLatch(1);
    peer.on(
        "/endless",
        (request, out) -> {
          try {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
              out.write(new byte[8_192]);
              written.addAndGet(8_192);
            }
          } finally {
            ended.countDown();
          }
        });

    assertThat(http.call(Calls.get(url + "/exact"))).isInstanceOf(OutboundResult.Answered.class);
    assertThat(http.call(Calls.get(url + "/long"))).isEqualTo(tooLong());
    assertThat(http.call(Calls.get(url + "/endless"))).isEqualTo(tooLong());
    await(ended);
    assertThat(written.get()).isLessThan(32L << 20);
  }

  @Test
  void anAnswerThatDripsEndsWithTheTimeOfTheWholeCall() {
    http.close();
    http = open(OutboundLimits.DEFAULT.withTotal(Duration.ofMillis(700)));
    peer.on(
        "/drip",
        (request, out) -> {
          out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
          drip(out);
        });
    peer.on(
        "/drip-head",
        (request, out) -> {
          out.write(HEAD_WITHOUT_END);
          out.write("X-Drip: ".getBytes(StandardCharsets.US_ASCII));
          drip(out);
        });

    for (String path : List.of("/drip", "/drip-head")) {
      assertThat(http.call(Calls.get(url + path)))
          .isEqualTo(new OutboundResult.Failed("No answer in time.", false));
    }
  }

  @Test
  void silenceEndsTheCallBeforeItsTimeDoes() {
    http.close();
    http = open(OutboundLimits.DEFAULT.withSilence(Duration.ofMillis(300)));
    CountDownLatch over = new CountDownLatch(1);
    peer.on("/silent", (request, out) -> over.await());

    assertThat(http.call(Calls.get(url + "/silent")))
        .isEqualTo(new OutboundResult.Failed("No answer in time.", false));
    over.countDown();
  }

  @Test
  void aNameServerThatNeverAnswersEndsTheCall() {
    CountDownLatch over = new CountDownLatch(1);
    OutboundLimits limits = OutboundLimits.DEFAULT;
    try (OutboundHttp slow =
        new OutboundHttp(
            OutboundRules.DEFAULT,
            new OutboundLimits(
                Duration.ofMillis(200), limits.silence(), limits.total(), 1_000, 10, 1),
            host -> {
              await(over);
              return List.of();
            })) {
      assertThat(slow.call(Calls.get("https://slow.example/")))
          .isEqualTo(new OutboundResult.Failed("The host is not known.", true));
    } finally {
      over.countDown();
    }
  }

  @Test
  void hugeHeadersAreNotRead() {
    String line = "X-Filler: " + "x".repeat(1_000) + "\r\n";
    peer.on("/large", 200, line.repeat(50), "");
    peer.on("/many", 200, "X: 1\r\n".repeat(150), "");
    AtomicLong written = new AtomicLong();
    CountDownLatch ended = new CountDownLatch(1);
    peer.on(
        "/endless",
        (request, out) -> {
          try {
            out.write(HEAD_WITHOUT_END);
            while (true) {
              out.write(line.getBytes(StandardCharsets.US_ASCII));
              written.addAndGet(line.length());
            }
          } finally {
            ended.countDown();
          }
        });

    for (String path : List.of("/large", "/many", "/endless")) {
      assertThat(http.call(Calls.get(url + path)))
          .as(path)
          .isInstanceOfSatisfying(
              OutboundResult.Failed.class, failed -> assertThat(failed.why()).contains("headers"));
    }
    await(ended);
    assertThat(written.get()).isLessThan(32L << 20);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "nonsense\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfive"})
  void nonsenseAndHalfAnswersAreFailuresThatAreNotRepeated(String bytes) {
    peer.on("/", (request, out) -> out.write(bytes.getBytes(StandardCharsets.US_ASCII)));

    assertThat(http.call(Calls.of("POST", url + "/", Map.of(), "order")))
        .isInstanceOfSatisfying(
            OutboundResult.Failed.class, failed -> assertThat(failed.retryable()).isFalse());
    assertThat(peer.received()).hasSize(1);
  }

  @Test
  void nobodyThereIsAFailureThatMayBeRepeated() {
    // Nothing listens on port 1.
    assertThat(http.call(Calls.get("http://127.0.0.1:1/")))
        .isEqualTo(new OutboundResult.Failed("The address cannot be reached.", true));
    assertThat(http.call(Calls.get("https://nobody.example/")))
        .isEqualTo(new OutboundResult.Failed("The host is not known.", true));
  }

  static List<Arguments> forgedHeaders() {
    return List.of(
        arguments("X-Name", "one\r\nX-Other: two"),
        arguments("X-Name", "one\ntwo"),
        arguments("X-Name", "one\rtwo"),
        arguments("X-Name", "one\0two"),
        arguments("X-Name", "caf\u00e9"),
        arguments("X-Name\r\nX-Other", "one"),
        arguments("X Name", "one"),
        arguments("X-Name:", "one"),
        arguments("", "one"),
        arguments("Host", "other.example"),
        arguments("hOST", "other.example"),
        arguments("Content-Length", "0"),
        arguments("Transfer-Encoding", "chunked"),
        arguments("Connection", "upgrade"),
        arguments("Upgrade", "h2c"),
        arguments("Expect", "100-continue"),
        arguments("Accept-Encoding", "br"),
        arguments("Proxy-Authorization", "Basic x"),
        arguments("X-Long", "x".repeat(20_000)));
  }

  @ParameterizedTest
  @MethodSource("forgedHeaders")
  void headersThatWouldChangeTheRequestAreRefused(String name, String value) {
    assertThat(http.call(Calls.of("GET", url + "/", Map.of(name, value), null)))
        .isInstanceOf(OutboundResult.Refused.class);
    assertThat(peer.connections()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET / HTTP/1.1\r\nX: ", "CONNECT", "TRACE", "get", "", "PRI"})
  void methodsThatAreNoneAreRefused(String method) {
    assertThat(http.call(Calls.of(method, url + "/", Map.of(), null)))
        .isInstanceOf(OutboundResult.Refused.class);
    assertThat(peer.connections()).isEmpty();
  }

  private static OutboundResult tooLong() {
    return new OutboundResult.Failed(
        "The answer is longer than " + Calls.MOST_BYTES + " bytes.", false);
  }

  private static String gzip() {
    return "Content-Encoding: gzip\r\n";
  }

  private static byte[] packed(String text, int times) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream packing = new GZIPOutputStream(bytes)) {
      for (int i = 0; i < times; i++) {
        packing.write(text.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  /** A byte now and then, until the other side has gone: each comes well before silence is long. */
  private static void drip(OutputStream out) throws IOException, InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    while (!never.await(20, TimeUnit.MILLISECONDS)) {
      out.write('x');
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
