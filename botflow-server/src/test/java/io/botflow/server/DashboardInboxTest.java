package io.botflow.server;

import static io.botflow.server.TestServer.ONE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The inbox and the contacts in browsers: two people of a business, and customers who write to its
 * number with the counting flow. What they do stands in {@code src/main/web/e2e/inbox}.
 */
class DashboardInboxTest {

  @Test
  void peopleAnswerCustomers() throws Exception {
    try (ApiPeople people = new ApiPeople()) {
      UUID shop = ONE.bot().organization();
      String clara = people.member(people.signedUp("clara"), shop, "admin");
      people.member(people.signedUp("victor"), shop, "agent");
      people.good(
          "POST",
          "/api/canned-replies",
          clara,
          """
          {"shortCode": "hello", "text": "Hello {{ contact.name }}, this is {{ agent.name }}."}
          """);
      String body = TestServer.webhook(List.of(TestServer.text(ONE, "27820000001", "m1", "hi")));
      assertThat(people.server.post(ONE, body).statusCode()).isEqualTo(200);
      BrowserTests.run(people.server.url, "inbox");
    }
  }
}
