package io.botflow.entity;

import io.botflow.entity.Lexeme.Kind;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of a text with what it means.
 *
 * @param raw how it is written; words in lower case without marks
 * @param glued whether nothing is between it and the one before
 */
record Item(Lexeme lexeme, String raw, int start, int end, boolean glued) {
  private static final Lexeme OTHER = new Lexeme(Kind.OTHER, 0, "");
  private static final Lexeme DIGITS = new Lexeme(Kind.DIGITS, 0, "");

  /** Digits with separators, also groups apart by a space; else letters; else one sign. */
  private static final Pattern PIECE =
      Pattern.compile(
          "(?<number>\\p{Nd}{1,3}(?:[ \u00a0\u202f]\\p{Nd}{3})+(?:[.,]\\p{Nd}+)?(?!\\p{Nd})"
              + "|\\p{Nd}+(?:[.,:/'\u2019-]\\p{Nd}+)*)"
              + "|(?<word>[\\p{L}\\p{M}]+)|(?<sign>\\S)");

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final int LONGEST_PHRASE = 4;

  /** What the pieces mean, the longest phrases first. */
  static List<Item> of(String text, Lexicon lexicon) {
    List<Item> pieces = pieces(text);
    List<Item> items = new ArrayList<>(pieces.size());
    for (int i = 0; i < pieces.size(); ) {
      Item piece = pieces.get(i);
      if (piece.is(Kind.DIGITS)) {
        items.add(piece);
        i++;
        continue;
      }
      int taken = 0;
      for (int length = Math.min(LONGEST_PHRASE, pieces.size() - i); length > 0; length--) {
        Lexeme known = lexicon.phrase(joined(pieces, i, length));
        if (known != null) {
          Item last = pieces.get(i + length - 1);
          items.add(new Item(known, piece.raw, piece.start, last.end, piece.glued));
          taken = length;
          break;
        }
      }
      if (taken == 0) {
        taken = 1;
        List<Lexeme> parts = lexicon.parts(piece.raw);
        for (Lexeme part : parts) {
          items.add(new Item(part, piece.raw, piece.start, piece.end, piece.glued));
        }
        if (parts.isEmpty()) {
          items.add(piece);
        }
      }
      i += taken;
    }
    return items;
  }

  private static String joined(List<Item> pieces, int from, int length) {
    StringBuilder phrase = new StringBuilder(pieces.get(from).raw);
    for (int i = from + 1; i < from + length; i++) {
      phrase.append(' ').append(pieces.get(i).raw);
    }
    return phrase.toString();
  }

  private static List<Item> pieces(String text) {
    List<Item> pieces = new ArrayList<>();
    Matcher matcher = PIECE.matcher(text);
    int before = -1;
    boolean minus = false;
    while (matcher.find()) {
      String raw = matcher.group();
      boolean digits = matcher.group("number") != null;
      boolean glued = matcher.start() == before;
      // Points, hyphens and apostrophes only part words, but for the sign of a number.
      boolean parts = matcher.group("sign") != null && ".-'\u2019\u2010".contains(raw);
      if (digits) {
        boolean negative = minus && glued;
        pieces.add(
            new Item(
                DIGITS,
                (negative ? "-" : "") + latin(raw),
                matcher.start() - (negative ? 1 : 0),
                matcher.end(),
                glued && !negative));
      } else if (!parts) {
        pieces.add(new Item(OTHER, plain(raw), matcher.start(), matcher.end(), glued));
      }
      minus = raw.equals("-") && !glued;
      before = matcher.end();
    }
    return pieces;
  }

  /** Lower case, without marks. */
  static String plain(String text) {
    return MARKS
        .matcher(
            Normalizer.normalize(text.toLowerCase(java.util.Locale.ROOT), Normalizer.Form.NFKD))
        .replaceAll("");
  }

  private static String latin(String number) {
    StringBuilder latin = new StringBuilder(number.length());
    for (int i = 0; i < number.length(); i++) {
      char c = number.charAt(i);
      latin.append(Character.isDigit(c) ? (char) ('0' + Character.digit(c, 10)) : c);
    }
    return latin.toString();
  }

  boolean is(Kind kind) {
    return lexeme.kind() == kind;
  }
}
