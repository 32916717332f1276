package io.botflow.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Trying a bot by a link, as somebody without an account. */
class TestLinksTest {
  private static final String BEGIN = "/api/test-links/begin";
  private static final String SAY = "/api/test-links/say";

  @Test
  void whoHasTheLinkTalksToTheDraftUntilItIsRevoked() throws Exception {
    try (ApiPeople people = new ApiPeople()) {
      String owner = people.signedUp("owner");
      String inside = people.inside(owner, people.founded(owner, "Shop"));
      String link = "/api/bots/%s/test-link".formatted(bot(people, inside));
      assertThat(people.send("GET", link, inside, "").statusCode()).isEqualTo(404);
      String token = token(people.good("POST", link, inside, ""));
      assertThat(people.good("GET", link, inside, "").toString()).doesNotContain(token);
      assertThat(people.everything()).as("only a hash is kept").doesNotContain(token);

      JsonNode begun = people.good("POST", BEGIN, null, follow(token));
      assertThat(begun.get("bot").asText()).isEqualTo("Desk");
      String conversation = begun.get("conversation").asText();
      JsonNode answered = people.good("POST", SAY, null, said(token, conversation, "Hi"));
      assertThat(answered.get("messages")).hasSizeGreaterThan(1);
      assertThat(answered.at("/messages/0/text").asText()).isEqualTo("Hi");
      assertThat(answered.at("/messages/0/inbound").asBoolean()).isTrue();
      assertThat(answered.fieldNames())
          .toIterable()
          .as("nothing of how it comes about")
          .containsExactlyInAnyOrder("conversation", "bot", "messages", "ended");
      assertThat(
              people
                  .send("POST", SAY, null, said(token, UUID.randomUUID().toString(), "Hi"))
                  .statusCode())
          .isEqualTo(404);
      String tooMuch = said(token, conversation, "x".repeat(5_000));
      assertThat(people.send("POST", SAY, null, tooMuch).statusCode()).isEqualTo(400);

      String newer = token(people.good("POST", link, inside, ""));
      assertThat(people.send("POST", BEGIN, null, follow(token)).statusCode())
          .as("the link before leads nowhere")
          .isEqualTo(404);
      people.good("POST", BEGIN, null, follow(newer));
      people.good("DELETE", link, inside, "");
      assertThat(people.send("POST", SAY, null, said(newer, conversation, "Hi")).statusCode())
          .as("also in the middle of a conversation")
          .isEqualTo(404);
    }
  }

  @Test
  void aLinkLeadsToItsOwnOrganisationAlone() throws Exception {
    try (ApiPeople people = new ApiPeople()) {
      String ada = people.signedUp("ada");
      String shop = people.inside(ada, people.founded(ada, "Shop"));
      String grace = people.signedUp("grace");
      String cafe = people.inside(grace, people.founded(grace, "Cafe"));
      String bot = bot(people, shop);
      assertThat(
              people.send("POST", "/api/bots/%s/test-link".formatted(bot), cafe, "").statusCode())
          .isEqualTo(404);
      String ofShop = token(people.good("POST", "/api/bots/%s/test-link".formatted(bot), shop, ""));
      String ofCafe =
          token(
              people.good("POST", "/api/bots/%s/test-link".formatted(bot(people, cafe)), cafe, ""));
      String begun = people.good("POST", BEGIN, null, follow(ofShop)).get("conversation").asText();
      assertThat(people.send("POST", SAY, null, said(ofCafe, begun, "Hi")).statusCode())
          .isEqualTo(404);
    }
  }

  private static String bot(ApiPeople people, String inside) throws Exception {
    return people
        .good("POST", "/api/bots", inside, "{\"name\":\"Desk\",\"template\":\"faq\"}")
        .get("id")
        .asText();
  }

  private static String token(JsonNode made) {
    return made.get("path").asText().replace("/try#", "");
  }

  private static String follow(String token) {
    return "{\"token\":\"%s\"}".formatted(token);
  }

  private static String said(String token, String conversation, String text) {
    return "{\"token\":\"%s\",\"conversation\":\"%s\",\"text\":\"%s\"}"
        .formatted(token, conversation, text);
  }
}
