package io.botflow.server.mail;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The templates of mails, one file of texts for each language. */
final class MailTexts {
  /** The first one is used for languages that have no file. */
  static final List<String> LANGUAGES = List.of("en", "nl", "es");

  private final Map<String, Properties> texts =
      LANGUAGES.stream().collect(Collectors.toMap(Function.identity(), MailTexts::read));

  private static Properties read(String language) {
    Properties read = new Properties();
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(
                MailTexts.class.getResourceAsStream(language + ".properties"), language),
            StandardCharsets.UTF_8)) {
      read.load(reader);
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Mail write(MailKind kind, String language, String to, Map<String, String> values) {
    String primary = language.split("-", -1)[0];
    Properties chosen =
        Objects.requireNonNull(texts.getOrDefault(primary, texts.get(LANGUAGES.getFirst())));
    return new Mail(
        to,
        fill(chosen.getProperty(kind.key() + ".subject"), values),
        fill(chosen.getProperty(kind.key() + ".text"), values) + "\n");
  }

  /** Values are put in once and never read again as templates. */
  private static String fill(String template, Map<String, String> values) {
    StringBuilder filled = new StringBuilder();
    int at = 0;
    while (at < template.length()) {
      int end = template.charAt(at) == '{' ? template.indexOf('}', at) : -1;
      if (end < 0) {
        filled.append(template.charAt(at++));
      } else {
        filled.append(values.getOrDefault(template.substring(at + 1, end), ""));
        at = end + 1;
      }
    }
    return filled.toString();
  }
}
