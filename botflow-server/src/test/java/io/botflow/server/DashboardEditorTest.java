package io.botflow.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.multibindings.OptionalBinder;
import io.botflow.node.NodeTypes;
import io.botflow.spi.BotRef;
import io.botflow.spi.Translator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The flow editor in a browser, on a server with a partner's node type and a translator. */
class DashboardEditorTest {

  @Test
  void authorsDrawWhatTheirBotsDo() throws Exception {
    try (ApiPeople people = new ApiPeople(additions())) {
      customerGoesSilent(people);
      BrowserTests.run(people.server.url, "editor");
    }
  }

  /** Olga's bot has had one customer, who came to its first question and did not answer. */
  static void customerGoesSilent(ApiPeople people) throws Exception {
    String olga = people.signedUp("olga");
    UUID shop = UUID.fromString(people.founded(olga, "Olga's"));
    String token = people.inside(olga, shop.toString());
    JsonNode bot =
        people.good("POST", "/api/bots", token, "{\"name\":\"Desk\",\"template\":\"booking\"}");
    String path = "/api/bots/" + bot.get("id").asText();
    people.good(
        "POST",
        path + "/workflows/" + bot.get("mainWorkflowId").asText() + "/publish",
        token,
        "{}");
    BotRef ref = new BotRef(shop, UUID.fromString(bot.get("id").asText()), UUID.randomUUID());
    people.server.server.deployments().webChat(ref, "desk", List.of("https://shop.example"));
    try (TestSocket customer =
        TestSocket.open(people.server.url, "/webchat/desk/socket", "https://shop.example")) {
      customer.send("{\"hello\": {}}");
      customer.await(frame -> frame.has("welcome"));
      customer.send("{\"say\": {\"id\": \"message-1\", \"text\": \"hi\"}}");
      customer.await(frame -> frame.has("message"));
    }
    Talk.until(
        people, token, path + "/analytics", figures -> figures.at("/steps/0/entered").asInt() > 0);
  }

  static Module additions() {
    return new AbstractModule() {
      @Override
      protected void configure() {
        OptionalBinder.newOptionalBinder(binder(), NodeTypes.class)
            .setBinding()
            .toInstance(NodeTypes.standard().with(List.of(new InvoiceNode())));
        OptionalBinder.newOptionalBinder(binder(), Translator.class)
            .setBinding()
            .toInstance(
                (payer, texts, from, to) ->
                    new Translator.Done(
                        from, texts.stream().map(text -> to + ": " + text).toList()));
      }
    };
  }
}
