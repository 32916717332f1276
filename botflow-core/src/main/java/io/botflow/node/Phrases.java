package io.botflow.node;

import io.botflow.message.Option;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;

/**
 * BotFlow's own few words to customers, by language: what a bot says where its author wrote
 * nothing. The texts are in {@code phrases*.properties}.
 */
public final class Phrases {

  /** What can be said. */
  public enum Phrase {
    CHOOSE,
    YES,
    NO,
    NOT_UNDERSTOOD,
    NOT_A_NUMBER,
    NOT_AN_EMAIL,
    NOT_A_PHONE,
    NOT_A_URL,
    NOT_A_DATE,
    NOT_A_TIME,
    NOT_AN_OPTION,
    NOT_A_LOCATION,
    NOT_MEDIA,
    NOT_A_CONTACT,
    OUT_OF_RANGE,
    FAILED_PERSON,
    FAILED,
    OPTED_OUT,
    OPTED_IN,
    AI_DISCLOSURE,
    RATE,
    CONFIRM,
    OFF_TOPIC,
    NOBODY_THERE
  }

  private static final Map<String, Phrases> LANGUAGES = new ConcurrentHashMap<>();

  private final Map<Phrase, String> texts;
  private final List<Option> yesNo;
  private final List<String> yesWords;
  private final List<String> noWords;

  private Phrases(ResourceBundle bundle) {
    texts = new EnumMap<>(Phrase.class);
    for (Phrase phrase : Phrase.values()) {
      texts.put(phrase, bundle.getString(phrase.name().toLowerCase(Locale.ROOT)));
    }
    yesNo = List.of(new Option("yes", get(Phrase.YES)), new Option("no", get(Phrase.NO)));
    yesWords = List.of(bundle.getString("yes_words").split(","));
    noWords = List.of(bundle.getString("no_words").split(","));
  }

  /** The phrases of a language; English where BotFlow does not know it. */
  public static Phrases of(String language) {
    Phrases known = LANGUAGES.get(language);
    return known == null ? load(language) : known;
  }

  private static Phrases load(String language) {
    Phrases phrases;
    try {
      phrases =
          new Phrases(
              ResourceBundle.getBundle(
                  "io.botflow.node.phrases",
                  Locale.forLanguageTag(language),
                  ResourceBundle.Control.getNoFallbackControl(
                      ResourceBundle.Control.FORMAT_PROPERTIES)));
    } catch (MissingResourceException e) {
      throw new IllegalStateException("the jar lacks its phrases", e);
    }
    // A customer's language comes from outside; only so many different ones are kept.
    if (LANGUAGES.size() < 200) {
      LANGUAGES.put(language, phrases);
    }
    return phrases;
  }

  /** The words. */
  public String get(Phrase phrase) {
    String text = texts.get(phrase);
    if (text == null) {
      throw new IllegalStateException("no text for " + phrase);
    }
    return text;
  }

  List<Option> yesNo() {
    return yesNo;
  }

  List<String> yesWords() {
    return yesWords;
  }

  List<String> noWords() {
    return noWords;
  }
}
