package io.botflow.server.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How mail leaves.
 *
 * @param host of the SMTP server; null for no mail
 * @param from the sender's address
 * @param local whether mails are shown in the log and, to this machine alone, at {@code /mails}:
 *     for demos, since whoever reads them may log in as their receiver
 */
public record MailConfig(
    @Nullable String host,
    int port,
    Encryption encryption,
    @Nullable String user,
    @Nullable Secret password,
    String from,
    boolean local) {

  /** How the way to the SMTP server is protected. */
  public enum Encryption {
    /** Begins in the clear and insists on encryption before anything is said: port 587. */
    STARTTLS,
    /** Encrypted from the first byte: port 465. */
    TLS,
    /** Not at all: for a server on the same machine. */
    NONE
  }

  static MailConfig read(Settings settings) {
    String name =
        settings
            .about("how the way to the mail server is protected: starttls, tls or none")
            .text("mail.encryption", "starttls");
    Encryption encryption = Encryption.STARTTLS;
    try {
      encryption = Encryption.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      settings.problem("BOTFLOW_MAIL_ENCRYPTION has to be starttls, tls or none");
    }
    MailConfig config =
        new MailConfig(
            settings
                .about("the SMTP server; without it no mail is sent, and nobody can sign up")
                .text("mail.host"),
            settings
                .about("its port; 465 where the encryption is tls")
                .number("mail.port", encryption == Encryption.TLS ? 465 : 587, 1, 65_535),
            encryption,
            settings.about("the account at the SMTP server").text("mail.user"),
            settings.about("its password").secret("mail.password"),
            settings.about("the sender of mails").text("mail.from", "BotFlow <botflow@localhost>"),
            settings
                .about(
                    "shows mails in the log and, to this machine alone, at /mails in place of sending them: for demos")
                .flag("mail.local", false));
    if (config.local() && config.host() != null) {
      settings.problem(
          "BOTFLOW_MAIL_LOCAL shows mails here; BOTFLOW_MAIL_HOST sends them: one of both");
    }
    return config;
  }
}
