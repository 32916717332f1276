package io.botflow.server;

import static io.botflow.server.TestServer.ONE;
import static io.botflow.server.TestServer.OTHER_APP;
import static io.botflow.server.TestServer.TWO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.botflow.spi.BotRef;
import io.botflow.store.jdbc.DatabaseAddress;
import io.botflow.store.jdbc.Deployments.WhatsAppAccount;
import io.botflow.store.jdbc.Deployments.WhatsAppProvider;
import io.botflow.whatsapp.Signature;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is told of business accounts, which have no number: to whom it belongs, and from whom. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BusinessAccountWebhookTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String APP_PATH = "/api/webhooks/whatsapp-app";
  private static final String APP_SECRET = "secret-canary-app";

  private final DatabaseAddress address = TestDatabase.fresh();
  private final TestServer server = open(address);

  BusinessAccountWebhookTest() throws Exception {}

  private static TestServer open(DatabaseAddress address) {
    Map<String, String> more = new HashMap<>(TestServer.PATIENT);
    more.put("BOTFLOW_WHATSAPP_APP_ID", "4711");
    more.put("BOTFLOW_WHATSAPP_APP_SECRET", APP_SECRET);
    more.put("BOTFLOW_WHATSAPP_APP_VERIFY_TOKEN", "verify-canary-app");
    return new TestServer(TestDatabase.environment(address, TestDatabase.port(address)), more);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private static String approved(String businessAccount, String template) {
    return """
        {"object": "whatsapp_business_account", "entry": [{"id": "%s", "changes": [
          {"field": "message_template_status_update", "value": {"event": "APPROVED",
            "message_template_id": 12345, "message_template_name": "%s",
            "message_template_language": "en_US", "reason": null}}]}]}
        """
        .formatted(businessAccount, template);
  }

  /** The channels under which news of a template is kept. */
  private List<String> kept(String template) throws Exception {
    return TestDatabase.rows(
        address,
        "channel_events",
        "select channel_id from channel_events where kind = 'TemplateChanged' and payload->>'name' = '"
            + template
            + "'");
  }

  @Test
  void newsOfABusinessAccountIsKeptOnceUnderItsNumber() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThat(server.post(ONE, approved("waba-" + ONE.phoneNumberId(), "own")).statusCode())
          .isEqualTo(200);
    }
    assertThat(kept("own")).containsExactly(ONE.bot().channel().toString());
  }

  @Test
  void anAppSpeaksOfAllOfItsBusinessAccountsAndOfNoOthers() throws Exception {
    assertThat(server.post(ONE, approved("waba-" + TWO.phoneNumberId(), "same_app")).statusCode())
        .isEqualTo(200);
    assertThat(
            server
                .post(ONE, approved("waba-" + OTHER_APP.phoneNumberId(), "other_app"))
                .statusCode())
        .isEqualTo(200);
    assertThat(server.post(ONE, approved("waba-of-nobody", "nobody")).statusCode()).isEqualTo(200);

    assertThat(kept("same_app")).containsExactly(TWO.bot().channel().toString());
    assertThat(kept("other_app")).isEmpty();
    assertThat(kept("nobody")).isEmpty();
  }

  @Test
  void theServersAppHasACallbackOfItsOwn() throws Exception {
    TestNumber number = new TestNumber("106540352242931", "");
    number.deploy(server.server.deployments());
    server
        .server
        .deployments()
        .whatsApp(number.bot(), new WhatsAppAccount("waba-of-the-app", "token", null, null));

    assertThat(
            server
                .get(
                    APP_PATH
                        + "?hub.mode=subscribe&hub.challenge=7&hub.verify_token=verify-canary-app")
                .body())
        .isEqualTo("7");
    assertThat(server.get(APP_PATH + "?hub.mode=subscribe&hub.challenge=7&hub.verify_token=x"))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(403);
    assertThat(postApp(approved("waba-of-the-app", "through_app"), "another").statusCode())
        .isEqualTo(401);
    assertThat(postApp(approved("waba-of-the-app", "through_app"), APP_SECRET).statusCode())
        .isEqualTo(200);
    assertThat(
            postApp(approved("waba-" + ONE.phoneNumberId(), "not_of_the_app"), APP_SECRET)
                .statusCode())
        .isEqualTo(200);

    assertThat(kept("through_app")).containsExactly(number.bot().channel().toString());
    assertThat(kept("not_of_the_app")).isEmpty();
  }

  private HttpResponse<String> postApp(String body, String secret) throws Exception {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return server.post(APP_PATH, bytes, Signature.sign(bytes, secret));
  }

  @Test
  void aSuspendedNumberIsSpokenForByNobody() throws Exception {
    TestNumber number = new TestNumber("106540352242932", "secret-canary-3");
    number.deploy(server.server.deployments());
    TestDatabase.rows(
        address,
        "whatsapp_accounts",
        "update whatsapp_accounts set status = 'suspended' where id = '%s' returning id"
            .formatted(number.bot().channel()));

    assertThat(
            server
                .post(OTHER_APP, approved("waba-" + number.phoneNumberId(), "suspended"))
                .statusCode())
        .isEqualTo(200);
    assertThat(kept("suspended")).isEmpty();
  }

  @Test
  void aNumberAt360DialogProvesItselfByItsSecretAndSpeaksForItselfAlone() throws Exception {
    TestNumber number = new TestNumber("106540352242933", "");
    BotRef bot = number.bot();
    number.deploy(server.server.deployments());
    server
        .server
        .deployments()
        .whatsApp(
            bot,
            new WhatsAppAccount(
                WhatsAppProvider.DIALOG_360, "waba-360", "key-canary", null, "secret-header-360"));
    server.network.register(
        number
            .inSandbox(server.url)
            .withAppSecret(null)
            .withAccessToken("key-canary")
            .withCallback(null));
    String talk =
        TestServer.webhook(
            List.of(
                TestServer.text(number, "31600000360", "wamid.360", "hello"),
                TestServer.text(ONE, "31600000360", "wamid.360b", "for another")));

    assertThat(post360(bot.channel(), talk, null).statusCode()).isEqualTo(401);
    assertThat(post360(bot.channel(), talk, "secret-header-361").statusCode()).isEqualTo(401);
    assertThat(server.post(number, bytes(talk), signed(talk)).statusCode()).isEqualTo(401);
    assertThat(post360(bot.channel(), talk, "secret-header-360").statusCode()).isEqualTo(200);
    assertThat(post360(bot.channel(), approved("waba-360", "own_360"), "secret-header-360"))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(200);
    assertThat(
            server.get(
                number.path()
                    + "?hub.mode=subscribe&hub.challenge=7&hub.verify_token=secret-header-360"))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(404);

    var phone = server.network.phone("31600000360");
    assertThat(phone.await(PATIENCE).text()).isEqualTo("1: hello");
    assertThat(kept("own_360")).containsExactly(bot.channel().toString());
    assertThat(
            post360(
                bot.channel(),
                approved("waba-" + ONE.phoneNumberId(), "not_360"),
                "secret-header-360"))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(200);
    assertThat(kept("not_360")).isEmpty();
    assertThat(phone.received()).hasSize(1);
  }

  private static byte[] bytes(String body) {
    return body.getBytes(StandardCharsets.UTF_8);
  }

  private static String signed(String body) {
    return Signature.sign(bytes(body), ONE.appSecret());
  }

  private HttpResponse<String> post360(UUID account, String body, @Nullable String secret)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.url + "/api/webhooks/whatsapp/" + account))
            .POST(BodyPublishers.ofString(body));
    if (secret != null) {
      request.header("X-Webhook-Secret", secret);
    }
    return server.http.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void theIdOfAPersonForTheGroupOfCompaniesIsKept() throws Exception {
    String message =
        TestServer.text(ONE, "31600000370", "wamid.parent", "hello")
            .replace(
                "\"from\": \"31600000370\"",
                "\"from\": \"31600000370\", \"from_user_id\": \"NL.1370\","
                    + " \"from_parent_user_id\": \"NL.ENT.1371\"");
    assertThat(server.post(ONE, TestServer.webhook(List.of(message))).statusCode()).isEqualTo(200);

    assertThat(
            TestDatabase.rows(
                address,
                "contacts",
                "select user_id || ' ' || parent_id from contacts where phone = '31600000370'"))
        .containsExactly("NL.1370 NL.ENT.1371");
  }

  @Test
  void aBusinessAccountBelongsToOneOrganisation() {
    TestNumber thief = new TestNumber("106540352242934", "secret-canary-4");
    thief.deploy(server.server.deployments());

    assertThatThrownBy(
            () ->
                server
                    .server
                    .deployments()
                    .whatsApp(
                        thief.bot(),
                        new WhatsAppAccount(
                            "waba-" + ONE.phoneNumberId(), "token", "secret-canary-4", null)))
        .hasMessageContaining("another organisation");
  }
}
