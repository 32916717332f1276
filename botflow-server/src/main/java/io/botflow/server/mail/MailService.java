package io.botflow.server.mail;

/** Hands mails over. Thread-safe. */
interface MailService {

  /** Whether mail can leave at all. */
  boolean isReady();

  /**
   * Hands a mail over.
   *
   * @throws jakarta.mail.MessagingException when it is not taken
   */
  void send(Mail mail) throws jakarta.mail.MessagingException;
}
