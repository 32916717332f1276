package io.botflow.server.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a mail is: somebody's words, a mail server's report, or nothing to be answered. */
class MailReaderTest {
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final EmailAccount ACCOUNT =
      new EmailAccount(new UUID(1, 1), new UUID(1, 2), TestMail.ADDRESS, TestMail.TRUSTED, "");

  private static Letter read(String mail) throws Exception {
    return MailReader.read(TestMail.bytes(mail), ACCOUNT, NOW);
  }

  private static Letter.Written written(String mail) throws Exception {
    Letter letter = read(mail);
    assertThat(letter).as("%s", letter).isInstanceOf(Letter.Written.class);
    return (Letter.Written) letter;
  }

  @Test
  void aFirstMailIsItsSubjectAndItsWords() throws Exception {
    Letter.Written mail =
        written(
            TestMail.of(
                "1@mail.example",
                "=?utf-8?Q?Gr=C3=B6=C3=9Fe?= of the shoe",
                "Do you have it in 42?",
                "Date: Sat, 28 Nov 2026 11:59:00 +0000"));

    assertThat(mail.from()).isEqualTo("ann@mail.example");
    assertThat(mail.name()).isEqualTo("Ann Lee");
    assertThat(mail.messageId()).isEqualTo("<1@mail.example>");
    assertThat(mail.at()).isEqualTo(Instant.parse("2026-11-28T11:59:00Z"));
    assertThat(mail.words()).isEqualTo("Größe of the shoe\n\nDo you have it in 42?");
  }

  @Test
  void anAnswerIsItsNewWordsAlone() throws Exception {
    String text =
        """
        The second one

        On Sat, 28 Nov 2026 at 12:00, Shop
        <help@shop.example> wrote:
        > 1. Red
        > 2. Blue
        """;
    Letter.Written mail =
        written(
            TestMail.of(
                "2@mail.example",
                "Re: Size",
                text,
                "In-Reply-To: <a@shop.example>",
                "References: <1@mail.example> <a@shop.example>"));

    assertThat(mail.words()).isEqualTo("The second one");
    assertThat(mail.references()).containsExactly("<1@mail.example>", "<a@shop.example>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Yes.\n\n-- \nAnn Lee, Bakery",
        "Yes.\n\nAm 28.11.2026 um 12:00 schrieb Shop:\n> Really?",
        "Yes.\n\nAm Sa., 28. Nov. 2026 um 12:00 Uhr\nhelp@shop.example schrieb:\n> Really?",
        "Yes.\n\n-----Original Message-----\nFrom: Shop\nReally?",
        "Yes.\n\n________________________________\nFrom: Shop <help@shop.example>\nReally?",
        "Yes.\n\nFrom: Shop <help@shop.example>\nSent: Saturday\nTo: Ann\n\nReally?",
        "Yes.\n\nVon: Shop <help@shop.example>\nGesendet: Samstag\n\nReally?",
        "Yes.\n\nLe 28 nov. 2026 à 12:00, Shop a écrit :\n> Vraiment ?",
        "> Really?\nYes.",
      })
  void whatIsQuotedAndSignedIsNotHeard(String text) {
    assertThat(ReplyText.of(text)).isEqualTo("Yes.");
  }

  @Test
  void whatWouldLeaveNothingIsLeftAsItIs() {
    assertThat(ReplyText.of("> Forwarded to you")).isEqualTo("> Forwarded to you");
    assertThat(ReplyText.of("From: the heart\nI like it")).isEqualTo("From: the heart\nI like it");
  }

  @Test
  void ofHtmlIsHeardWhatItShows() throws Exception {
    String html =
        "<html><head><style>p {color: red}</style></head><body><p>Two of <b>these</b> &amp; one</p>"
            + "<div>Thanks<br>Ann</div><blockquote><p>Older words</p></blockquote></body></html>";
    String mail =
        TestMail.of("3@mail.example", "", html)
            .replace("Content-Type: text/plain", "Content-Type: text/html");

    assertThat(written(mail).words()).isEqualTo("Two of these & one\n\nThanks\nAnn");
  }

  @Test
  void plainTextIsPreferredAndAttachmentsAreLeftAlone() throws Exception {
    String mail =
        TestMail.of("4@mail.example", "Photo", "")
                .replace(
                    "Content-Type: text/plain; charset=utf-8",
                    "Content-Type: multipart/mixed; boundary=m")
            + """
            --m
            Content-Type: multipart/alternative; boundary=a

            --a
            Content-Type: text/html

            <p>HTML</p>
            --a
            Content-Type: text/plain; charset=unheard-of

            Plain
            --a--
            --m
            Content-Type: text/plain
            Content-Disposition: attachment; filename=a.txt

            Attached
            --m--
            """;

    assertThat(written(mail).words()).isEqualTo("Photo\n\nPlain");
  }

