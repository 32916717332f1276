package io.botflow.ai.knowledge;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts articles into pieces along their headings, paragraphs and sentences, and within a sentence
 * only where it is longer than a piece.
 */
public final class Chunker {
  /** Most characters of a piece: what fits a chat, and what encoders of 512 tokens read whole. */
  public static final int LONGEST = 700;

  private static final Pattern HEADING = Pattern.compile("(#{1,6})[ \\t]+(.*?)[ \\t#]*");
  private static final Pattern FENCE = Pattern.compile("[ ]{0,3}(```|~~~).*");

  private final Locale locale;
  private final List<Chunk> chunks = new ArrayList<>();
  private final List<Above> above = new ArrayList<>();
  private final StringBuilder piece = new StringBuilder();

  private record Above(int level, String text) {}

  private Chunker(Locale locale) {
    this.locale = locale;
  }

  /** The pieces of an article, in order; one with only a title has one without text. */
  public static List<Chunk> chunks(Article article) {
    var chunker =
        new Chunker(
            article.language() == null ? Locale.ROOT : Locale.forLanguageTag(article.language()));
    chunker.read(article.text());
    return chunker.chunks.isEmpty()
        ? List.of(new Chunk(List.of(), ""))
        : List.copyOf(chunker.chunks);
  }

  private void read(String text) {
    boolean code = false;
    var paragraph = new StringBuilder();
    for (String line : text.lines().toList()) {
      if (FENCE.matcher(line).matches()) {
        code = !code;
      }
      Matcher heading = HEADING.matcher(line);
      if (!code && heading.matches()) {
        add(paragraph);
        finish();
        int level = heading.group(1).length();
        above.removeIf(each -> each.level >= level);
        above.add(new Above(level, heading.group(2).strip()));
      } else if (line.isBlank()) {
        add(paragraph);
      } else {
        paragraph.append(paragraph.isEmpty() ? "" : "\n").append(line.stripTrailing());
      }
    }
    add(paragraph);
    finish();
  }

  private void add(StringBuilder paragraph) {
    String text = paragraph.toString().strip();
    paragraph.setLength(0);
    if (text.isEmpty()) {
      return;
    }
    if (text.length() <= LONGEST) {
      append(text, "\n\n");
      return;
    }
    finish();
    BreakIterator sentences = BreakIterator.getSentenceInstance(locale);
    sentences.setText(text);
    int from = sentences.first();
    for (int to = sentences.next(); to != BreakIterator.DONE; from = to, to = sentences.next()) {
      cut(text.substring(from, to).strip());
    }
  }

  private void cut(String sentence) {
    String rest = sentence;
    while (rest.length() > LONGEST) {
      int at = rest.lastIndexOf(' ', LONGEST);
      if (at <= 0) {
        at = Character.isHighSurrogate(rest.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
      }
      append(rest.substring(0, at), " ");
      rest = rest.substring(at).strip();
    }
    append(rest, " ");
  }

  private void append(String text, String between) {
    if (text.isEmpty()) {
      return;
    }
    if (!piece.isEmpty() && piece.length() + between.length() + text.length() > LONGEST) {
      finish();
    }
    piece.append(piece.isEmpty() ? "" : between).append(text);
  }

  private void finish() {
    if (!piece.isEmpty()) {
      chunks.add(new Chunk(above.stream().map(Above::text).toList(), piece.toString()));
      piece.setLength(0);
    }
  }
}
