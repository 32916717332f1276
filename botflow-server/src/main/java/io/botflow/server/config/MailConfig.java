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
    String name = settings.text("mail.encryption", "starttls");
    Encryption encryption = Encryption.STARTTLS;
    try {
      encryption = Encryption.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      settings.problem("BOTFLOW_MAIL_ENCRYPTION has to be starttls, tls or none");
    }
    MailConfig config =
        new MailConfig(
            settings.text("mail.host"),
            settings.number("mail.port", encryption == Encryption.TLS ? 465 : 587, 1, 65_535),
            encryption,
            settings.text("mail.user"),
            settings.secret("mail.password"),
            settings.text("mail.from", "BotFlow <botflow@localhost>"),
            settings.flag("mail.local"));
    if (config.local() && config.host() != null) {
      settings.problem(
          "BOTFLOW_MAIL_LOCAL shows mails here; BOTFLOW_MAIL_HOST sends them: one of both");
    }
    return config;
  }
}
