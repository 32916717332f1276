package io.botflow.server.mail;

import io.botflow.server.config.MailConfig;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Mail over SMTP. */
final class SmtpService implements MailService {
  private static final String LIMIT_MILLIS = "10000";

  private final MailConfig config;
  private final @Nullable Session session;

  SmtpService(MailConfig config) {
    this.config = config;
    this.session = config.host() == null ? null : session(config, config.host());
  }

  private static Session session(MailConfig config, String host) {
    Properties settings = new Properties();
    String protocol = config.encryption() == MailConfig.Encryption.TLS ? "smtps" : "smtp";
    settings.put("mail.transport.protocol", protocol);
    String prefix = "mail." + protocol + ".";
    settings.put(prefix + "host", host);
    settings.put(prefix + "port", Integer.toString(config.port()));
    settings.put(prefix + "connectiontimeout", LIMIT_MILLIS);
    settings.put(prefix + "timeout", LIMIT_MILLIS);
    settings.put(prefix + "writetimeout", LIMIT_MILLIS);
    settings.put(prefix + "ssl.checkserveridentity", "true");
    if (config.encryption() == MailConfig.Encryption.STARTTLS) {
      settings.put(prefix + "starttls.enable", "true");
      settings.put(prefix + "starttls.required", "true");
    }
    if (config.user() == null) {
      return Session.getInstance(settings);
    }
    settings.put(prefix + "auth", "true");
    String password = config.password() == null ? "" : config.password().reveal();
    return Session.getInstance(
        settings,
        new Authenticator() {
          @Override
          protected PasswordAuthentication getPasswordAuthentication() {
            return new PasswordAuthentication(config.user(), password);
          }
        });
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
