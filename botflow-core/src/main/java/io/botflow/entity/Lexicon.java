package io.botflow.entity;

import io.botflow.entity.Lexeme.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The words of a language, and English ones where it has none of that spelling: from {@code
 * words_*.properties}, and days and months from the JDK.
 */
final class Lexicon {
  private static final List<String> LANGUAGES = List.of("en", "af", "pt", "es", "ar", "de", "fr");
  private static final Map<String, Lexicon> KNOWN = new ConcurrentHashMap<>();

  /** Shorter words are no compounds, longer ones no numbers. */
  private static final int SHORTEST_COMPOUND = 6;

  private static final int LONGEST_COMPOUND = 60;

  private final Map<String, Lexeme> phrases = new HashMap<>();
  private boolean compounds;
  private boolean arabic;

  private Lexicon() {}

  static Lexicon of(Locale locale) {
    String language = LANGUAGES.contains(locale.getLanguage()) ? locale.getLanguage() : "en";
    return KNOWN.computeIfAbsent(language, Lexicon::load);
  }

  private static Lexicon load(String language) {
    var lexicon = new Lexicon();
    lexicon.add(language);
    if (!language.equals("en")) {
      lexicon.add("en");
    }
    lexicon.compounds = language.equals("de") || language.equals("af");
    lexicon.arabic = language.equals("ar");
    return lexicon;
  }

  private void add(String language) {
    Properties words = new Properties();
    try (InputStream file =
        Lexicon.class.getResourceAsStream("words_" + language + ".properties")) {
      words.load(
          new InputStreamReader(java.util.Objects.requireNonNull(file), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (String key : words.stringPropertyNames()) {
      Kind kind = Kind.valueOf(key.toUpperCase(Locale.ROOT));
      for (String entry : words.getProperty(key).split(",", -1)) {
        add(kind, entry.strip());
      }
    }
    Locale locale = Locale.of(language);
    for (TextStyle style : List.of(TextStyle.FULL, TextStyle.SHORT)) {
      for (DayOfWeek day : DayOfWeek.values()) {
        name(day.getDisplayName(style, locale), Kind.WEEKDAY, day.getValue());
      }
      for (Month month : Month.values()) {
        name(month.getDisplayName(style, locale), Kind.MONTH, month.getValue());
      }
    }
  }

  private void name(String name, Kind kind, int value) {
    String phrase = plain(name);
    if (phrase.length() > 2) {
      phrases.putIfAbsent(phrase, new Lexeme(kind, value, ""));
    }
  }

  /** An entry is a phrase, and behind an equals sign its value or code. */
  private void add(Kind kind, String entry) {
    int at = entry.indexOf('=');
    String value = at < 0 ? "0" : entry.substring(at + 1).strip();
    boolean code = kind == Kind.CURRENCY || kind == Kind.UNIT;
    phrases.putIfAbsent(
        plain(at < 0 ? entry : entry.substring(0, at)),
        new Lexeme(kind, code ? 0 : Long.parseLong(value), code ? value : ""));
  }

  private static String plain(String phrase) {
    return Item.plain(phrase).replaceAll("[-'\u2019.]", " ").strip().replaceAll(" +", " ");
  }

  @Nullable Lexeme phrase(String plain) {
    return phrases.get(plain);
  }

  /** The numbers that an unknown word is made of, such as fünfundzwanzig; empty where of none. */
  List<Lexeme> parts(String word) {
    if (arabic) {
      return arabicParts(word);
    }
    if (!compounds || word.length() < SHORTEST_COMPOUND || word.length() > LONGEST_COMPOUND) {
      return List.of();
    }
    List<@Nullable List<Lexeme>> until = new ArrayList<>();
    until.add(List.of());
    for (int end = 1; end <= word.length(); end++) {
      List<Lexeme> best = null;
      for (int begin = 0; begin < end; begin++) {
        List<Lexeme> before = until.get(begin);
        Lexeme piece = before == null ? null : phrases.get(word.substring(begin, end));
        if (before != null && piece != null && counts(piece.kind())) {
          best = new ArrayList<>(before);
          best.add(piece);
          break;
        }
      }
      until.add(best);
    }
    List<Lexeme> whole = until.getLast();
    return whole == null ? List.of() : whole;
  }

  private static boolean counts(Kind kind) {
    return kind == Kind.NUMBER || kind == Kind.SCALE || kind == Kind.AND || kind == Kind.HALF;
  }

  /** "and" and the article are written in one with the word. */
  private List<Lexeme> arabicParts(String word) {
    if (word.startsWith("\u0648") && word.length() > 2) {
      Lexeme rest = phrases.get(word.substring(1));
      if (rest != null) {
        return List.of(new Lexeme(Kind.AND, 0, ""), rest);
      }
    }
    if (word.startsWith("\u0627\u0644")) {
      Lexeme rest = phrases.get(word.substring(2));
      if (rest != null) {
        return List.of(rest);
      }
    }
    return List.of();
  }
}
