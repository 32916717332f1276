package io.botflow.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.inject.AbstractModule;
import com.google.inject.multibindings.OptionalBinder;
import io.botflow.server.onboarding.TrialNetwork;
import io.botflow.whatsapp.sandbox.SandboxNumber;
import io.botflow.whatsapp.sandbox.SandboxPhone;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** WhatsApp numbers over the API, from connecting to disconnecting, against the sandbox. */
class WhatsAppAccountsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String ALL = "/api/whatsapp-accounts";

  private static ApiPeople people;
  private static String token;
  private static String bot;

  @BeforeAll
  static void open() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    people =
        new ApiPeople(
            Map.of(
                "BOTFLOW_HTTP_PORT",
                Integer.toString(port),
                "BOTFLOW_HTTP_PUBLIC_URL",
                "http://127.0.0.1:" + port,
                "BOTFLOW_WHATSAPP_APP_ID",
                "4711",
                "BOTFLOW_WHATSAPP_APP_SECRET",
                "secret-canary-app"),
            new AbstractModule() {
              @Override
              protected void configure() {
                OptionalBinder.newOptionalBinder(binder(), TrialNetwork.class)
                    .setBinding()
                    .toInstance(WhatsAppAccountsTest::trial);
              }
            });
    String owner = people.signedUp("owner");
    token = people.inside(owner, people.founded(owner, "Shop"));
    bot = bot(token, TestFlows.counting().document());
  }

  @AfterAll
  static void close() {
    people.close();
  }

  /** As the demo makes one. */
  private static TrialNetwork.TrialNumber trial(URI callback, String verifyToken) {
    SandboxNumber number =
        SandboxNumber.of("106540352242970")
            .withVerifyToken(verifyToken)
            .withAccessToken("token-canary-trial")
            .withCallback(callback);
    people.server.network.register(number);
    return new TrialNetwork.TrialNumber(
        number.phoneNumberId(), number.wabaId(), "token-canary-trial", "sandbox-app-secret");
  }

  private static String bot(String inside, JsonNode document) throws Exception {
    JsonNode made = people.good("POST", "/api/bots", inside, "{\"name\":\"Counter\"}");
    String path = "/api/bots/" + made.get("id").asText() + "/workflows";
    JsonNode workflow = people.good("POST", path, inside, "{\"document\":%s}".formatted(document));
    people.good("POST", path + "/" + workflow.get("id").asText() + "/publish", inside, "{}");
    return made.get("id").asText();
  }

  private static String cloud(String number, String botId) {
    return """
        {"method": "cloud_api", "botId": "%s", "name": "Front desk", "phoneNumberId": "%s",
         "businessAccountId": "waba-%s", "accessToken": "token-canary", "appSecret": "secret-canary-1"}
        """
        .formatted(botId, number, number);
  }

  private static void inSandbox(String number) {
    people.server.network.register(
        SandboxNumber.of(number).withAppSecret("secret-canary-1").withAccessToken("token-canary"));
  }

  private static String said(String number, String phone, String text) throws Exception {
    SandboxPhone talking = people.server.network.phone(phone).talkTo(number);
    talking.say(text);
    return talking.await(PATIENCE).text();
  }

  @Test
  void whatCanBeConnectedHereIsTold() throws Exception {
    JsonNode ways = people.good("GET", ALL + "/methods", token, "");
    assertThat(ways.get("methods"))
        .extracting(JsonNode::asText)
        .containsExactly("cloud_api", "embedded_signup", "360dialog", "sandbox");
    assertThat(ways.get("server").asText()).isEqualTo(people.server.url);
  }

  @Test
  void aNumberIsConnectedVerifiedMovedAndDisconnected() throws Exception {
    String number = "106540352242971";
    inSandbox(number);
    JsonNode connected = people.good("POST", ALL + "/connect", token, cloud(number, bot));
    JsonNode account = connected.get("account");
    String path = ALL + "/" + account.get("id").asText();
    assertThat(connected.at("/setup/0/step").asText()).isEqualTo("subscribe");
    assertThat(connected.at("/setup/0/done").asBoolean()).as("%s", connected).isTrue();
    assertThat(connected.get("verifyToken").asText()).hasSizeGreaterThan(30);
    assertThat(account.get("webhookUrl").asText())
        .isEqualTo(people.server.url + "/api/webhooks/whatsapp/" + account.get("id").asText());
    assertThat(said(number, "31600000711", "hello")).isEqualTo("1: hello");

    HttpResponse<String> shown = people.send("GET", path, token, "");
    assertThat(shown.body()).contains("Front desk").doesNotContain("canary");
    assertThat(people.send("GET", ALL, token, "").body()).contains(number).doesNotContain("canary");
    JsonNode report = people.good("POST", path + "/verify", token, "");
    assertThat(report.get("ready").asBoolean()).as("%s", report).isTrue();
    assertThat(report.get("steps").findValuesAsText("step"))
        .contains("token", "subscribed", "registered", "callback");

    String other = bot(token, TestFlows.read(GREETING).document());
    JsonNode moved =
        people.good("PATCH", path, token, "{\"botId\":\"%s\",\"name\":\"Till\"}".formatted(other));
    assertThat(moved.get("botId").asText()).isEqualTo(other);
    assertThat(moved.get("name").asText()).isEqualTo("Till");
    assertThat(said(number, "31600000712", "hello")).isEqualTo("Good day.");
    assertThat(people.send("PATCH", path, token, "{}", "If-Match", "\"old\"").statusCode())
        .isEqualTo(412);

    people.good("PATCH", path, token, "{\"accessToken\":\"token-of-nobody\"}");
    report = people.good("POST", path + "/verify", token, "");
    assertThat(report.get("ready").asBoolean()).isFalse();
    assertThat(report.at("/steps/0/state").asText()).isEqualTo("missing");
    assertThat(report.at("/steps/0/next").asText()).isNotEmpty();

    assertThat(people.send("DELETE", path, token, "").statusCode()).isEqualTo(204);
    assertThat(people.send("GET", path, token, "").statusCode()).isEqualTo(404);
    assertThat(people.send("POST", path + "/verify", token, "").statusCode()).isEqualTo(404);
    JsonNode again = people.good("POST", ALL + "/connect", token, cloud(number, bot));
    assertThat(again.at("/account/id"))
        .as("what was said there stays with the number")
        .isEqualTo(account.get("id"));
    assertThat(people.good("GET", "/api/audit-log", token, "").findValuesAsText("action"))
        .contains("whatsapp.connected", "whatsapp.changed", "whatsapp.disconnected");
  }

  @Test
  void embeddedSignUpAndTheDemosNetworkConnectAsWell() throws Exception {
    String number = "106540352242972";
    String code =
        ApiPeople.JSON
            .readTree(
                people
                    .server
                    .http
                    .send(
                        HttpRequest.newBuilder(
                                URI.create(people.server.network.baseUrl() + "/sandbox/signup"))
                            .POST(
                                BodyPublishers.ofString(
                                    """
                                    {"phone_number_id": "%s", "waba_id": "waba-972",
                                     "app_id": "4711", "app_secret": "secret-canary-app"}
                                    """
                                        .formatted(number)))
                            .build(),
                        BodyHandlers.ofString())
                    .body())
            .path("code")
            .asText();
    JsonNode connected =
        people.good(
            "POST",
            ALL + "/connect",
            token,
            """
            {"method": "embedded_signup", "botId": "%s", "phoneNumberId": "%s",
             "businessAccountId": "waba-972", "code": "%s", "pin": "123456"}
            """
                .formatted(bot, number, code));
    assertThat(connected.get("setup").findValuesAsText("step"))
        .containsExactly("exchange", "subscribe", "register");
    assertThat(connected.get("setup").findValuesAsText("done")).containsOnly("true");
    assertThat(said(number, "31600000721", "hello")).isEqualTo("1: hello");

    JsonNode trial =
        people.good(
            "POST",
            ALL + "/connect",
            token,
            "{\"method\":\"sandbox\",\"botId\":\"%s\"}".formatted(bot));
    assertThat(said(trial.at("/account/phoneNumberId").asText(), "31600000722", "hi"))
        .isEqualTo("1: hi");
  }

  @Test
  void whatCannotBeConnectedIsRefused() throws Exception {
    String path = ALL + "/connect";
    assertThat(
            people
                .send(
                    "POST", path, token, "{\"method\":\"pigeon\",\"botId\":\"%s\"}".formatted(bot))
                .body())
        .contains("/method");
    String bare = "{\"method\":\"%s\",\"botId\":\"" + bot + "\"}";
    assertThat(people.send("POST", path, token, bare.formatted("cloud_api")).body())
        .contains("/phoneNumberId", "/businessAccountId", "/accessToken");
    assertThat(people.send("POST", path, token, bare.formatted("embedded_signup")).body())
        .contains("/code", "/pin");
    assertThat(people.send("POST", path, token, bare.formatted("360dialog")).body())
        .contains("/accessToken");
    HttpResponse<String> nobody =
        people.send("POST", path, token, cloud("106540352242973", UUID.randomUUID().toString()));
    assertThat(nobody.statusCode()).isEqualTo(400);
    assertThat(nobody.body()).contains("/botId");
    HttpResponse<String> taken =
        people.send("POST", path, token, cloud(TestServer.ONE.phoneNumberId(), bot));
    assertThat(taken.statusCode()).isEqualTo(409);
    assertThat(taken.body()).contains("number-taken");
    assertThat(people.send("GET", ALL, token, "").body())
        .as("nothing was written")
        .doesNotContain(TestServer.ONE.phoneNumberId(), "106540352242973");
  }

  private static final String GREETING =
      """
      {"botflow": 1, "id": "greeting", "nodes": [
        {"id": "start", "type": "trigger", "data": {"config": {"on": "any_message"}}},
        {"id": "end", "type": "end", "data": {"config": {"text": "Good day."}}}],
       "edges": [{"id": "e", "source": "start", "target": "end"}]}
      """;

  @Test
  void whoConnectsAtTheSameTimeGetsNoMoreThanThePlanHas() throws Exception {
    String owner = people.signedUp("small");
    String shop = people.founded(owner, "Small");
    String inside = people.inside(owner, shop);
    String one = bot(inside, TestFlows.counting().document());
    people.write(
        "organizations",
        "update botflow.organizations set plan = 'starter' where id = '%s'".formatted(shop));

    List<Future<Integer>> answers = new ArrayList<>();
    try (ExecutorService together = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 4; i++) {
        String body = cloud("10654035224298" + i, one);
        answers.add(
            together.submit(
                () -> people.send("POST", ALL + "/connect", inside, body).statusCode()));
      }
    }

    List<Integer> codes = new ArrayList<>();
    for (Future<Integer> answer : answers) {
      codes.add(answer.get());
    }
    assertThat(codes).containsExactlyInAnyOrder(201, 402, 402, 402);
    assertThat(people.good("GET", ALL, inside, "").get("data")).hasSize(1);
  }
}
