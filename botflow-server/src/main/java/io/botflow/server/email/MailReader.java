package io.botflow.server.email;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads mails as they come (RFC 5322) and tells who is to be answered: people whose address the
 * trusted mail server vouches for, and no machines (RFC 3834). Thread-safe.
 */
final class MailReader {
  private static final Pattern MESSAGE_ID =
      Pattern.compile("<[^<>\\s\\p{Cntrl}]{1," + EmailLimits.ID_LENGTH + "}>");

  private static final Pattern NOBODY =
      Pattern.compile("(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)([+=-].*)?");

  private static final Pattern BULK = Pattern.compile("bulk|list|junk|auto_reply");

  private static final Session SESSION = Session.getInstance(lenient());

  private MailReader() {}

  /** What mail programs send is seldom quite what the standards say. */
  private static Properties lenient() {
    Properties settings = new Properties();
    settings.put("mail.mime.address.strict", "false");
    settings.put("mail.mime.parameters.strict", "false");
    return settings;
  }

  /**
   * Reads a mail.
   *
   * @param account whom it was brought for
   * @param now for a mail whose own date makes no sense
   * @throws MessagingException when it is no mail at all
   * @throws IOException when its content is broken
   */
  static Letter read(byte[] bytes, EmailAccount account, Instant now)
      throws MessagingException, IOException {
    MimeMessage mail = new MimeMessage(SESSION, new ByteArrayInputStream(bytes));
    if (BounceReader.isReport(mail)) {
      Letter bounce = BounceReader.read(mail, account.domain());
      return bounce == null ? new Letter.Unanswered("a report of a mail server") : bounce;
    }
    InternetAddress from = sender(mail);
    if (from == null) {
      return new Letter.Unanswered("it has no single sender");
    }
    String address = from.getAddress().toLowerCase(Locale.ROOT);
    String machine = machine(mail, address, account);
    if (machine != null) {
      return new Letter.Unanswered(machine);
    }
    String domain = address.substring(address.lastIndexOf('@') + 1);
    if (!AuthenticationResults.prove(
        headers(mail, "Authentication-Results"), account.trustedHost(), domain)) {
      return new Letter.Unanswered(account.trustedHost() + " does not vouch for its sender");
    }
    String id = first(ids(headers(mail, "Message-ID")));
    // Hashed: keys outlive the conversation by days, also where a person is erased.
    byte[] same = id == null ? bytes : (id + " " + address).getBytes(StandardCharsets.UTF_8);
    String key = hash(same);
    String text = MailText.of(mail);
    return new Letter.Written(
        address,
        line(from.getPersonal()),
        id,
        key,
        subject(mail),
        references(mail),
        at(mail.getSentDate(), now),
        text.length() > EmailLimits.TEXT_LENGTH
            ? text.substring(0, EmailLimits.TEXT_LENGTH)
            : text);
  }

  /** The only sender; null where there is none, or several, or none that can be answered to. */
  private static @Nullable InternetAddress sender(MimeMessage mail) throws MessagingException {
    Address[] all = mail.getFrom();
    if (all == null
        || all.length != 1
        || headers(mail, "From").size() != 1
        || !(all[0] instanceof InternetAddress from)) {
      return null;
    }
    String address = from.getAddress();
    boolean whole =
        address != null
            && address.length() <= EmailLimits.ID_LENGTH
            && address.matches("[^@\\s\\p{Cntrl}<>,;:]+@[^@\\s\\p{Cntrl}<>,;:]+");
    return whole ? from : null;
  }

  /** Why nobody sits behind it; null where somebody may. */
  private static @Nullable String machine(MimeMessage mail, String from, EmailAccount account)
      throws MessagingException {
    String submitted = header(mail, "Auto-Submitted");
    if (!submitted.isEmpty() && !submitted.startsWith("no")) {
      return "it was sent by a machine (Auto-Submitted)";
    }
    if (from.equals(account.address())) {
      return "it comes from the address itself";
    }
    if (BULK.matcher(header(mail, "Precedence")).matches()
        || !headers(mail, "List-Id").isEmpty()
        || !headers(mail, "List-Unsubscribe").isEmpty()) {
      return "it went to many";
    }
    if (!header(mail, "X-Autoreply").isEmpty()
        || !header(mail, "X-Autorespond").isEmpty()
        || header(mail, "X-Auto-Response-Suppress").contains("all")) {
      return "it was sent by a machine";
    }
    if (header(mail, "Return-Path").equals("<>")
        || NOBODY.matcher(from.substring(0, from.lastIndexOf('@'))).matches()) {
      return "its sender takes no answers";
    }
    return null;
  }

  private static Instant at(@Nullable Date date, Instant now) {
    Instant at = date == null ? now : date.toInstant();
    return at.isAfter(now) || at.isBefore(now.minus(EmailLimits.OLDEST)) ? now : at;
  }

  private static String subject(MimeMessage mail) throws MessagingException {
    String subject = line(mail.getSubject());
    if (subject == null) {
      return "";
    }
    return subject.length() > EmailLimits.SUBJECT_LENGTH
        ? subject.substring(0, EmailLimits.SUBJECT_LENGTH)
        : subject;
  }

  private static @Nullable String line(@Nullable String text) {
    String line = text == null ? "" : text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.isEmpty() ? null : line;
  }

  /** The oldest first; In-Reply-To stands in where there is nothing else. */
  private static List<String> references(MimeMessage mail) throws MessagingException {
    List<String> references = ids(headers(mail, "References"));
    return references.isEmpty() ? ids(headers(mail, "In-Reply-To")) : references;
  }

  static List<String> ids(List<String> headers) {
    List<String> ids = new ArrayList<>();
    for (String header : headers) {
      Matcher found = MESSAGE_ID.matcher(header);
      while (found.find()) {
        ids.add(found.group());
      }
    }
    return ids;
  }

  private static @Nullable String first(List<String> all) {
    return all.isEmpty() ? null : all.get(0);
  }

  static List<String> headers(MimeMessage mail, String name) throws MessagingException {
    String[] values = mail.getHeader(name);
    return values == null ? List.of() : List.of(values);
  }

  private static String header(MimeMessage mail, String name) throws MessagingException {
    String[] values = mail.getHeader(name);
    return values == null ? "" : values[0].strip().toLowerCase(Locale.ROOT);
  }

  /** SHA-256 in hexadecimal. */
  static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