  @Test
  void theSameMailHasTheSameKeyAlsoWithoutAnId() throws Exception {
    String mail = TestMail.of("5@mail.example", "Hi", "Hello").replace("Message-ID", "X-Other");

    assertThat(written(mail).messageId()).isNull();
    assertThat(written(mail).key()).isEqualTo(written(mail).key());
    String other = TestMail.of("5@mail.example", "Hi", "Hello!").replace("Message-ID", "X-Other");
    assertThat(written(other).key()).isNotEqualTo(written(mail).key());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Auto-Submitted: auto-replied|by a machine",
        "Precedence: bulk|to many",
        "List-Id: <news.mail.example>|to many",
        "X-Auto-Response-Suppress: All|by a machine",
        "Return-Path: <>|takes no answers",
        "From: ben@mail.example|no single sender",
      })
  void noMachineIsAnswered(String header, String why) throws Exception {
    assertThat(read(TestMail.of("6@mail.example", "Hi", "Hello", header)))
        .isInstanceOfSatisfying(
            Letter.Unanswered.class, mail -> assertThat(mail.why()).contains(why));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"MAILER-DAEMON@mail.example", "no-reply@mail.example", "help@shop.example"})
  void neitherAreThoseWhoTakeNoAnswersNorTheAddressItself(String from) throws Exception {
    String mail = TestMail.of("7@mail.example", "Hi", "Hello").replace("Ann@mail.example", from);

    assertThat(read(mail)).isInstanceOf(Letter.Unanswered.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mx.shop.example; dmarc=pass header.from=mail.example|true",
        "mx.shop.example; dmarc=pass (p=reject; x) header.from=\"mail.example\"|true",
        "mx.shop.example; dkim=pass header.d=mail.example|true",
        "MX.shop.example; spf=pass smtp.mailfrom=bounce@out.mail.example|true",
        "mx.shop.example; dkim=pass header.d=evil.example; dmarc=none|false",
        "mx.shop.example; dmarc=pass header.from=evil.example|false",
        "mx.shop.example; dmarc=fail header.from=mail.example; spf=pass smtp.mailfrom=mail.example|false",
        "mx.shop.example; spf=fail smtp.mailfrom=mail.example|false",
        "mx.shop.example; none|false",
        "mx.shop.example; x=\"; dmarc=pass header.from=mail.example\"|false",
        "mx.shop.example; (dmarc=pass header.from=mail.example)|false",
        "mx.evil.example; dmarc=pass header.from=mail.example|false",
      })
  void aSenderIsBelievedWhereTheTrustedServerVouches(String results, boolean believed)
      throws Exception {
    String mail =
        TestMail.of("8@mail.example", "Hi", "Hello")
            .replace(TestMail.VOUCHED, "Authentication-Results: " + results + "\r\n");

    assertThat(read(mail) instanceof Letter.Written).isEqualTo(believed);
  }

  @Test
  void whatASenderWroteItselfVouchesForNothing() throws Exception {
    String forged =
        TestMail.of("9@mail.example", "Hi", "Hello")
            .replace(
                TestMail.VOUCHED,
                "Authentication-Results: mx.shop.example; dmarc=fail header.from=mail.example\r\n"
                    + TestMail.VOUCHED);
    String none = TestMail.of("9@mail.example", "Hi", "Hello").replace(TestMail.VOUCHED, "");

    assertThat(read(forged)).isInstanceOf(Letter.Unanswered.class);
    assertThat(read(none)).isInstanceOf(Letter.Unanswered.class);
  }

  @Test
  void aReportOfAMailThatFailedNamesIt() throws Exception {
    assertThat(read(TestMail.bounce("<abc@shop.example>", "failed")))
        .isEqualTo(
            new Letter.Bounced("<abc@shop.example>", "5.1.1", "smtp; 550 5.1.1 User unknown"));
    assertThat(read(TestMail.bounce("<abc@shop.example>", "delayed")))
        .isInstanceOf(Letter.Unanswered.class);
    assertThat(read(TestMail.bounce("<abc@other.example>", "failed")))
        .isInstanceOf(Letter.Unanswered.class);
  }

  @Test
  void datesThatMakeNoSenseAreNow() throws Exception {
    for (String date : new String[] {"Mon, 1 Jan 2029 00:00:00 +0000", "yesterday", ""}) {
      String mail = TestMail.of("10@mail.example", "Hi", "Hello", "Date: " + date);
      assertThat(written(mail).at()).isEqualTo(NOW);
    }
  }
}
