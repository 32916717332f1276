package io.botflow.server;

import static io.botflow.server.TestServer.ONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The inbox, the contacts and the figures in browsers: two people of a business, and customers who
 * write to its number with the counting flow. What they do stands in {@code src/main/web/e2e}.
 */
class DashboardInboxTest {

  @Test
  void peopleAnswerCustomers() throws Exception {
    withABusiness("inbox");
  }

  @Test
  void figuresAreShown() throws Exception {
    withABusiness("analytics");
  }

  /** {@code BOTFLOW_PICTURES=../docs/pictures} renews them. */
  @Test
  void theHelpPagesHaveTheirPictures() throws Exception {
    assumeTrue(System.getenv("BOTFLOW_PICTURES") != null, "no folder for pictures is named");
    withABusiness("pictures");
  }

  private static void withABusiness(String tests) throws Exception {
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
      people.write(
          "unanswered_questions",
          """
          insert into botflow.unanswered_questions
            (org_id, id, question, question_hash, times, score)
          values ('%s', gen_random_uuid(), 'Do you deliver on Sundays?', 'sundays', 3, 0.1)
          """
              .formatted(shop));
      String body = TestServer.webhook(List.of(TestServer.text(ONE, "27820000001", "m1", "hi")));
      assertThat(people.server.post(ONE, body).statusCode()).isEqualTo(200);
      BrowserTests.run(people.server.url, tests);
    }
  }
}
