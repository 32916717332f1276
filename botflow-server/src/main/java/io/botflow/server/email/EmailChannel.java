package io.botflow.server.email;

import io.botflow.message.ChannelLimits;
import io.botflow.message.ChannelProblem;
import io.botflow.message.MessageContent;
import io.botflow.message.Wording;
import io.botflow.server.config.MailConfig;
import io.botflow.server.mail.SmtpSession;
import io.botflow.spi.Channel;
import io.botflow.spi.Pace;
import io.botflow.spi.SendResult;
import io.botflow.spi.SendResult.Scope;
import io.botflow.spi.Sending;
import io.botflow.spi.StoreUnavailable;
import jakarta.inject.Inject;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * E-mail as a channel: each message is a mail of its own, in the thread of the person's last one,
 * over the mail server of the settings. A mail that is sent again has the same Message-ID, by which
 * mail programs show it once.
 */
final class EmailChannel implements Channel {
  private static final Logger LOG = LoggerFactory.getLogger(EmailChannel.class);

  private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
  private static final Duration OWNER_WAIT = Duration.ofMinutes(1);
  private static final int MOST_DOUBLINGS = 8;

  private static final int FAILED_FOR_GOOD = 500;
  private static final int FAILED_FOR_NOW = 400;

  private final EmailTable table;
  private final @Nullable Session session;

  @Inject
  EmailChannel(EmailTable table, MailConfig config) {
    this.table = table;
    this.session = SmtpSession.of(config);
  }

  @Override
  public String name() {
    return EmailAccount.CHANNEL;
  }

  @Override
  public ChannelLimits limits() {
    return EmailLimits.SHOWN;
  }

  @Override
  public Pace pace() {
    return EmailLimits.PACE;
  }

  @Override
  public List<MessageContent> fit(MessageContent content) {
    return EmailLimits.FIT.of(content);
  }

  @Override
  public SendResult send(Sending sending) {
    if (!sending.mayBeSent()) {
      return notSent(sending, "its lease was over");
    }
    String to = sending.to().userId();
    if (to == null) {
      return rejected("no_address", "The contact has no e-mail address.");
    }
    if (session == null) {
      return owner("mail_not_set_up", "This server sends no mail. Set BOTFLOW_MAIL_HOST.");
    }
    if (sending.message().content() instanceof MessageContent.Reaction) {
      return new SendResult.Accepted(id(sending));
    }
    try {
      EmailTable.MailThread thread = table.thread(sending.organization(), sending.channel(), to);
      String text = Wording.of(sending.message().content());
      MimeMessage mail =
          MailWriter.write(
              session,
              new MailWriter.Answer(id(sending), sending.from().account(), to, thread, text),
              sending.lease().now());
      return handOver(session, mail, sending);
    } catch (StoreUnavailable e) {
      return notSent(sending, "the database is away");
    } catch (AddressException e) {
      return rejected("bad_address", "An address is not one that mail can be sent to.");
    } catch (MessagingException e) {
      return rejected("bad_mail", "The mail cannot be written: " + e.getMessage());
    }
  }

  private static String id(Sending sending) {
    String from = sending.from().account();
    return "<" + sending.id() + from.substring(from.lastIndexOf('@')) + ">";
  }

  private static SendResult handOver(Session session, MimeMessage mail, Sending sending)
      throws MessagingException {
    Transport transport = session.getTransport();
    try {
      try {
        transport.connect();
      } catch (AuthenticationFailedException e) {
        return owner("mail_login", "The mail server does not accept the account. " + HINT);
      } catch (MessagingException e) {
        return notSent(sending, "the mail server cannot be reached");
      }
      transport.sendMessage(mail, mail.getAllRecipients());
      return new SendResult.Accepted(id(sending));
    } catch (MessagingException e) {
      return refused(e, sending);
    } finally {
      close(transport);
    }
  }

  private static final String HINT = "Check BOTFLOW_MAIL_USER and BOTFLOW_MAIL_PASSWORD.";

  private static void close(Transport transport) {
    try {
      transport.close();
    } catch (MessagingException e) {
      LOG.debug("The mail server did not say goodbye: {}", e.getMessage());
    }
  }

  /** The mail server's own code decides; without one nobody knows. */
  private static SendResult refused(MessagingException problem, Sending sending) {
    for (Exception one = problem;
        one instanceof MessagingException mail;
        one = mail.getNextException()) {
      int code = code(mail);
      if (code >= FAILED_FOR_GOOD) {
        return rejected("smtp_" + code, "The mail server does not take it: " + mail.getMessage());
      }
      if (code >= FAILED_FOR_NOW) {
        return new SendResult.RetryAfter(
            wait(sending),
            Scope.MESSAGE,
            new ChannelProblem("smtp_" + code, null, mail.getMessage()));
      }
    }
    return new SendResult.Unknown("the mail server did not say whether it took it");
  }

  private static int code(MessagingException problem) {
    return switch (problem) {
      case SMTPAddressFailedException failed -> failed.getReturnCode();
      case SMTPSenderFailedException failed -> failed.getReturnCode();
      case SMTPSendFailedException failed -> failed.getReturnCode();
      default -> 0;
    };
  }

  private static Duration wait(Sending sending) {
    return FIRST_WAIT.multipliedBy(1L << Math.clamp(sending.attempt() - 1, 0, MOST_DOUBLINGS));
  }

  private static SendResult notSent(Sending sending, String why) {
    return new SendResult.RetryAfter(
        wait(sending), Scope.MESSAGE, new ChannelProblem(ChannelProblem.NOT_SENT, null, why));
  }

  private static SendResult owner(String code, String advice) {
    return new SendResult.RetryAfter(
        OWNER_WAIT, Scope.ACCOUNT, new ChannelProblem(code, null, null, advice));
  }

  private static SendResult rejected(String code, String details) {
    return new SendResult.Rejected(new ChannelProblem(code, null, details, details), Scope.MESSAGE);
  }
}
