package io.botflow.whatsapp.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parts of a {@code multipart/form-data} body by name; just enough for media uploads. */
final class Multipart {
  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
  private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"");
  private static final Pattern TYPE =
      Pattern.compile("^content-type:\\s*(.+)$", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

  /** One part; {@code contentType} is null where the part names none. */
  @SuppressWarnings("ArrayRecordComponent") // Parts are never compared.
  record Part(byte[] bytes, @Nullable String contentType) {
    String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private Multipart() {}

  /** The parts, or empty when the body is not what its content type says. */
  static Optional<Map<String, Part>> read(@Nullable String contentType, byte[] body) {
    Matcher boundary = BOUNDARY.matcher(contentType == null ? "" : contentType);
    if (!boundary.find()) {
      return Optional.empty();
    }
    byte[] delimiter = ("--" + boundary.group(1)).getBytes(StandardCharsets.ISO_8859_1);
    Map<String, Part> parts = new HashMap<>();
    int start = indexOf(body, delimiter, 0);
    while (start >= 0) {
      int head = start + delimiter.length + 2;
      int next = indexOf(body, delimiter, head);
      if (next < 0) {
        break;
      }
      add(parts, body, head, next - 2);
      start = next;
    }
    return Optional.of(parts);
  }

  private static void add(Map<String, Part> parts, byte[] body, int from, int to) {
    int blank = indexOf(body, "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1), from);
    if (blank < 0 || blank + 4 > to) {
      return;
    }
    String head = new String(body, from, blank - from, StandardCharsets.UTF_8);
    Matcher name = NAME.matcher(head);
    if (name.find()) {
      Matcher type = TYPE.matcher(head);
      byte[] bytes = Arrays.copyOfRange(body, blank + 4, to);
      parts.put(name.group(1), new Part(bytes, type.find() ? type.group(1).strip() : null));
    }
  }

  private static int indexOf(byte[] body, byte[] wanted, int from) {
    for (int i = Math.max(from, 0); i <= body.length - wanted.length; i++) {
      if (Arrays.equals(body, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }
}
