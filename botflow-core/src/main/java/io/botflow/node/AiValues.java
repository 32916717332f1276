package io.botflow.node;

import io.botflow.flow.VariableType;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values that a model wrote, as the types that the author asked for; nothing is believed. */
final class AiValues {
  /** Longest text in characters: a value, not an essay. */
  private static final int MAX_TEXT = 1_000;

  private AiValues() {}

  /** The value, or null where it is none of this type. */
  static @Nullable Object read(@Nullable VariableType type, Object value, TurnContext turn) {
    return switch (type) {
      case TEXT -> text(value);
      case null -> text(value);
      case NUMBER ->
          value instanceof Number
              ? Values.plain(value)
              : value instanceof String text ? Said.number(text, turn) : null;
      case BOOLEAN -> value instanceof Boolean ? value : null;
      case DATE -> value instanceof String text ? Said.date(text.strip(), turn) : null;
      case TIME -> value instanceof String text ? Said.time(text.strip(), turn) : null;
      case DATETIME -> value instanceof String text ? moment(text.strip(), turn) : null;
      case EMAIL -> value instanceof String text ? Said.email(text.strip(), turn) : null;
      case PHONE -> value instanceof String text ? Said.phone(text.strip(), turn) : null;
      case URL -> value instanceof String text ? Said.url(text.strip(), turn) : null;
      case LIST -> value instanceof List<?> ? Values.plain(value) : null;
      case OBJECT -> value instanceof Map<?, ?> ? Values.plain(value) : null;
      case ANY -> Values.plain(value);
      // Only a customer can send these.
      case LOCATION, MEDIA -> null;
    };
  }

  private static @Nullable String text(Object value) {
    String text =
        value instanceof String || value instanceof Number || value instanceof Boolean
            ? value.toString().strip()
            : "";
    // As a piece of an address these two are not a name but a way up.
    boolean wayUp = text.equals(".") || text.equals("..");
    return text.isEmpty() || wayUp || text.length() > MAX_TEXT ? null : text;
  }

  private static @Nullable String moment(String text, TurnContext turn) {
    try {
      return Instant.parse(text).toString();
    } catch (DateTimeException e) {
      return Said.moment(text, turn);
    }
  }

  /** What a JSON schema calls it. */
  static String schemaType(@Nullable VariableType type) {
    return switch (type) {
      case NUMBER -> "number";
      case BOOLEAN -> "boolean";
      case LIST -> "array";
      case OBJECT -> "object";
      case TEXT, DATE, TIME, DATETIME, EMAIL, PHONE, URL, LOCATION, MEDIA, ANY -> "string";
      case null -> "string";
    };
  }

  /** A hint for the model at how to write it; empty where the type says all. */
  static String format(@Nullable VariableType type) {
    return switch (type) {
      case DATE -> " (a day, as 2026-01-31)";
      case TIME -> " (a time, as 14:30)";
      case DATETIME -> " (a day and a time, as 2026-01-31 14:30)";
      case TEXT, NUMBER, BOOLEAN, EMAIL, PHONE, URL, LOCATION, MEDIA, LIST, OBJECT, ANY -> "";
      case null -> "";
    };
  }
}
