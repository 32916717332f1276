package io.botflow.server;

import static io.botflow.server.TestServer.ONE;
import static io.botflow.server.TestServer.OTHER_APP;
import static io.botflow.server.TestServer.TWO;
import static io.botflow.server.TestServer.text;
import static io.botflow.server.TestServer.webhook;
import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.whatsapp.Signature;
import io.botflow.whatsapp.WhatsAppLimits;
import io.botflow.whatsapp.sandbox.SandboxMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Made once: it holds the time, and a signature is of every byte. */
  private static final byte[] FORGED =
      webhook(List.of(text(ONE, "31600000666", "wamid.forged", "forged")))
          .getBytes(StandardCharsets.UTF_8);

  private final TestServer server = TestServer.onFreshDatabase();

  WebhookTest() throws Exception {}

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void aSignedMessageIsAnswered() throws Exception {
    HttpResponse<String> response =
        server.post(ONE, webhook(List.of(text(ONE, "31600000001", "wamid.a", "hello"))));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(server.network.phone("31600000001").await(PATIENCE).text()).isEqualTo("1: hello");
  }

  @Test
  void aPhoneOfTheSandboxHoldsAConversation() throws Exception {
    var phone = server.network.phone("31600000002").talkTo(ONE.phoneNumberId());
    for (int i = 1; i <= 4; i++) {
      phone.say("word " + i);
      assertThat(phone.await(PATIENCE).text()).isEqualTo(i + ": word " + i);
    }
  }

  @Test
  void theSandboxVerifiesTheCallback() {
    assertThat(server.network.verifyCallback(ONE.phoneNumberId())).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=verify-canary,200",
    "hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=verify-canarz,403",
    "hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=,403",
    "hub.mode=subscribe&hub.challenge=1158201444,403",
    "hub.mode=unsubscribe&hub.challenge=1158201444&hub.verify_token=verify-canary,400",
    "hub.mode=subscribe&hub.challenge=%3Cscript%3E&hub.verify_token=verify-canary,400",
    "hub.mode=subscribe&hub.verify_token=verify-canary,400",
    "x=1,400"
  })
  void theHandshakeNeedsTheAccountsOwnToken(String query, int status) throws Exception {
    HttpResponse<String> response = server.get(ONE.path() + "?" + query);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).doesNotContain("canary", "<script>");
    if (status == 200) {
      assertThat(response.body()).isEqualTo("1158201444");
      assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    }
  }

  static Stream<@Nullable String> wrongSignatures() {
    byte[] body = FORGED;
    String good = Signature.sign(body, ONE.appSecret());
    String digits = good.substring("sha256=".length());
    return Stream.of(
        null,
        "",
        "sha256=",
        digits,
        "sha1=" + digits.substring(0, 40),
        "sha256=" + digits.toUpperCase(Locale.ROOT),
        "SHA256=" + digits,
        good + "%20",
        good + "0",
        good.substring(0, good.length() - 1),
        "sha256=" + "0".repeat(64),
        "sha256=" + "g".repeat(64),
        Signature.sign(body, OTHER_APP.appSecret()),
        Signature.sign(body, TestNumber.VERIFY_TOKEN),
        Signature.sign(Arrays.copyOf(body, body.length - 1), ONE.appSecret()));
  }

  @ParameterizedTest
  @MethodSource("wrongSignatures")
  void aWrongSignatureIsRefusedAndTellsNothing(@Nullable String signature) throws Exception {
    byte[] body = FORGED;
    String good = Signature.sign(body, ONE.appSecret()).substring("sha256=".length());

    try (CapturedLog log = CapturedLog.ofServer()) {
      HttpResponse<String> response = server.post(ONE, body, signature);

      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(response.body()).contains("wrong-signature").doesNotContain(good, "canary");
      assertThat(log.text()).doesNotContain(good, "canary");
    }
    assertThat(server.network.phone("31600000666").received()).isEmpty();
  }

  @Test
  void anUnknownAccountIsNotFound() throws Exception {
    byte[] body = FORGED;
    String signature = Signature.sign(body, ONE.appSecret());
    for (String id : List.of(UUID.randomUUID().toString(), "nonsense", "1")) {
      HttpResponse<String> response = server.post("/api/webhooks/whatsapp/" + id, body, signature);
      assertThat(response.statusCode()).as(id).isEqualTo(404);
      assertThat(response.body()).contains("unknown-account");
    }
  }

  @Test
  void threeMegabytesAreTakenAndOneByteMoreIsNot() throws Exception {
    byte[] full = padded(WhatsAppLimits.WEBHOOK_BYTES);
    byte[] over = padded(WhatsAppLimits.WEBHOOK_BYTES + 1);

    assertThat(server.post(ONE, full, Signature.sign(full, ONE.appSecret())).statusCode())
        .isEqualTo(200);
    assertThat(server.network.phone("31600000003").await(PATIENCE).text()).isEqualTo("1: big");
    HttpResponse<String> refused = server.post(ONE, over, Signature.sign(over, ONE.appSecret()));
    assertThat(refused.statusCode()).isEqualTo(413);
    assertThat(refused.body()).contains("body-too-large");
    assertThat(chunked(over).statusCode()).isEqualTo(413);
  }

  @Test
  void aBodyInChunksIsTaken() throws Exception {
    byte[] body =
        webhook(List.of(text(ONE, "31600000004", "wamid.chunked", "piece by piece")))
            .getBytes(StandardCharsets.UTF_8);

    assertThat(chunked(body).statusCode()).isEqualTo(200);
    assertThat(server.network.phone("31600000004").await(PATIENCE).text())
        .isEqualTo("1: piece by piece");
  }

  private HttpResponse<String> chunked(byte[] body) throws Exception {
    return server.http.send(
        HttpRequest.newBuilder(URI.create(server.url + ONE.path()))
            .header(Signature.HEADER, Signature.sign(body, ONE.appSecret()))
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
            .build(),
        BodyHandlers.ofString());
  }

  @Test
  void aPackedBodyIsTakenAndABombIsNot() throws Exception {
    String body = webhook(List.of(text(ONE, "31600000005", "wamid.gzip", "packed")));

    assertThat(packed(body.getBytes(StandardCharsets.UTF_8), "gzip").statusCode()).isEqualTo(200);
    assertThat(server.network.phone("31600000005").await(PATIENCE).text()).isEqualTo("1: packed");
    assertThat(packed(new byte[50 * 1024 * 1024], "gzip").statusCode()).isEqualTo(413);
    assertThat(packed(new byte[10], "br").statusCode()).isEqualTo(415);
  }

  private HttpResponse<String> packed(byte[] body, String encoding) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body);
    }
    return server.http.send(
        HttpRequest.newBuilder(URI.create(server.url + ONE.path()))
            .header("Content-Encoding", encoding)
            .header(Signature.HEADER, Signature.sign(bytes.toByteArray(), ONE.appSecret()))
            .POST(BodyPublishers.ofByteArray(bytes.toByteArray()))
            .build(),
        BodyHandlers.ofString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"object\": \"whatsapp_business_account\", \"entry\": [{\"id\": \"1\", \"changes\": [{\"field\": \"from_the_future\", \"value\": {\"a\": 1}}]}]}|200",
        "{\"object\": \"page\"}|200",
        "{}|200",
        "[]|400",
        "not json|400",
        "{\"entry\": [|400",
        "''|400"
      })
  void whatIsUnknownIsAcknowledgedAndWhatIsNoJsonIsNot(String body, int status) throws Exception {
    assertThat(server.post(ONE, body).statusCode()).isEqualTo(status);
  }

  @Test
  void deepNestingDoesNoHarm() throws Exception {
    assertThat(server.post(ONE, "[".repeat(1_000_000)).statusCode()).isEqualTo(400);
    assertThat(server.post(ONE, "{\"entry\":" + "[".repeat(100_000)).statusCode()).isEqualTo(400);
  }

  @Test
  void oneBodyOfTwoAccountsReachesBoth() throws Exception {
    String body =
        webhook(
            List.of(
                text(ONE, "31600000006", "wamid.both1", "to one"),
                text(TWO, "31600000006", "wamid.both2", "to two"),
                text(new TestNumber("999", ""), "31600000006", "wamid.both3", "to nobody")));

    assertThat(server.post(ONE, body).statusCode()).isEqualTo(200);

    var phone = server.network.phone("31600000006");
    List<SandboxMessage> answers = List.of(phone.await(PATIENCE), phone.await(PATIENCE));
    assertThat(answers)
        .extracting(SandboxMessage::phoneNumberId, SandboxMessage::text)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(ONE.phoneNumberId(), "1: to one"),
            org.assertj.core.groups.Tuple.tuple(TWO.phoneNumberId(), "1: to two"));
  }

  @Test
  void oneTenantCannotSpeakForAnothersCustomers() throws Exception {
    String body =
        webhook(
            List.of(
                text(OTHER_APP, "31600000007", "wamid.mine", "mine"),
                text(ONE, "31600000007", "wamid.theirs", "not mine")));

    assertThat(server.post(OTHER_APP, body).statusCode()).isEqualTo(200);

    var phone = server.network.phone("31600000007");
    assertThat(phone.await(PATIENCE).text()).isEqualTo("1: mine");
    // The number is still new to the other tenant's bot: its first message is counted as the first.
    assertThat(server.post(ONE, webhook(List.of(text(ONE, "31600000007", "wamid.own", "own")))))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(200);
    assertThat(phone.await(PATIENCE).text()).isEqualTo("1: own");
  }

  @Test
  void aThousandMessagesInOneBodyAreAllAnswered() throws Exception {
    List<String> changes = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      changes.add(text(ONE, "316100" + (10_000 + i), "wamid.k" + i, "number " + i));
    }

    assertThat(server.post(ONE, webhook(changes)).statusCode()).isEqualTo(200);
    for (int i = 0; i < 1_000; i++) {
      assertThat(server.network.phone("316100" + (10_000 + i)).await(PATIENCE).text())
          .isEqualTo("1: number " + i);
    }
  }

  @Test
  void aRepeatedWebhookHasNoEffect() throws Exception {
    String body = webhook(List.of(text(ONE, "31600000008", "wamid.again", "once")));
    for (int i = 0; i < 5; i++) {
      assertThat(server.post(ONE, body).statusCode()).isEqualTo(200);
    }
    var phone = server.network.phone("31600000008").talkTo(ONE.phoneNumberId());
    assertThat(phone.await(PATIENCE).text()).isEqualTo("1: once");
    phone.say("and now");
    assertThat(phone.await(PATIENCE).text()).isEqualTo("2: and now");
    assertThat(server.get("/metrics").body())
        .containsPattern("botflow_webhook_events_total\\{fate=\"repeated\"\\} [4-9]");
  }

  private static byte[] padded(int length) {
    String start = webhook(List.of(text(ONE, "31600000003", "wamid.big", "big")));
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) ' ');
    byte[] content = start.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(content, 0, bytes, 0, content.length);
    return bytes;
  }
}
