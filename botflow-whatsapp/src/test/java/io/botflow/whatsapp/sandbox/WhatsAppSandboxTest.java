package io.botflow.whatsapp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.whatsapp.Signature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WhatsAppSandboxTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String TEXT =
      "{'messaging_product':'whatsapp','to':'+15550001111','type':'text',"
          + "'text':{'body':'Hello'},'biz_opaque_callback_data':'turn-1'}";

  private WebhookInbox business;

  @BeforeEach
  void openBusiness() throws IOException {
    business = new WebhookInbox();
  }

  @AfterEach
  void closeBusiness() {
    business.close();
  }

  private WhatsAppSandbox start(SandboxOptions options) {
    WhatsAppSandbox sandbox = WhatsAppSandbox.start(options);
    sandbox.register(SandboxNumber.of("111").withAccessToken("token").withCallback(business.url()));
    return sandbox;
  }

  private static SandboxOptions quiet() {
    return SandboxOptions.DEFAULT.withWebhooks(WebhookOptions.DEFAULT.withStatuses(List.of()));
  }

  private JsonNode nextWebhook() throws Exception {
    return GraphCaller.JSON.readTree(business.next().body());
  }

  @Test
  void signsAPersonsMessageOverTheEscapedBytes() throws Exception {
    try (WhatsAppSandbox sandbox = start(quiet())) {
      String id = sandbox.phone("+1 555 000 1111").say("Grüße 👋");
      WebhookInbox.Delivery delivery = business.next();
      assertThat(new String(delivery.body(), StandardCharsets.UTF_8))
          .contains("Gr\\u00FC\\u00DFe \\uD83D\\uDC4B");
      assertThat(Signature.of("sandbox-app-secret").matches(delivery.body(), delivery.signature()))
          .isTrue();
      JsonNode value = GraphCaller.JSON.readTree(delivery.body()).at("/entry/0/changes/0/value");
      assertThat(value.at("/metadata/phone_number_id").asText()).isEqualTo("111");
      assertThat(value.at("/messages/0/id").asText()).isEqualTo(id);
      assertThat(value.at("/messages/0/text/body").asText()).isEqualTo("Grüße 👋");
      assertThat(value.at("/contacts/0/wa_id").asText()).isEqualTo("15550001111");
    }
  }

  @Test
  void putsAcceptedMessagesOnThePhoneAndReportsTheirStatuses() throws Exception {
    try (WhatsAppSandbox sandbox = start(SandboxOptions.DEFAULT)) {
      SandboxPhone phone = sandbox.phone("15550001111");
      phone.say("hi");
      business.next();
      GraphCaller.Answer answer =
          new GraphCaller(sandbox.baseUrl(), "token").post("/v26.0/111/messages", TEXT);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body().at("/contacts/0/wa_id").asText()).isEqualTo("15550001111");
      SandboxMessage message = phone.await(SOON);
      assertThat(message.text()).isEqualTo("Hello");
      assertThat(message.id()).isEqualTo(answer.body().at("/messages/0/id").asText());
      List<String> statuses = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        JsonNode status = nextWebhook().at("/entry/0/changes/0/value/statuses/0");
        assertThat(status.path("biz_opaque_callback_data").asText()).isEqualTo("turn-1");
        statuses.add(status.path("status").asText());
      }
      assertThat(statuses).containsExactly("sent", "delivered", "read");
      assertThat(sandbox.acceptedWith("turn-1")).isOne();
      assertThat(sandbox.doubles()).isEmpty();
    }
  }

  @Test
  void whoReadsAPhoneMissesNoneOfManyMessagesThatComeAtOnce() throws Exception {
    int senders = 8;
    int each = 100;
    NetworkRules rules = new NetworkRules(NetworkRules.ServiceWindow.IGNORED, 0, false, false);
    try (WhatsAppSandbox sandbox = start(quiet().withRules(rules));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      SandboxPhone phone = sandbox.phone("15550001111");
      GraphCaller graph = new GraphCaller(sandbox.baseUrl(), "token");
      for (int i = 0; i < senders; i++) {
        threads.execute(
            () -> {
              for (int j = 0; j < each; j++) {
                assertThatCode(() -> graph.post("/v26.0/111/messages", TEXT))
                    .doesNotThrowAnyException();
              }
            });
      }
      Set<String> read = new HashSet<>();
      long last = 0;
      while (read.size() < senders * each) {
        SandboxMessage message = phone.await(SOON);
        assertThat(message.sequence()).isGreaterThan(last);
        last = message.sequence();
        read.add(message.id());
      }
      assertThat(phone.poll(Duration.ZERO)).isEmpty();
    }
  }

  @Test
  void repeatsAWebhookUntilItIsTaken() throws Exception {
    business.refuseNext(3);
    WebhookOptions webhooks =
        WebhookOptions.DEFAULT
            .withStatuses(List.of())
            .withRetryDelays(
                List.of(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(3)));
    try (WhatsAppSandbox sandbox = start(SandboxOptions.DEFAULT.withWebhooks(webhooks))) {
      sandbox.phone("1").say("hi");
      assertThat(nextWebhook().at("/entry/0/changes/0/value/messages/0/text/body").asText())
          .isEqualTo("hi");
      assertThat(sandbox.awaitWebhooks(SOON)).isTrue();
      assertThat(sandbox.webhooks()).isEqualTo(new WebhookCounts(1, 3, 0, 0, 0));
      business.refuseNext(10);
      sandbox.phone("1").say("nobody listens");
      assertThat(sandbox.awaitWebhooks(SOON)).isTrue();
      assertThat(sandbox.webhooks().givenUp()).isOne();
    }
  }

  @Test
  void sendsBatchesWhenTold() throws Exception {
    WebhookOptions webhooks = WebhookOptions.DEFAULT.withStatuses(List.of()).withBatches(1000, 1);
    try (WhatsAppSandbox sandbox = start(SandboxOptions.DEFAULT.withWebhooks(webhooks))) {
      for (int i = 0; i < 200; i++) {
        sandbox.phone(Integer.toString(1000 + i % 3)).say("message " + i);
      }
      assertThat(sandbox.awaitWebhooks(SOON)).isTrue();
      List<String> texts = new ArrayList<>();
      int posts = business.waiting();
      for (int i = 0; i < posts; i++) {
        for (JsonNode message : nextWebhook().at("/entry/0/changes/0/value/messages")) {
          texts.add(message.at("/text/body").asText());
        }
      }
      assertThat(texts).hasSize(200).startsWith("message 0").endsWith("message 199");
      assertThat(posts).isLessThan(200);
    }
  }

  @Test
  void asksTheCallbackForItsVerifyToken() {
    try (WhatsAppSandbox sandbox = start(quiet())) {
      assertThat(sandbox.verifyCallback("111")).isTrue();
      business.verifyToken("another");
      assertThat(sandbox.verifyCallback("111")).isFalse();
    }
  }

  @Test
  void movesACallbackThatAnswersTheChallenge() throws Exception {
    try (WhatsAppSandbox sandbox = WhatsAppSandbox.start(quiet())) {
      sandbox.register(SandboxNumber.of("111"));
      GraphCaller graph = new GraphCaller(sandbox.baseUrl(), null);
      String path = "/v26.0/waba-111/subscribed_apps";
      String body = "{'override_callback_uri':'%s','verify_token':'%s'}";
      assertThat(graph.post(path, body.formatted(business.url(), "wrong")).status()).isEqualTo(400);
      assertThat(graph.post(path, body.formatted("no url at all", "x")).status()).isEqualTo(400);
      assertThat(graph.post(path, body.formatted(business.url(), "sandbox-verify-token")).status())
          .isEqualTo(200);
      sandbox.phone("1").say("moved");
      assertThat(nextWebhook().toString()).contains("moved");
    }
  }

  @Test
  void letsAPersonTapButtonsAndRows() throws Exception {
    try (WhatsAppSandbox sandbox = start(quiet())) {
      SandboxPhone phone = sandbox.phone("15550001111");
      assertThatThrownBy(() -> phone.tap("Yes")).isInstanceOf(IllegalArgumentException.class);
      phone.say("hi");
      business.next();
      GraphCaller graph = new GraphCaller(sandbox.baseUrl(), "token");
      graph.post(
          "/v26.0/111/messages",
          "{'messaging_product':'whatsapp','to':'15550001111','type':'interactive','interactive':{"
              + "'type':'button','body':{'text':'Sure?'},'action':{'buttons':["
              + "{'type':'reply','reply':{'id':'y','title':'Yes'}},"
              + "{'type':'reply','reply':{'id':'n','title':'No'}}]}}}");
      phone.await(SOON);
      phone.tap("no");
      JsonNode tapped = nextWebhook().at("/entry/0/changes/0/value/messages/0/interactive");
      assertThat(tapped.toString())
          .isEqualTo(
              "{\"type\":\"button_reply\",\"button_reply\":{\"id\":\"n\",\"title\":\"No\"}}");
      graph.post(
          "/v26.0/111/messages",
          "{'messaging_product':'whatsapp','to':'15550001111','type':'interactive','interactive':{"
              + "'type':'list','body':{'text':'Which?'},'action':{'button':'Choose','sections':["
              + "{'rows':[{'id':'a','title':'First'},"
              + "{'id':'b','title':'Second','description':'the other'}]}]}}}");
      phone.await(SOON);
      phone.tap("2");
      assertThat(
              nextWebhook()
                  .at("/entry/0/changes/0/value/messages/0/interactive/list_reply")
                  .toString())
          .isEqualTo("{\"id\":\"b\",\"title\":\"Second\",\"description\":\"the other\"}");
    }
  }

  @Test
  void knowsPeopleWhoShowNoPhoneNumber() throws Exception {
    try (WhatsAppSandbox sandbox = start(SandboxOptions.DEFAULT)) {
      SandboxPhone phone = sandbox.person("K", null, "US.1349");
      phone.say("hi");
      JsonNode message = nextWebhook().at("/entry/0/changes/0/value/messages/0");
      assertThat(message.has("from")).isFalse();
      assertThat(message.path("from_user_id").asText()).isEqualTo("US.1349");
      GraphCaller.Answer answer =
          new GraphCaller(sandbox.baseUrl(), "token")
              .post(
                  "/v26.0/111/messages",
                  "{'messaging_product':'whatsapp','recipient':'US.1349','type':'text',"
                      + "'text':{'body':'Hello K'}}");
      assertThat(answer.body().at("/contacts/0/user_id").asText()).isEqualTo("US.1349");
      assertThat(phone.await(SOON).text()).isEqualTo("Hello K");
      JsonNode status = nextWebhook().at("/entry/0/changes/0/value/statuses/0");
      assertThat(status.path("recipient_user_id").asText()).isEqualTo("US.1349");
    }
  }
}
