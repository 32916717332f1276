package io.botflow.server;

import static io.botflow.server.TestServer.ONE;
import static io.botflow.server.TestServer.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.message.ChannelAddress;
import io.botflow.message.MessageContent;
import io.botflow.message.Purpose;
import io.botflow.server.account.Accounts;
import io.botflow.server.config.MetaAppConfig;
import io.botflow.server.faults.Until;
import io.botflow.server.template.MessageTemplates;
import io.botflow.spi.BotRef;
import io.botflow.store.jdbc.DatabaseAddress;
import io.botflow.store.jdbc.DatabaseSettings;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Deployments.WhatsAppAccount;
import io.botflow.store.jdbc.Sealing;
import io.botflow.whatsapp.ApprovedTemplates;
import io.botflow.whatsapp.Endpoint;
import io.botflow.whatsapp.template.MessageTemplate;
import io.botflow.whatsapp.template.RegisteredTemplate;
import io.botflow.whatsapp.template.TemplateAccount;
import io.botflow.whatsapp.template.TemplateBody;
import io.botflow.whatsapp.template.TemplateCategory;
import io.botflow.whatsapp.template.TemplateMismatch;
import io.botflow.whatsapp.template.TemplateQuality;
import io.botflow.whatsapp.template.TemplateResult;
import io.botflow.whatsapp.template.TemplateStatus;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The server's registry follows the network. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TemplateSyncTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final DatabaseAddress address = TestDatabase.fresh();
  private final TestServer server =
      new TestServer(
          TestDatabase.environment(address, TestDatabase.port(address)), TestServer.PATIENT);
  private final MessageTemplates templates = server.server.templates();

  TemplateSyncTest() throws Exception {}

  @AfterAll
  void stop() {
    server.close();
  }

  private static MessageTemplate template(String name) {
    return MessageTemplate.of(
        name,
        "en_US",
        TemplateCategory.UTILITY,
        TemplateBody.of("Your order {{1}} is on its way.", "12"));
  }

  private static ChannelAddress from(TestNumber number) {
    return new ChannelAddress("whatsapp", number.phoneNumberId());
  }

  private static String waba(TestNumber number) {
    return "waba-" + number.phoneNumberId();
  }

  /** Creates a template and has it approved, of which a webhook tells. */
  private String create(TestNumber number, String name) throws Exception {
    TemplateResult result =
        templates
            .network(number.bot().organization())
            .create(
                new TemplateAccount(Endpoint.META, waba(number), "token-canary"), template(name));
    assertThat(result).isInstanceOf(TemplateResult.Done.class);
    String id = ((TemplateResult.Done) result).id();
    review(id, "{\"status\": \"APPROVED\"}");
    return id;
  }

  private void review(String id, String outcome) throws Exception {
    server.http.send(
        HttpRequest.newBuilder(URI.create(server.network.baseUrl() + "/sandbox/templates/" + id))
            .POST(BodyPublishers.ofString(outcome))
            .build(),
        BodyHandlers.discarding());
  }

  private List<RegisteredTemplate> known(TestNumber number, String name) {
    return templates.registry(number.bot().organization()).all(waba(number)).stream()
        .filter(one -> one.content().name().equals(name))
        .toList();
  }

  private void known(TestNumber number, String name, TemplateStatus status) throws Exception {
    Until.holds(
        name + " is " + status,
        PATIENCE,
        () -> known(number, name).stream().anyMatch(one -> one.status() == status));
  }

  @Test
  void whatTheNetworkTellsChangesTheRegistryOfItsOrganisationAlone() throws Exception {
    String id = create(ONE, "order");
    known(ONE, "order", TemplateStatus.APPROVED);
    assertThat(known(ONE, "order").get(0).content()).isEqualTo(template("order"));

    review(id, "{\"status\": \"PAUSED\", \"reason\": \"spam\"}");

    known(ONE, "order", TemplateStatus.PAUSED);
    assertThat(known(TWO, "order")).isEmpty();
    assertThat(templates.registry(TWO.bot().organization()).all(waba(ONE))).isEmpty();
  }

  @Test
  void aTemplateLeavesAsWhatTheNetworkApprovedItAsWhateverItsAuthorSays() throws Exception {
    create(ONE, "receipt");
    known(ONE, "receipt", TemplateStatus.APPROVED);
    MessageContent.Template sent = new MessageContent.Template("receipt", "en_US", List.of());

    try (Databases databases = Databases.open(DatabaseSettings.external(address))) {
      ApprovedTemplates approved =
          templates.atSending(
              new Accounts(databases, new MetaAppConfig(null, null, null), Sealing.NONE));
      assertThat(approved.purpose(from(ONE), sent)).isEqualTo(Purpose.UTILITY);
      assertThat(approved.problems(from(ONE), sent)).as("its value is missing").isNotEmpty();
      assertThat(approved.purpose(from(TWO), sent)).as("of another organisation").isNull();
    }
  }

  @Test
  void newsCountsAlsoWhereTheNetworkCannotBeRead() throws Exception {
    TestNumber number = new TestNumber("106540352242941", "secret-canary-1");
    BotRef bot = number.bot();
    number.deploy(server.server.deployments());
    server
        .server
        .deployments()
        .whatsApp(bot, new WhatsAppAccount(waba(number), null, number.appSecret(), null));
    templates
        .registry(bot.organization())
        .put(
            new RegisteredTemplate(
                waba(number),
                "12345",
                template("order"),
                TemplateStatus.APPROVED,
                TemplateQuality.GREEN,
                null,
                false));

    for (String status : List.of("PAUSED", "REINSTATED", "DISABLED")) {
      assertThat(
              server
                  .post(
                      ONE,
                      """
                      {"object": "whatsapp_business_account", "entry": [{"id": "%s", "changes": [
                        {"field": "message_template_status_update", "value": {"event": "%s",
                          "message_template_id": 12345, "message_template_name": "order",
                          "message_template_language": "en-US", "reason": "NONE"}}]}]}
                      """
                          .formatted(waba(number), status))
                  .statusCode())
          .isEqualTo(200);
    }

    known(number, "order", TemplateStatus.DISABLED);
    Until.holds(
        "all news is looked at",
        PATIENCE,
        () ->
            TestDatabase.rows(address, "template_news", "select event_id from template_news")
                .isEmpty());
    known(number, "order", TemplateStatus.DISABLED);
  }

  @Test
  void theFlowsThatATemplateBreaksAreTold() throws Exception {
    create(TWO, "reminder");
    known(TWO, "reminder", TemplateStatus.APPROVED);
    BotRef bot = TWO.bot();
    assertThat(templates.drift(bot.organization(), waba(TWO))).isEmpty();

    server
        .server
        .deployments()
        .publish(
            bot.organization(),
            bot.bot(),
            TestFlows.read(
                """
                {"botflow": 1, "id": "tell", "name": "Tell", "language": "en-US",
                 "nodes": [
                   {"id": "start", "type": "trigger", "data": {"config": {"on": "conversation_start"}}},
                   {"id": "say", "type": "message",
                    "data": {"config": {"template": {"name": "reminder", "parameters": []}}}},
                   {"id": "bye", "type": "end", "data": {"config": {}}}],
                 "edges": [
                   {"id": "e1", "source": "start", "target": "say"},
                   {"id": "e2", "source": "say", "target": "bye"}]}
                """),
            false);

    assertThat(templates.drift(bot.organization(), waba(TWO)))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.flow()).isEqualTo("tell");
              assertThat(one.node()).isEqualTo("say");
              assertThat(one.mismatch().kind()).isEqualTo(TemplateMismatch.Kind.COUNT);
            });
  }
}
