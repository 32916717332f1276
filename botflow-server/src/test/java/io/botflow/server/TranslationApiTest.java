package io.botflow.server;

import static io.botflow.server.TestServer.ONE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.multibindings.OptionalBinder;
import io.botflow.spi.Translator;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** People read messages in their language, and authors review what is proposed for a flow. */
class TranslationApiTest {
  private static final String ANNA = "27820000071";

  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void aMessageIsTranslatedOnceAndErasedWithTheCustomer() throws Exception {
    try (ApiPeople people = new ApiPeople(translator())) {
      UUID shop = ONE.bot().organization();
      String admin = people.member(people.signedUp("olga"), shop, "admin");
      people.server.post(
          ONE,
          TestServer.webhook(
              List.of(TestServer.text(ONE, ANNA, "wamid." + UUID.randomUUID(), "canary-hallo"))));
      people.server.network.phone(ANNA).await(Duration.ofSeconds(40));
      JsonNode conversation =
          Talk.until(
                  people,
                  admin,
                  "/api/conversations?search=" + ANNA,
                  page -> page.at("/data/0/lastMessage").isObject())
              .at("/data/0");
      String messages = "/api/conversations/" + conversation.get("id").asText() + "/messages";
      String message = null;
      for (JsonNode one : people.good("GET", messages, admin, "").get("data")) {
        message = one.toString().contains("canary-hallo") ? one.get("id").asText() : message;
      }
      String path = messages + "/" + message + "/translation";

      JsonNode first = people.good("POST", path, admin, "{\"language\":\"en\"}");
      assertThat(first.get("original").asText()).isEqualTo("canary-hallo");
      assertThat(first.get("text").asText()).isEqualTo("en: canary-hallo");
      assertThat(first.get("from").asText()).isEqualTo("af");
      assertThat(people.good("POST", path, admin, "{\"language\":\"en\"}")).isEqualTo(first);
      assertThat(asked).hasValue(1);
      assertThat(people.good("GET", messages, admin, "").findValues("translations"))
          .as("both texts are where the message is read")
          .contains(
              ApiPeople.JSON.readTree(
                  "[{\"language\": \"en\", \"from\": \"af\", \"text\": \"en: canary-hallo\"}]"));
      assertThat(people.send("POST", path, admin, "{\"language\":\"klingon!\"}").statusCode())
          .isEqualTo(400);

      people.good("DELETE", "/api/contacts/" + conversation.at("/contact/id").asText(), admin, "");
      assertThat(people.everything()).doesNotContain("canary-hallo");
    }
  }

  @Test
  void whatADraftLacksIsProposedAndNothingIsSaved() throws Exception {
    try (ApiPeople people = new ApiPeople(translator())) {
      UUID shop = ONE.bot().organization();
      String admin = people.member(people.signedUp("olga"), shop, "admin");
      JsonNode bot =
          people.good("POST", "/api/bots", admin, "{\"name\":\"Desk\",\"template\":\"faq\"}");
      String workflow =
          "/api/bots/%s/workflows/%s"
              .formatted(bot.get("id").asText(), bot.get("mainWorkflowId").asText());
      JsonNode before = people.good("GET", workflow, admin, "");

      JsonNode proposals =
          people.good("POST", workflow + "/translation-proposals", admin, "{\"language\":\"af\"}");
      assertThat(proposals.get("proposals").size()).isGreaterThan(5);
      JsonNode one = proposals.at("/proposals/0");
      assertThat(one.get("proposed").asText()).isEqualTo("af: " + one.get("text").asText());
      assertThat(one.get("path").asText()).startsWith("/");
      assertThat(people.good("GET", workflow, admin, "")).isEqualTo(before);
    }
  }

  @Test
  void whereNobodyTranslatesItIsSaid() throws Exception {
    try (ApiPeople people = new ApiPeople()) {
      UUID shop = ONE.bot().organization();
      String admin = people.member(people.signedUp("olga"), shop, "admin");
      JsonNode bot =
          people.good("POST", "/api/bots", admin, "{\"name\":\"Desk\",\"template\":\"faq\"}");
      assertThat(
              people
                  .send(
                      "POST",
                      "/api/bots/%s/workflows/%s/translation-proposals"
                          .formatted(bot.get("id").asText(), bot.get("mainWorkflowId").asText()),
                      admin,
                      "{\"language\":\"af\"}")
                  .body())
          .contains("no-translator");
    }
  }

  private Module translator() {
    return new AbstractModule() {
      @Override
      protected void configure() {
        OptionalBinder.newOptionalBinder(binder(), Translator.class)
            .setBinding()
            .toInstance(
                (payer, texts, from, to) -> {
                  asked.incrementAndGet();
                  return new Translator.Done(
                      "af", texts.stream().map(text -> to + ": " + text).toList());
                });
      }
    };
  }
}
