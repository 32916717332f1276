package io.botflow.server.mail;

import io.botflow.server.config.MailConfig;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Mail over SMTP. */
final class SmtpService implements MailService {
  private final MailConfig config;
  private final @Nullable Session session;

  SmtpService(MailConfig config) {
    this.config = config;
    this.session = SmtpSession.of(config);
  }

  /** Says hello to the mail server, and proves who we are where it has to be proved. */
  void greet() throws MessagingException {
    try (Transport transport =
        Objects.requireNonNull(session, "no mail server is set").getTransport()) {
      transport.connect();
    }
  }

  @Override
  public boolean isReady() {
    return session != null;
  }

  @Override
  public void send(Mail mail) throws MessagingException {
    MimeMessage message = new MimeMessage(session);
    message.setFrom(new InternetAddress(config.from()));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.to(), true));
    message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
    message.setText(mail.text(), StandardCharsets.UTF_8.name());
    // No answers by machines (RFC 3834).
    message.setHeader("Auto-Submitted", "auto-generated");
    Transport.send(message);
  }
}
