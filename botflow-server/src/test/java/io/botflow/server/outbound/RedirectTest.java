package io.botflow.server.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that send the call elsewhere. 127.0.0.1 stands for the public Internet here. */
class RedirectTest {
  private final NameServer names = new NameServer();
  private LocalPeer peer;
  private OutboundHttp http;
  private String shop;
  private String other;

  @BeforeEach
  void open() throws Exception {
    peer = new LocalPeer();
    names
        .name("shop.example", List.of("127.0.0.1"))
        .name("other.example", List.of("127.0.0.1"))
        .name("inside.example", List.of("127.0.0.2"));
    http =
        new OutboundHttp(
            new OutboundRules(true, List.of(peer.port()), List.of(), null)
                .permitting(List.of("127.0.0.1/32")),
            OutboundLimits.DEFAULT,
            names);
    shop = "http://shop.example:" + peer.port();
    other = "http://other.example:" + peer.port();
  }

  @AfterEach
  void close() throws Exception {
    http.close();
    peer.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.2:PORT/secret",
        "http://inside.example:PORT/secret",
        "//inside.example:PORT/secret",
        "http://169.254.169.254/latest/meta-data/",
        "http://localhost:PORT/secret",
        "http://[::1]:PORT/secret",
        "http://2130706434:PORT/secret",
        "http://0x7f.2:PORT/secret",
        "http://shop.example@127.0.0.2:PORT/secret",
        "http://127.0.0.2:22/",
        "https://127.0.0.2:PORT/secret"
      })
  void noneLeadsInside(String location) {
    for (int status : List.of(301, 302, 303, 307, 308)) {
      String to = location.replace("PORT", Integer.toString(peer.port()));
      peer.on("/start", status, "Location: " + to + "\r\n", "");

      assertThat(http.call(Calls.get(shop + "/start")))
          .as("%d to %s", status, to)
          .isInstanceOf(OutboundResult.Refused.class);
    }
    assertThat(peer.received()).extracting(LocalPeer.Received::path).containsOnly("/start");
    assertThat(peer.connections()).containsOnly(loopback());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gopher://127.0.0.1/x", "file:///etc/passwd", "jar:file:/x!/y"})
  void otherProtocolsAreNotFollowed(String location) {
    peer.on("/start", 302, "Location: " + location + "\r\n", "");

    assertThat(http.call(Calls.get(shop + "/start")))
        .isInstanceOfSatisfying(
            OutboundResult.Answered.class, answer -> assertThat(answer.status()).isEqualTo(302));
    assertThat(peer.received()).hasSize(1);
  }

  /** The name leads outside when it is first asked for, and inside behind the redirect. */
  @Test
  void aNameThatLeadsElsewhereTheNextTimeIsRefused() throws Exception {
    names.name("rebind.example", List.of("127.0.0.1"), List.of("127.0.0.2"));
    String rebind = "http://rebind.example:" + peer.port();
    peer.on("/start", 302, "Location: /secret\r\n", "");

    assertThat(http.call(Calls.get(rebind + "/start")))
        .isInstanceOfSatisfying(
            OutboundResult.Refused.class,
            refused -> assertThat(refused.why()).contains("rebind.example", "a loopback address"));
    assertThat(peer.connections()).containsExactly(loopback());
    assertThat(names.asked()).containsExactly("rebind.example", "rebind.example");
  }

  /** A name is asked for once a connection: there is no second look-up behind the check. */
  @Test
  void theAddressThatIsCheckedIsTheOneThatIsUsed() throws Exception {
    names.name("rebind.example", List.of("127.0.0.1"), List.of("127.0.0.2"));
    String rebind = "http://rebind.example:" + peer.port() + "/secret";
    peer.on("/secret", 200, "", "public");

    assertThat(http.call(Calls.get(rebind))).isInstanceOf(OutboundResult.Answered.class);
    assertThat(http.call(Calls.get(rebind))).isInstanceOf(OutboundResult.Refused.class);
    assertThat(peer.connections()).containsExactly(loopback());
  }

  @Test
  void keysStayWithTheirOriginAndAllElseIsKeptThere() {
    peer.on("/start", 307, "Location: " + other + "/end\r\n", "");
    peer.on("/near", 307, "Location: /end\r\n", "");
    peer.on("/end", 200, "", "done");
    Map<String, String> headers =
        Map.of(
            "Authorization", "Bearer canary",
            "Cookie", "canary=1",
            "X-Api-Key", "canary",
            "Accept", "application/json");

    assertThat(http.call(Calls.of("GET", shop + "/start", headers, null)))
        .isInstanceOf(OutboundResult.Answered.class);
    assertThat(peer.received().getLast().path()).isEqualTo("/end");
    assertThat(peer.received().getLast().headers())
        .containsEntry("accept", "application/json")
        .doesNotContainKeys("authorization", "cookie", "x-api-key");

    http.call(Calls.of("GET", shop + "/near", headers, null));
    assertThat(peer.received().getLast().headers())
        .containsEntry("authorization", "Bearer canary")
        .containsEntry("x-api-key", "canary");
  }

  @ParameterizedTest
  @CsvSource({"301,GET,''", "302,GET,''", "303,GET,''", "307,POST,order", "308,POST,order"})
  void whatWasSentFollowsAsRfc9110SaysAndToItsOwnOriginOnly(
      int status, String method, String body) {
    peer.on("/start", status, "Location: /end\r\n", "");
    peer.on("/away", status, "Location: " + other + "/end\r\n", "");
    peer.on("/end", 200, "", "done");

    http.call(Calls.of("POST", shop + "/start", Map.of(), "order"));
    assertThat(peer.received().getLast().path()).isEqualTo("/end");
    assertThat(peer.received().getLast().method()).isEqualTo(method);
    assertThat(peer.received().getLast().body()).isEqualTo(body);

    OutboundResult away = http.call(Calls.of("POST", shop + "/away", Map.of(), "order"));
    if (method.equals("POST")) {
      assertThat(away).isInstanceOf(OutboundResult.Refused.class);
      assertThat(peer.received().getLast().path()).isEqualTo("/away");
    } else {
      assertThat(peer.received().getLast().method()).isEqualTo("GET");
      assertThat(peer.received().getLast().body()).isEmpty();
    }
  }

  @Test
  void aCircleEnds() {
    peer.on("/start", 302, "Location: /start\r\n", "");

    assertThat(http.call(Calls.get(shop + "/start")))
        .isInstanceOfSatisfying(
            OutboundResult.Refused.class, refused -> assertThat(refused.why()).contains("5"));
    assertThat(peer.received()).hasSize(6);
  }

  @Test
  void whereTheyAreNotWantedTheyAreTheAnswer() {
    peer.on("/start", 302, "Location: /end\r\n", "");
    OutboundCall call = Calls.get(shop + "/start");

    OutboundResult result =
        http.call(
            new OutboundCall(
                call.method(), call.url(), Map.of(), null, call.timeout(), 1_000, false));

    assertThat(result)
        .isInstanceOfSatisfying(
            OutboundResult.Answered.class, answer -> assertThat(answer.status()).isEqualTo(302));
    assertThat(peer.received()).hasSize(1);
  }

  private static InetAddress loopback() {
    return Objects.requireNonNull(HostText.literal("127.0.0.1"));
  }
}
