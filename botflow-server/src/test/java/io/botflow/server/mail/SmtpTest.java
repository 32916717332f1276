package io.botflow.server.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.botflow.server.config.MailConfig;
import io.botflow.server.config.MailConfig.Encryption;
import io.botflow.server.config.ServerConfig;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mails leave over SMTP as the settings say, or not at all. */
class SmtpTest {
  private static final Mail MAIL = new Mail("ada@example.org", "Grüße", "Hello\n");

  @TempDir private Path folder;
  private SSLContext trust;

  SmtpTest() throws Exception {
    trust = SSLContext.getDefault();
  }

  @BeforeEach
  void rememberTrust() throws Exception {
    trust = SSLContext.getDefault();
  }

  @AfterEach
  void trustAsBefore() {
    SSLContext.setDefault(trust);
  }

  @Test
  void logsInAfterStartTls() throws Exception {
    SSLContext certificate = PostOffice.certificate(folder, "localhost");
    try (PostOffice office = PostOffice.strict(certificate)) {
      SSLContext.setDefault(certificate);
      new SmtpService(office.settings(Encryption.STARTTLS, PostOffice.PASSWORD)).send(MAIL);
      MimeMessage came = office.next();
      assertThat(came.getSubject()).isEqualTo("Grüße");
      assertThat(came.getContent()).isEqualTo("Hello\r\n");
      assertThat(came.getFrom()[0]).hasToString("BotFlow <bots@example.org>");
      assertThat(came.getHeader("Auto-Submitted")).containsExactly("auto-generated");

      MailConfig wrong = office.settings(Encryption.STARTTLS, "wrong");
      assertThatThrownBy(() -> new SmtpService(wrong).send(MAIL))
          .isInstanceOf(AuthenticationFailedException.class);
      assertThat(office.isEmpty()).isTrue();
    }
  }

  @Test
  void saysNothingToAServerThatItCannotBeSureOf() throws Exception {
    SSLContext certificate = PostOffice.certificate(folder, "localhost");
    try (PostOffice office = PostOffice.strict(certificate)) {
      MailConfig settings = office.settings(Encryption.STARTTLS, PostOffice.PASSWORD);
      assertThatThrownBy(() -> new SmtpService(settings).send(MAIL))
          .as("a certificate that nobody vouches for")
          .isInstanceOf(MessagingException.class);
    }
    SSLContext another = PostOffice.certificate(folder, "elsewhere.example");
    try (PostOffice office = PostOffice.strict(another)) {
      SSLContext.setDefault(another);
      MailConfig settings = office.settings(Encryption.STARTTLS, PostOffice.PASSWORD);
      assertThatThrownBy(() -> new SmtpService(settings).send(MAIL))
          .as("a good certificate of another host")
          .isInstanceOf(MessagingException.class);
    }
    try (PostOffice office = PostOffice.open()) {
      MailConfig settings = office.settings(Encryption.STARTTLS, null);
      assertThatThrownBy(() -> new SmtpService(settings).send(MAIL))
          .as("no encryption where it has to be")
          .isInstanceOf(MessagingException.class);
      assertThat(office.asked()).isZero();
    }
  }

  @Test
  void whatPassesIsTriedAgainAndWhatDoesNotIsNot() throws Exception {
    try (PostOffice office = PostOffice.open()) {
      Mailer mailer = mailer(office);
      office.refuse(2);
      mailer.send(MailKind.PASSWORD_CHANGED, "en", "ada@example.org", values());
      assertThat(office.next().getSubject()).isEqualTo("Your password was changed");
      assertThat(office.asked()).isEqualTo(3);

      mailer.send(MailKind.PASSWORD_CHANGED, "en", "nobody@example.org", values());
      mailer.send(MailKind.PASSWORD_CHANGED, "nl", "ada@example.org", values());
      assertThat(office.next().getSubject()).isEqualTo("Je wachtwoord is gewijzigd");
      assertThat(office.asked()).as("nobody once, Ada once").isLessThanOrEqualTo(5);
    }
  }

  @Test
  void aNameCannotWriteHeadersOrReceivers() throws Exception {
    try (PostOffice office = PostOffice.open()) {
      mailer(office)
          .send(
              MailKind.INVITATION,
              "en",
              "ada@example.org",
              Map.of(
                  "name",
                  "Eve\r\nBcc: eve@example.org",
                  "organization",
                  "Shop\r\nBcc: eve@example.org\r\n\r\nPay here",
                  "link",
                  "https://bots.example.org/invitation#x"));
      MimeMessage came = office.next();
      assertThat(came.getHeader("Bcc")).isNull();
      assertThat(came.getAllRecipients()).hasSize(1);
      assertThat(came.getSubject()).contains("Shop");
    }
  }

  private static Map<String, String> values() {
    return Map.of("name", "Ada", "link", "https://bots.example.org/");
  }

  private static Mailer mailer(PostOffice office) {
    ServerConfig config = ServerConfig.read(Map.of());
    return new Mailer(
        new SmtpService(office.settings(Encryption.NONE, null)),
        config.api(),
        config.http(),
        List.of(Duration.ZERO, Duration.ZERO, Duration.ZERO));
  }
}
