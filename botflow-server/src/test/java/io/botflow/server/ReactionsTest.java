package io.botflow.server;

import static io.botflow.server.TestServer.ONE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Reactions are shown with what they are about. */
class ReactionsTest {
  private static final String PHONE = "27820000091";

  @Test
  void aReactionIsShownAlsoWhereItCameBeforeWhatItIsAbout() throws Exception {
    try (ApiPeople people = new ApiPeople()) {
      String agent = people.member(people.signedUp("clara"), ONE.bot().organization(), "agent");
      String about = "wamid." + UUID.randomUUID();
      says(people, TestServer.reaction(ONE, PHONE, about, "👍"));
      String list = "/api/conversations?search=" + PHONE;
      String path =
          "/api/conversations/"
              + Talk.until(people, agent, list, page -> page.get("data").size() == 1)
                  .at("/data/0/id")
                  .asText();
      says(people, TestServer.text(ONE, PHONE, about, "hello"));

      JsonNode page =
          Talk.until(
              people,
              agent,
              path + "/messages?limit=2",
              thread -> thread.toString().contains("\"hello\""));
      List<JsonNode> heard =
          page.get("data")
              .valueStream()
              .filter(message -> message.get("sentBy").asText().equals("customer"))
              .toList();
      assertThat(heard).hasSize(1);
      assertThat(heard.getFirst().at("/reactions/0/emoji").asText()).isEqualTo("👍");
    }
  }

  private static void says(ApiPeople people, String change) throws Exception {
    assertThat(people.server.post(ONE, TestServer.webhook(List.of(change))).statusCode())
        .isEqualTo(200);
  }
}
