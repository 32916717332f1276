package io.botflow.server.mail;

import io.botflow.server.config.MailConfig;
import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** How mails leave by SMTP. */
public final class SmtpSession {
  private static final String LIMIT_MILLIS = "10000";

  private SmtpSession() {}

  /** The way to the mail server of the settings; null where there is none. */
  public static @Nullable Session of(MailConfig config) {
    String host = config.host();
    if (host == null) {
      return null;
    }
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
}
