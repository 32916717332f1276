package io.botflow.server.email;

import io.botflow.BotFlow;
import io.botflow.message.ChannelEvent;
import io.botflow.message.ChannelProblem;
import io.botflow.message.ChannelUser;
import io.botflow.message.DeliveryStatus;
import io.botflow.message.InboundMessage;
import io.botflow.message.MessageContent;
import io.botflow.spi.Store;
import io.botflow.spi.StoreUnavailable;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a mail that was brought. Thread-safe. */
final class EmailReception {
  private static final Logger LOG = LoggerFactory.getLogger(EmailReception.class);

  private static final String BOUNCED =
      "The mail could not be delivered. Check the address; the mail server's words are below.";

  private final EmailTable table;
  private final BotFlow bots;
  private final Store store;

  @Inject
  EmailReception(EmailTable table, BotFlow bots, Store store) {
    this.table = table;
    this.bots = bots;
    this.store = store;
  }

  /** What became of it. */
  sealed interface Outcome {
    /** It is durable; {@code again} where it was before. */
    record Taken(boolean again) implements Outcome {}

    /** It is kept as something that nobody answers. */
    record Ignored(String why) implements Outcome {}

    /** It is no mail. */
    record Unreadable() implements Outcome {}
  }

  /**
   * Takes a mail that somebody brought who may.
   *
   * @throws StoreUnavailable when it is not durable; it has to be brought again
   */
  Outcome take(EmailAccount account, byte[] bytes) {
    Instant now = store.now();
    Letter letter;
    try {
      letter = MailReader.read(bytes, account, now);
    } catch (MessagingException | IOException e) {
      LOG.info("A mail for {} cannot be read: {}", account.id(), e.getClass().getName());
      return new Outcome.Unreadable();
    }
    return switch (letter) {
      case Letter.Written mail -> take(account, mail);
      case Letter.Bounced bounce -> taken(bounced(account, bounce, now));
      case Letter.Unanswered mail -> ignored(account, mail.why());
    };
  }

  private Outcome take(EmailAccount account, Letter.Written mail) {
    String words = mail.words();
    if (table.note(account, mail) > EmailLimits.MAILS) {
      return ignored(account, "more than " + EmailLimits.MAILS + " mails of one sender in an hour");
    }
    MessageContent content =
        words.isEmpty()
            ? new MessageContent.Unsupported("mail without text", null)
            : new MessageContent.Text(words.replace("\0", ""));
    return taken(
        new ChannelEvent.Received(
            account.channelAddress(),
            new ChannelUser(mail.from(), null, mail.name(), null),
            new InboundMessage(mail.key(), content, mail.at())));
  }

  private static ChannelEvent bounced(EmailAccount account, Letter.Bounced bounce, Instant now) {
    String id = bounce.messageId();
    return new ChannelEvent.StatusChanged(
        account.channelAddress(),
        id,
        id.substring(1, id.lastIndexOf('@')),
        DeliveryStatus.FAILED,
        now,
        null,
        null,
        List.of(new ChannelProblem(bounce.status(), null, bounce.why(), BOUNCED)));
  }

  private Outcome taken(ChannelEvent event) {
    return new Outcome.Taken(bots.receive(event).taken() == 0);
  }

  private static Outcome ignored(EmailAccount account, String why) {
    LOG.info("A mail for {} is not answered: {}", account.id(), why);
    return new Outcome.Ignored(why);
  }
}
