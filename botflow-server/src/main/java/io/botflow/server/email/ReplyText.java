package io.botflow.server.email;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is new in the text of a mail: without the lines that quote, what stands below the line that
 * begins the earlier mail, and the signature. What would leave nothing is left as it is: then the
 * whole mail is what somebody wanted to show.
 */
final class ReplyText {
  /** The last words of "On Monday somebody wrote:" in the languages of the big mail programs. */
  private static final List<String> WROTE =
      List.of(
          "wrote:",
          "schrieb:",
          "a écrit :",
          "a écrit:",
          "escribió:",
          "escreveu:",
          "ha scritto:",
          "schreef:",
          "napisał:",
          "skrev:");

  private static final Set<String> OPENS = Set.of("on ", "am ", "le ", "el ", "op ", "em ", "il ");

  /** Headers of the earlier mail, as Outlook puts them above it. */
  private static final Set<String> FROM =
      Set.of("from:", "von:", "de:", "van:", "da:", "fra:", "från:", "*from:*");

  private static final Set<String> NEXT =
      Set.of(
          "sent:",
          "date:",
          "to:",
          "gesendet:",
          "datum:",
          "an:",
          "envoyé",
          "enviado",
          "para:",
          "verzonden:",
          "aan:",
          "inviato:",
          "*sent:*");

  private static final List<String> ORIGINAL =
      List.of(
          "original message",
          "ursprüngliche nachricht",
          "message d'origine",
          "mensaje original",
          "mensagem original",
          "messaggio originale",
          "oorspronkelijk bericht",
          "forwarded message");

  /** How far below the first header of the earlier mail the next one stands. */
  private static final int HEADERS = 3;

  private ReplyText() {}

  static String of(String text) {
    List<String> lines = text.replace("\r\n", "\n").replace('\r', '\n').lines().toList();
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < lines.size() && !beginsEarlier(lines, i); i++) {
      if (!lines.get(i).startsWith(">")) {
        kept.add(lines.get(i).stripTrailing());
      }
    }
    String stripped = String.join("\n", kept).strip();
    return stripped.isEmpty() ? text.strip() : stripped;
  }

  private static boolean beginsEarlier(List<String> lines, int at) {
    String line = lines.get(at);
    String lower = line.strip().toLowerCase(Locale.ROOT);
    if (line.equals("-- ") || line.equals("--") || isRuler(lower)) {
      return true;
    }
    if (introduces(lower)) {
      return true;
    }
    // The line is often broken in two.
    if (startsWithAny(lower, OPENS)
        && at + 1 < lines.size()
        && introduces(lower + " " + lines.get(at + 1).strip().toLowerCase(Locale.ROOT))) {
      return true;
    }
    return startsWithAny(lower, FROM) && headerFollows(lines, at);
  }

  private static boolean introduces(String lower) {
    boolean nameIsLast = lower.contains(" schrieb ") || lower.contains(" schreef ");
    return WROTE.stream().anyMatch(lower::endsWith)
        || (nameIsLast && lower.endsWith(":") && startsWithAny(lower, OPENS));
  }

  private static boolean isRuler(String lower) {
    if (lower.startsWith("--") && lower.endsWith("--")) {
      return ORIGINAL.stream().anyMatch(lower::contains);
    }
    return lower.length() >= HEADERS * 10 && lower.chars().allMatch(c -> c == '_');
  }

  private static boolean headerFollows(List<String> lines, int at) {
    for (int i = at + 1; i < lines.size() && i <= at + HEADERS; i++) {
      if (startsWithAny(lines.get(i).strip().toLowerCase(Locale.ROOT), NEXT)) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsWithAny(String lower, Set<String> beginnings) {
    return beginnings.stream().anyMatch(lower::startsWith);
  }
}
