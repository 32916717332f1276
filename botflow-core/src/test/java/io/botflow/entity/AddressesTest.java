package io.botflow.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** E-mail, web and phone, and what strangers write to break something. */
class AddressesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          my mail is ann@example.org           | ann@example.org
          ann.b+c@mail.example.co.za.          | ann.b+c@mail.example.co.za
          a@b                                  |
          @example.org                         |
          ann@example.org, bob@example.com     | ann@example.org bob@example.com
          """)
  void emails(String text, String expected) {
    assertThat(entities("en").emails(text))
        .extracting(Entity.Email::address)
        .containsExactlyElementsOf(words(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          see https://example.org/a?b=c.       | https://example.org/a?b=c
          www.example.org                      | https://www.example.org
          (http://example.org:8080/x)          | http://example.org:8080/x
          I like example.org                   |
          ftp://example.org                    |
          """)
  void urls(String text, String expected) {
    assertThat(entities("en").urls(text))
        .extracting(Entity.Url::address)
        .containsExactlyElementsOf(words(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en-ZA | call me on 082 555 0123      | +27825550123
          en-ZA | +44 20 7946 0958 at work     | +442079460958
          en    | 082 555 0123                 |
          en    | +27 82 555 0123              | +27825550123
          de-DE | 030 123456                   | +4930123456
          pt-BR | (11) 96123-4567              | +5511961234567
          en-ZA | order 123456789012345        |
          """)
  void phones(String language, String text, String expected) {
    assertThat(entities(language).phones(text))
        .extracting(Entity.Phone::number)
        .containsExactlyElementsOf(words(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9", "9.", "1,", "1 234 ", "a ", "@", "a@", "a.", "http://", "-", "/", "1/", ":", "ein",
        "hundert", "one ", "half ", "and ", "next ", "in ", "at ", "و", "\uD800", "\u0000", "+27"
      })
  void aHostileTextIsReadInItsBeginningOnly(String piece) {
    String text = piece.repeat(200_000 / piece.length());
    for (String language : List.of("en", "de", "af", "ar", "pt", "es", "fr")) {
      readAll(language, text);
    }
    assertThat(entities("en").numbers(" ".repeat(Entities.MAX_TEXT) + "5")).isEmpty();
  }

  @Test
  void anyMixtureOfPiecesIsRead() {
    List<String> pieces =
        List.of(
            "one",
            "hundred",
            "and",
            "a",
            "half",
            "next",
            "friday",
            "in",
            "2",
            "weeks",
            "at",
            "3",
            "pm",
            "ago",
            "quarter",
            "to",
            "4",
            "th",
            "of",
            "December",
            "2026",
            "31/12",
            "12:60",
            "R",
            "$",
            "k",
            "-",
            ",",
            "99999999999999999999999999999999999",
            "menos",
            "y",
            "h",
            "30",
            "einundzwanzig",
            "millionen",
            "الساعة",
            "15.99",
            "dozen",
            "point",
            "million");
    var random = new SplittableRandom(5);
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(9); i >= 0; i--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
        text.append(random.nextBoolean() ? " " : "");
      }
      readAll(List.of("en", "de", "ar", "es").get(round % 4), text.toString());
    }
  }

  private static void readAll(String language, String text) {
    Entities entities = entities(language);
    List<? extends Entity> found = entities.numbers(text);
    assertInside(found, text);
    assertInside(entities.amounts(text), text);
    assertInside(entities.moments(text, Instant.EPOCH), text);
    assertInside(entities.emails(text), text);
    assertInside(entities.urls(text), text);
    assertInside(entities.phones(text), text);
  }

  private static void assertInside(List<? extends Entity> found, String text) {
    for (Entity entity : found) {
      if (entity.start() < 0 || entity.start() >= entity.end() || entity.end() > text.length()) {
        throw new AssertionError(entity + " in " + text);
      }
    }
  }

  private static List<String> words(String expected) {
    return expected == null ? List.of() : List.of(expected.split(" "));
  }

  private static Entities entities(String language) {
    return new Entities(Locale.forLanguageTag(language), ZoneOffset.UTC);
  }
}
