package io.botflow.server.contact;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.server.api.Checked;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What of a customer is to be changed; what is not given stays.
 *
 * @param fields those that are set; one that is null is taken away
 * @param tags all that there are from now on
 */
record ContactChange(
    @Nullable String name,
    @Nullable String language,
    @Nullable String zone,
    @Nullable Map<String, JsonNode> fields,
    @Nullable List<String> tags)
    implements Checked {
  private static final int MOST_FIELDS = 100;
  private static final int MOST_VALUE = 4_096;
  private static final int MOST_TAGS = 50;
  private static final Pattern FIELD = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]{0,63}");

  @Override
  public void check(BiConsumer<String, String> problem) {
    if (name != null) {
      Checked.line(name, "/name", problem);
    }
    if (language != null && !isLanguage(language)) {
      problem.accept("/language", "has to be a language such as en or pt-BR");
    }
    if (zone != null && !isZone(zone)) {
      problem.accept("/zone", "has to be a time zone such as Africa/Johannesburg");
    }
    if (fields != null) {
      expectFields(fields, problem);
    }
    if (tags != null) {
      if (tags.size() > MOST_TAGS) {
        problem.accept("/tags", "has to be at most " + MOST_TAGS);
      }
      tags.forEach(
          tag -> {
            if (tag == null) {
              problem.accept("/tags", "has an empty place");
            } else {
              Checked.line(tag, "/tags", problem);
            }
          });
    }
  }

  private static void expectFields(
      Map<String, JsonNode> fields, BiConsumer<String, String> problem) {
    if (fields.size() > MOST_FIELDS) {
      problem.accept("/fields", "has to be at most " + MOST_FIELDS);
    }
    fields.forEach(
        (field, value) -> {
          if (!FIELD.matcher(field).matches()) {
            problem.accept("/fields", "has a name that is not letters, digits and _");
          } else if (value != null && value.toString().length() > MOST_VALUE) {
            problem.accept("/fields/" + field, "is too long");
          }
        });
  }

  private static boolean isLanguage(String text) {
    try {
      return !new Locale.Builder().setLanguageTag(text).build().getLanguage().isEmpty();
    } catch (IllformedLocaleException e) {
      return false;
    }
  }

  private static boolean isZone(String text) {
    try {
      return ZoneId.of(text) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
