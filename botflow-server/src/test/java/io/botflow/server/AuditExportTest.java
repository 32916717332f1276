package io.botflow.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The audit log as a file for a spreadsheet. */
class AuditExportTest {

  @Test
  void aFileHoldsEveryEntryAndNoFormula() throws Exception {
    try (ApiPeople people = new ApiPeople()) {
      String token = people.signedUp("ada");
      String shop = people.founded(token, "Shop");
      String inside = people.inside(token, shop);
      List<String> programs =
          List.of(
              "=1+1",
              "+1",
              "-1",
              "@SUM(A1)",
              "＝1",
              "＋1",
              "－1",
              "＠1",
              "a\"b,c",
              "=cmd|' /C calc'!A0");
      for (String program : programs) {
        byte[] sent = program.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        people.send(
            "PATCH",
            "/api/organizations/" + shop,
            inside,
            "{\"name\":\"Shop\"}",
            "User-Agent",
            new String(sent, java.nio.charset.StandardCharsets.ISO_8859_1));
      }
      HttpResponse<String> file = people.send("GET", "/api/audit-log/export", inside, "");
      assertThat(file.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
      assertThat(file.headers().firstValue("Content-Disposition"))
          .contains("attachment; filename=\"audit-log.csv\"");
      String[] lines = file.body().split("\r\n", -1);
      assertThat(lines[0])
          .isEqualTo("at,actorKind,actorId,actorName,action,target,address,program,details");
      assertThat(lines).hasSize(1 + 1 + programs.size() + 1);
      assertThat(file.body())
          .contains("\"'=1+1\"", "\"'+1\"", "\"'-1\"", "\"'@SUM(A1)\"", "\"'=cmd|' /C calc'!A0\"")
          .contains("\"a\"\"b,c\"", "organization.made", "ada@example.org")
          .doesNotContainPattern("(^|,)\"[=+\\-@\t\r＝＋－＠]");

      JsonNode page = people.good("GET", "/api/audit-log?limit=5", inside, "");
      String rest =
          people
              .send("GET", "/api/audit-log/export?cursor=" + page.get("next").asText(), inside, "")
              .body();
      assertThat(rest.split("\r\n", -1)).hasSize(lines.length - 5);
    }
  }

  @Test
  void entriesAreFoundByWhatWasDoneAndByWhom() throws Exception {
    try (ApiPeople people = new ApiPeople()) {
      String token = people.signedUp("ada");
      String shop = people.founded(token, "Shop");
      String inside = people.inside(token, shop);
      people.joined(inside, shop, "grace", "admin");
      assertThat(actions(people, inside, "?action=organization"))
          .containsExactly("organization.made");
      assertThat(actions(people, inside, "?action=member.invited"))
          .containsExactly("member.invited");
      assertThat(actions(people, inside, "?action=mem")).as("whole words").isEmpty();
      String ada = people.good("GET", "/api/auth/me", inside, "").get("id").asText();
      assertThat(actions(people, inside, "?actor=" + ada))
          .contains("organization.made")
          .doesNotContain("member.joined");
      assertThat(
              people
                  .send("GET", "/api/audit-log/export?action=organization", inside, "")
                  .body()
                  .split("\r\n", -1))
          .hasSize(3);
      assertThat(people.send("GET", "/api/audit-log?action=%25", inside, "").statusCode())
          .isEqualTo(400);
      assertThat(people.send("GET", "/api/audit-log?actor=ada", inside, "").statusCode())
          .isEqualTo(400);
    }
  }

  private static List<String> actions(ApiPeople people, String inside, String filter)
      throws Exception {
    List<String> found = new ArrayList<>();
    people
        .good("GET", "/api/audit-log" + filter, inside, "")
        .get("data")
        .forEach(entry -> found.add(entry.get("action").asText()));
    return found;
  }

  @Test
  void entriesAreNeverChangedNotEvenByTheOwnerOfTheTable() throws Exception {
    try (ApiPeople people = new ApiPeople()) {
      people.founded(people.signedUp("ada"), "Shop");
      for (Map.Entry<String, String> change :
          Map.of(
                  "update", "update audit_log set action = 'nothing' returning action",
                  "delete", "delete from audit_log returning action")
              .entrySet()) {
        org.assertj.core.api.Assertions.assertThatThrownBy(
                () -> TestDatabase.rows(people.address, "audit_log", change.getValue()))
            .as(change.getKey())
            .hasMessageContaining("append-only");
      }
    }
  }
}
