package io.botflow.server.email;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes answers: in the thread of the mail that they answer, as text and as HTML, and marked so
 * that no machine answers them (RFC 3834).
 */
final class MailWriter {
  private static final String UTF_8 = StandardCharsets.UTF_8.name();
  private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]*[^\\s<>\".,;:!?)\\]]");

  /** Beginnings of a subject that say that it answers one. */
  private static final Pattern ANSWERS = Pattern.compile("(?:re|aw|antw|sv|vs|res?)\\s*:.*");

  private MailWriter() {}

  /**
   * What is to be written.
   *
   * @param id the Message-ID, the same whenever the same message is sent
   * @param from the connected address
   */
  record Answer(String id, String from, String to, EmailTable.MailThread thread, String text) {}

  static MimeMessage write(Session session, Answer answer, Instant now) throws MessagingException {
    MimeMessage mail = new Identified(session, answer.id());
    EmailTable.MailThread thread = answer.thread();
    mail.setFrom(address(answer.from(), thread.sender()));
    mail.setRecipient(Message.RecipientType.TO, address(answer.to(), null));
    mail.setSubject(subject(answer), UTF_8);
    mail.setSentDate(Date.from(now));
    mail.setHeader(
        "Auto-Submitted", thread.messageId() == null ? "auto-generated" : "auto-replied");
    mail.setHeader("X-Auto-Response-Suppress", "All");
    if (thread.messageId() != null) {
      mail.setHeader("In-Reply-To", thread.messageId());
      mail.setHeader("References", String.join("\r\n ", references(thread)));
    }
    MimeBodyPart plain = new MimeBodyPart();
    plain.setText(answer.text(), UTF_8);
    MimeBodyPart html = new MimeBodyPart();
    html.setText(html(answer.text()), UTF_8, "html");
    mail.setContent(new MimeMultipart("alternative", plain, html));
    mail.saveChanges();
    return mail;
  }

  /** Jakarta Mail gives every mail an id of its own as it is saved. */
  private static final class Identified extends MimeMessage {
    private final String id;

    private Identified(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }

  private static InternetAddress address(String address, @Nullable String name)
      throws MessagingException {
    InternetAddress read = new InternetAddress(address, true);
    if (name != null) {
      try {
        read.setPersonal(name.replaceAll("\\p{Cntrl}", " "), UTF_8);
      } catch (UnsupportedEncodingException e) {
        throw new IllegalStateException("every Java has UTF-8", e);
      }
    }
    return read;
  }

  private static String subject(Answer answer) {
    String subject = answer.thread().subject();
    if (subject.isEmpty()) {
      String sender = answer.thread().sender();
      return sender == null ? answer.from() : sender.replaceAll("\\p{Cntrl}", " ");
    }
    return ANSWERS.matcher(subject.toLowerCase(Locale.ROOT)).matches() ? subject : "Re: " + subject;
  }

  /** The first mail of the thread and the last ones. */
  private static List<String> references(EmailTable.MailThread thread) {
    List<String> all = new ArrayList<>(thread.references());
    if (thread.messageId() != null && !all.contains(thread.messageId())) {
      all.add(thread.messageId());
    }
    if (all.size() <= EmailLimits.REFERENCES) {
      return all;
    }
    List<String> some = new ArrayList<>();
    some.add(all.get(0));
    some.addAll(all.subList(all.size() - EmailLimits.REFERENCES + 1, all.size()));
    return some;
  }

  private static String html(String text) {
    StringBuilder html = new StringBuilder("<!doctype html><html><body>");
    for (String paragraph : text.strip().split("\\n\\s*\\n", -1)) {
      html.append("<p>").append(linked(paragraph).replace("\n", "<br>\n")).append("</p>\n");
    }
    return html.append("</body></html>").toString();
  }

  private static String linked(String text) {
    StringBuilder linked = new StringBuilder();
    int[] end = {0};
    LINK.matcher(text)
        .results()
        .forEach(
            link -> {
              String address = escape(link.group());
              linked.append(escape(text.substring(end[0], link.start())));
              linked.append("<a href=\"").append(address).append("\">");
              linked.append(address).append("</a>");
              end[0] = link.end();
            });
    return linked.append(escape(text.substring(end[0]))).toString();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
