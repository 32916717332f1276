package io.botflow.server.email;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what mail servers report about our mails (RFC 3464). Whoever writes such a report has to
 * know the id of a mail of ours, which nobody can guess.
 */
final class BounceReader {
  /** Headers and fields, not the mail that is given back. */
  private static final int MOST_BYTES = 64 * 1024;

  private static final int FIELD_LENGTH = 500;

  private static final Pattern STATUS = Pattern.compile("[245]\\.\\d{1,3}\\.\\d{1,3}");

  private BounceReader() {}

  static boolean isReport(MimeMessage mail) throws MessagingException {
    return mail.isMimeType("multipart/report");
  }

  /** What became of a mail of ours; null where the report tells no end of one. */
  static Letter.@Nullable Bounced read(MimeMessage mail, String domain)
      throws MessagingException, IOException {
    if (!(mail.getContent() instanceof Multipart parts)) {
      return null;
    }
    String status = null;
    String why = null;
    String ours = null;
    for (int i = 0; i < Math.min(parts.getCount(), EmailLimits.PARTS); i++) {
      BodyPart part = parts.getBodyPart(i);
      if (part.isMimeType("message/delivery-status") && status == null) {
        byte[] fields = bytes(part);
        String found = failed(fields, "Status");
        status = found != null && STATUS.matcher(found).matches() ? found : null;
        why = failed(fields, "Diagnostic-Code");
      } else if (part.isMimeType("message/rfc822") || part.isMimeType("text/rfc822-headers")) {
        ours = ours(new InternetHeaders(new ByteArrayInputStream(bytes(part))), domain);
      }
    }
    return status == null || ours == null ? null : new Letter.Bounced(ours, status, why);
  }

  /** A field of the first recipient who will not get it. */
  private static @Nullable String failed(byte[] fields, String name) throws MessagingException {
    InputStream in = new ByteArrayInputStream(fields);
    // One block for the mail, then one for each recipient.
    for (int block = 0; block < EmailLimits.PARTS && available(in); block++) {
      InternetHeaders headers = new InternetHeaders(in);
      String action = headers.getHeader("Action", null);
      if (action != null && action.strip().toLowerCase(Locale.ROOT).equals("failed")) {
        String value = headers.getHeader(name, null);
        String line = value == null ? null : value.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line == null || line.length() <= FIELD_LENGTH
            ? line
            : line.substring(0, FIELD_LENGTH);
      }
    }
    return null;
  }

  private static boolean available(InputStream in) {
    try {
      return in.available() > 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static @Nullable String ours(InternetHeaders headers, String domain) {
    String[] values = headers.getHeader("Message-ID");
    for (String id : values == null ? List.<String>of() : MailReader.ids(List.of(values))) {
      if (id.endsWith("@" + domain + ">")) {
        return id;
      }
    }
    return null;
  }

  private static byte[] bytes(BodyPart part) throws MessagingException, IOException {
    try (InputStream in = part.getInputStream()) {
      return in.readNBytes(MOST_BYTES);
    }
  }
}
