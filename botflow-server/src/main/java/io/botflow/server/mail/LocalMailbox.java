package io.botflow.server.mail;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the last mails in memory and shows them in the log: for demos on one's own machine. */
final class LocalMailbox implements MailService {
  private static final Logger LOG = LoggerFactory.getLogger(LocalMailbox.class);
  private static final int MOST_KEPT = 100;

  private final Deque<Mail> mails = new ArrayDeque<>();

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public synchronized void send(Mail mail) {
    if (mails.size() == MOST_KEPT) {
      mails.removeLast();
    }
    mails.addFirst(mail);
    LOG.info("Mail to {}: {}: {}", mail.to(), mail.subject(), mail.text());
  }

  /** The newest first. */
  synchronized List<Mail> mails() {
    return List.copyOf(mails);
  }
}
