package io.botflow.server.mail;

import io.botflow.server.config.MailConfig;
import jakarta.mail.MessagingException;
import org.jspecify.annotations.Nullable;

/** Whether the mail server lets us in; sends nothing. */
public final class MailCheck {
  private MailCheck() {}

  /**
   * What stands in the way; null for nothing. Takes seconds where nobody answers.
   *
   * @param config with a host
   */
  public static @Nullable String problem(MailConfig config) {
    try {
      new SmtpService(config).greet();
      return null;
    } catch (MessagingException e) {
      return e.getMessage();
    }
  }
}
