package io.botflow.server.doctor;

import io.botflow.server.config.MailConfig;
import io.botflow.server.config.ServerConfig;
import io.botflow.server.mail.MailCheck;
import java.util.List;

/** Whether mail can leave: the mail server is there, its certificate is good, it lets us in. */
final class MailExamination implements Examination {
  private static final String SUBJECT = "mail";

  @Override
  public List<Finding> examine(ServerConfig config) {
    MailConfig mail = config.mail();
    if (mail.local()) {
      return List.of(
          Finding.attention(
              SUBJECT,
              "Mails are shown in the log and at /mails, and are not sent.",
              "Set BOTFLOW_MAIL_HOST in place of BOTFLOW_MAIL_LOCAL where others use the server."));
    }
    if (mail.host() == null) {
      return List.of(
          Finding.attention(
              SUBJECT,
              "No mail server is set: nobody can sign up or get a new password.",
              "Set BOTFLOW_MAIL_HOST, or BOTFLOW_MAIL_LOCAL=true for a trial."));
    }
    String problem = MailCheck.problem(mail);
    String server = mail.host() + ":" + mail.port();
    return List.of(
        problem == null
            ? Finding.ok(SUBJECT, server + " takes mail from us.")
            : Finding.failed(
                SUBJECT,
                server + " does not let us in: " + problem,
                "Look at BOTFLOW_MAIL_HOST, _PORT, _ENCRYPTION, _USER and _PASSWORD."));
  }
}
