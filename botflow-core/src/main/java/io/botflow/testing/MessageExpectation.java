package io.botflow.testing;

import io.botflow.expression.TextPattern;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one message of the bot must be like. What is null is not looked at.
 *
 * @param line where it stands in its file, from 1; 0 where it stands in none
 * @param text the whole text; spaces and line ends at its end do not count
 * @param contains parts of the text
 * @param pattern a regular expression (RE2) that is found in the text
 * @param kind text, image, buttons, list ...
 * @param options the titles that can be chosen, in order
 */
public record MessageExpectation(
    int line,
    @Nullable String text,
    List<String> contains,
    @Nullable TextPattern pattern,
    @Nullable String kind,
    @Nullable List<String> options) {
  public MessageExpectation {
    contains = List.copyOf(contains);
    options = options == null ? null : List.copyOf(options);
  }

  /** A message of exactly this text. */
  public static MessageExpectation exactly(String text) {
    return new MessageExpectation(
        0, Objects.requireNonNull(text, "text"), List.of(), null, null, null);
  }

  /** A message whose text has these parts. */
  public static MessageExpectation containing(String... parts) {
    return new MessageExpectation(0, null, List.of(parts), null, null, null);
  }

  /** The same, that moreover shows these titles to choose from. */
  public MessageExpectation showing(String... titles) {
    return new MessageExpectation(line, text, contains, pattern, kind, List.of(titles));
  }

  /** A pattern that is found somewhere in a text, lines and all. */
  static TextPattern found(String pattern) {
    return TextPattern.of("(?s).*(?:" + pattern + ").*");
  }

  /** Whether a message is like it. */
  public boolean accepts(BotMessage message) {
    return (text == null || text.stripTrailing().equals(message.text().stripTrailing()))
        && contains.stream().allMatch(message.text()::contains)
        && (pattern == null || pattern.fits(message.text()))
        && (kind == null || kind.equals(message.kind()))
        && (options == null || options.equals(message.titles()));
  }

  /** For failure messages. */
  @Override
  public String toString() {
    StringBuilder description = new StringBuilder();
    if (text != null) {
      description.append(text.stripTrailing().replace("\n", "\n      "));
    }
    for (String part : contains) {
      add(description, "a text that contains \"" + part + "\"");
    }
    if (pattern != null) {
      String source = pattern.source();
      add(
          description,
          "a text with the pattern "
              + source.substring("(?s).*(?:".length(), source.length() - ").*".length()));
    }
    if (kind != null) {
      add(description, "of the kind " + kind);
    }
    if (options != null) {
      add(description, "[" + String.join(" | ", options) + "]");
    }
    return description.isEmpty() ? "any message" : description.toString();
  }

  private static void add(StringBuilder description, String part) {
    description.append(description.isEmpty() ? "" : " ").append(part);
  }
}
