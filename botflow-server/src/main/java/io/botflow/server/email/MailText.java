package io.botflow.server.email;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.ParseException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.function.Predicate;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/** The words of a mail: its plain text, else what its HTML shows. Attachments are left alone. */
final class MailText {
  /** What the big mail programs put a quoted mail into, and what shows nothing. */
  private static final String QUOTED =
      "blockquote, .gmail_quote, .yahoo_quoted, .moz-cite-prefix, #divRplyFwdMsg, #appendonsend,"
          + " head, style, script, title";

  private static final String BLOCKS = "p, div, li, tr, h1, h2, h3, h4, h5, h6, pre, table";

  private int parts;

  /** What a mail says; the empty string where it has no text. */
  static String of(Part mail) throws MessagingException, IOException {
    MailText reader = new MailText();
    String plain = reader.find(mail, part -> is(part, "text/plain"), 0);
    if (plain != null && !plain.isBlank()) {
      return ReplyText.of(plain);
    }
    reader.parts = 0;
    String html = reader.find(mail, part -> is(part, "text/html"), 0);
    return html == null ? "" : ReplyText.of(shown(html));
  }

  /** The first part that is wanted; null where there is none. */
  private @Nullable String find(Part part, Predicate<Part> wanted, int depth)
      throws MessagingException, IOException {
    if (++parts > EmailLimits.PARTS || depth > EmailLimits.DEPTH || isAttached(part)) {
      return null;
    }
    if (wanted.test(part)) {
      return text(part);
    }
    if (is(part, "multipart/*") && part.getContent() instanceof Multipart multipart) {
      for (int i = 0; i < multipart.getCount(); i++) {
        BodyPart inner = multipart.getBodyPart(i);
        String found = find(inner, wanted, depth + 1);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static boolean is(Part part, String type) {
    try {
      return part.isMimeType(type);
    } catch (MessagingException e) {
      return false;
    }
  }

  private static boolean isAttached(Part part) throws MessagingException {
    return Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition());
  }

  private static String text(Part part) throws MessagingException, IOException {
    try (InputStream in = part.getInputStream()) {
      // Four bytes are the most of one character.
      byte[] bytes = in.readNBytes(4 * EmailLimits.TEXT_LENGTH * EmailLimits.DEPTH);
      return new String(bytes, charset(part.getContentType()));
    }
  }

  private static Charset charset(String type) {
    try {
      String name = new ContentType(type).getParameter("charset");
      return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
    } catch (ParseException | IllegalCharsetNameException | UnsupportedCharsetException e) {
      return StandardCharsets.UTF_8;
    }
  }

  private static String shown(String html) {
    Document document = Jsoup.parse(html);
    document.select(QUOTED).remove();
    document.select(BLOCKS).before("\n").after("\n");
    return document
        .body()
        .wholeText()
        .replaceAll("[ \\t\\x{A0}]+", " ")
        .replaceAll("\\s*\\n\\s*\\n\\s*", "\n\n");
  }
}
