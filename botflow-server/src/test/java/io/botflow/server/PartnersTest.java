package io.botflow.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.store.jdbc.DatabaseAddress;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Partners look after the organisations of their customers. */
class PartnersTest {

  @Test
  void whoAdministersAPartnerAdministersItsCustomers() throws Exception {
    try (ApiPeople people = new ApiPeople()) {
      String owner = people.signedUp("owner");
      String partner = people.founded(owner, "Partner");
      String admin = people.joined(owner, partner, "admin", "admin");
      String agent = people.joined(owner, partner, "agent", "agent");
      JsonNode made = people.good("POST", "/api/organizations", admin, child("Customer", partner));
      String customer = made.get("id").asText();
      assertThat(made.get("parent").asText()).isEqualTo(partner);
      String path = "/api/organizations/" + customer;
      assertThat(people.send("GET", path, owner, "").statusCode())
          .as("the partner's owner, who is no member")
          .isEqualTo(200);
      assertThat(people.good("GET", "/api/organizations", owner, "").findValuesAsText("name"))
          .contains("Customer");
      String inside = people.inside(owner, customer);
      assertThat(people.send("GET", "/api/audit-log", inside, "").statusCode()).isEqualTo(200);
      assertThat(people.send("GET", path, agent, "").statusCode())
          .as("an agent of the partner has no place there")
          .isEqualTo(404);
      assertThat(people.good("GET", "/api/organizations", agent, "").findValuesAsText("name"))
          .doesNotContain("Customer");

      String member = people.joined(owner, customer, "cara", "owner");
      assertThat(people.send("GET", "/api/organizations/" + partner, member, "").statusCode())
          .as("no way up")
          .isEqualTo(404);
      String aside =
          people
              .good("POST", "/api/organizations", admin, child("Second", partner))
              .get("id")
              .asText();
      assertThat(people.send("GET", "/api/organizations/" + aside, member, "").statusCode())
          .as("no way aside")
          .isEqualTo(404);

      assertThat(people.send("DELETE", "/api/organizations/" + partner, owner, "").body())
          .as("not before its customers")
          .contains("\"conflict\"");
    }
  }

  @Test
  void childrenNeedAPlanAPlaceAndAreNoParents() throws Exception {
    try (ApiPeople people = new ApiPeople()) {
      String owner = people.signedUp("owner");
      String small =
          people
              .good("POST", "/api/organizations", owner, "{\"name\":\"Small\"}")
              .get("id")
              .asText();
      assertThat(people.send("POST", "/api/organizations", owner, child("x", small)).body())
          .contains("plan-limit");
      String partner = people.founded(owner, "Partner");
      String customer =
          people.good("POST", "/api/organizations", owner, child("c", partner)).get("id").asText();
      assertThat(people.send("POST", "/api/organizations", owner, child("x", customer)).body())
          .as("two levels, no more")
          .contains("plan-limit");
      String stranger = people.signedUp("stranger");
      assertThat(people.send("POST", "/api/organizations", stranger, child("x", partner)).body())
          .contains("is no organisation of yours");
      String agent = people.joined(owner, partner, "agent", "agent");
      assertThat(people.send("POST", "/api/organizations", agent, child("x", partner)).statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void usageIsShownAndTheLimitSaysWhatToDo() throws Exception {
    try (ApiPeople people = new ApiPeople()) {
      String owner = people.signedUp("owner");
      String shop =
          people
              .good("POST", "/api/organizations", owner, "{\"name\":\"Small\"}")
              .get("id")
              .asText();
      String inside = people.inside(owner, shop);
      String bot = "{\"name\":\"Desk\",\"template\":\"faq\"}";
      people.good("POST", "/api/bots", inside, bot);
      JsonNode usage = people.good("GET", "/api/organizations/" + shop + "/usage", inside, "");
      assertThat(usage.get("plan").asText()).isEqualTo("starter");
      assertThat(figure(usage, "bots").get("used").asInt()).isEqualTo(1);
      assertThat(figure(usage, "bots").get("limit").asInt()).isEqualTo(1);
      assertThat(figure(usage, "members").get("used").asInt()).isEqualTo(1);
      assertThat(figure(usage, "conversations_per_month").get("limit").asInt()).isEqualTo(1_000);
      HttpResponse<String> refused = people.send("POST", "/api/bots", inside, bot);
      assertThat(refused.statusCode()).isEqualTo(402);
      assertThat(refused.body())
          .contains(
              "plan-limit",
              "1 of 1 bots of the plan Starter are in use; remove one, or take a larger plan");
    }
  }

  @Test
  void whatAMonthHasOfMessagesIsToldAndKeptTo() throws Exception {
    DatabaseAddress address = TestDatabase.fresh();
    try (ApiPeople people = new ApiPeople(address)) {
      String owner = people.signedUp("owner");
      String shop =
          people
              .good("POST", "/api/organizations", owner, "{\"name\":\"Small\"}")
              .get("id")
              .asText();
      String inside = people.inside(owner, shop);
      people.write("plans", "update botflow.plans set messages_per_month = 2 where id = 'starter'");
      JsonNode bot =
          people.good("POST", "/api/bots", inside, "{\"name\":\"Desk\",\"template\":\"faq\"}");
      String id = bot.get("id").asText();
      people.good(
          "POST",
          "/api/bots/%s/workflows/%s/publish".formatted(id, bot.get("mainWorkflowId").asText()),
          inside,
          "{}");
      String conversation =
          "/api/conversations/"
              + Talk.conversation(people, shop, id, inside, "limited").get("id").asText();
      people.good("POST", conversation + "/messages", inside, "{\"text\":\"One moment\"}");

      String usage = "/api/organizations/" + shop + "/usage";
      JsonNode used =
          Talk.until(
              people,
              inside,
              usage,
              answer -> figure(answer, "messages_per_month").get("used").asInt() >= 2);
      assertThat(figure(used, "messages_per_month").get("limit").asInt()).isEqualTo(2);
      HttpResponse<String> refused =
          people.send("POST", conversation + "/messages", inside, "{\"text\":\"One more\"}");
      assertThat(refused.statusCode()).isEqualTo(402);
      assertThat(refused.body()).contains("plan-limit", "messages a month of the plan Starter");
      assertThat(people.good("GET", conversation + "/messages", inside, "").toString())
          .doesNotContain("One more");
      people.good("POST", conversation + "/handoff", inside, "{\"to\":\"bot\"}");
    }
    try (ApiPeople later = new ApiPeople(address)) {
      assertThat(later.awaitMail("owner@example.org", "all messages of this month"))
          .contains("Small", "of the 2 messages a month of the plan Starter");
      assertThat(later.server.get("/mails").body()).doesNotContain("most messages of this month");
      later.write("plans", "update botflow.plans set messages_per_month = 1 where id = 'starter'");
    }
    try (ApiPeople other = new ApiPeople(address)) {
      assertThat(other.awaitMail("owner@example.org", "all messages of this month"))
          .as("what the plan has is less than before")
          .contains("of the 1 messages a month of the plan Starter");
    }
  }

  private static JsonNode figure(JsonNode usage, String what) {
    for (JsonNode figure : usage.get("figures")) {
      if (figure.get("what").asText().equals(what)) {
        return figure;
      }
    }
    throw new AssertionError(what);
  }

  private static String child(String name, String parent) {
    return "{\"name\":\"%s\",\"parent\":\"%s\"}".formatted(name, parent);
  }
}
