package io.botflow.server.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.flow.Flow;
import io.botflow.server.TestDatabase;
import io.botflow.server.TestFlows;
import io.botflow.server.faults.Until;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mails in by real HTTP, answers out over a real mail server. */
class EmailTest {
  private static final String MENU =
      """
      {"botflow": 1, "id": "menu", "name": "Menu", "language": "en",
        "nodes": [
          {"id": "start", "type": "trigger", "data": {"config": {"on": "conversation_start"}}},
          {"id": "ask", "type": "question", "data": {"config": {"text": "Which colour?",
            "variable": "colour", "input": {"type": "choice", "options": [
              {"id": "red", "title": "Red"}, {"id": "blue", "title": "Blue <3"}]}}}},
          {"id": "bye", "type": "end", "data": {"config": {"text": "You chose {{ colour }}."}}}],
        "edges": [{"id": "1", "source": "start", "target": "ask"},
          {"id": "2", "source": "ask", "target": "bye"}]}
      """;

  private EmailScene scene;

  @BeforeEach
  void open() throws Exception {
    scene = new EmailScene(menu());
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private static Flow menu() {
    return TestFlows.read(MENU);
  }

  private static String part(MimeMessage mail, int place) throws Exception {
    return ((Multipart) mail.getContent())
        .getBodyPart(place)
        .getContent()
        .toString()
        .replace("\r\n", "\n")
        .strip();
  }

  @Test
  void aMailIsAnsweredInItsThreadAndTheNumberInTheAnswerChooses() throws Exception {
    assertThat(scene.post(TestMail.of("1@mail.example", "Shoes", "Hello")).body())
        .contains("\"taken\"");

    MimeMessage first = scene.left(1).get(0);
    assertThat(first.getFrom()[0]).hasToString("The Shop <help@shop.example>");
    assertThat(first.getAllRecipients()[0]).hasToString("ann@mail.example");
    assertThat(first.getSubject()).isEqualTo("Re: Shoes");
    assertThat(first.getHeader("In-Reply-To", null)).isEqualTo("<1@mail.example>");
    assertThat(first.getHeader("References", null)).isEqualTo("<1@mail.example>");
    assertThat(first.getHeader("Auto-Submitted", null)).isEqualTo("auto-replied");
    assertThat(first.getMessageID()).matches("<[0-9a-f-]{36}@shop\\.example>");
    assertThat(first.isMimeType("multipart/alternative")).isTrue();
    assertThat(part(first, 0)).isEqualTo("Which colour?\n1. Red\n2. Blue <3");
    assertThat(part(first, 1)).contains("<p>Which colour?<br>", "2. Blue &lt;3");

    scene.post(
        TestMail.of(
            "2@mail.example",
            "Re: Shoes",
            "2\n\nOn Saturday The Shop wrote:\n> 1. Red",
            "In-Reply-To: " + first.getMessageID(),
            "References: <1@mail.example> " + first.getMessageID()));
    MimeMessage second = scene.left(2).get(1);
    assertThat(part(second, 0)).isEqualTo("You chose blue.");
    assertThat(second.getHeader("References", null).split("\\s+"))
        .containsExactly("<1@mail.example>", first.getMessageID(), "<2@mail.example>");
  }

  @Test
  void aMailThatIsBroughtAgainIsAnsweredOnce() throws Exception {
    String mail = TestMail.of("1@mail.example", "Shoes", "Hello");
    scene.post(mail);
    scene.left(1);
    assertThat(scene.post(mail).body()).contains("\"repeated\"");
    scene.post(TestMail.of("2@mail.example", "Shoes", "Green"));

    assertThat(scene.left(2)).hasSize(2);
    assertThat(messages("select id::text from messages where inbound")).hasSize(2);
  }

  @Test
  void whoIsNotVouchedForAndMachinesAreNotAnswered() throws Exception {
    String forged = TestMail.of("1@mail.example", "Hi", "Hello").replace(TestMail.VOUCHED, "");
    assertThat(scene.post(forged).body()).contains("\"ignored\"", "does not vouch");
    assertThat(
            scene
                .post(
                    TestMail.of(
                        "2@mail.example", "Away", "I am away", "Auto-Submitted: auto-replied"))
                .body())
        .contains("\"ignored\"");
    scene.post(TestMail.of("3@mail.example", "Hi", "Hello"));

    assertThat(scene.left(1)).hasSize(1);
    assertThat(messages("select id::text from messages where inbound")).hasSize(1);
  }

  @Test
  void twoMachinesThatAnswerEachOtherComeToAnEnd() throws Exception {
    HttpResponse<String> last = scene.post(TestMail.of("0@mail.example", "Hi", "Hello"));
    for (int i = 1; i <= EmailLimits.MAILS; i++) {
      last = scene.post(TestMail.of(i + "@mail.example", "Re: Hi", "Hello"));
    }

    assertThat(last.body()).contains("\"ignored\"", "in an hour");
    assertThat(messages("select key from inbound_keys where kind = 1")).hasSize(20);
  }

  @Test
  void aMailThatComesBackHasFailed() throws Exception {
    scene.post(TestMail.of("1@mail.example", "Shoes", "Hello"));
    MimeMessage answer = scene.left(1).get(0);

    assertThat(scene.post(TestMail.bounce(answer.getMessageID(), "failed")).body())
        .contains("\"taken\"");

    Until.holds(
        "it has failed",
        Duration.ofSeconds(60),
        () ->
            TestDatabase.rows(
                    scene.database,
                    "deliveries",
                    "select error_code from deliveries where status = 2")
                .equals(List.of("5.1.1")));
  }

  @Test
  void onlyWhoHasTheSecretBringsMails() throws Exception {
    byte[] mail = TestMail.bytes(TestMail.of("1@mail.example", "Hi", "Hello"));
    assertThat(scene.post(TestMail.ADDRESS, "wrong", mail).statusCode()).isEqualTo(401);
    assertThat(scene.post("other@shop.example", scene.secret, mail).statusCode()).isEqualTo(404);
    assertThat(
            scene
                .post(TestMail.ADDRESS, scene.secret, new byte[EmailLimits.MAIL_BYTES + 1])
                .statusCode())
        .isEqualTo(413);
    assertThat(messages("select id::text from messages")).isEmpty();
  }

  private List<String> messages(String query) throws Exception {
    String table = query.contains("inbound_keys") ? "inbound_keys" : "messages";
    return TestDatabase.rows(scene.database, table, query);
  }
}
