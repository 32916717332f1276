package io.botflow.server.webchat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.botflow.message.MessageContent;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a browser sends: one JSON object with one key. */
sealed interface VisitorFrame {

  /**
   * The first one: who comes.
   *
   * @param token of an earlier visit, or null
   * @param from the number of the last message that the browser has; 0 for none
   */
  record Hello(@Nullable String token, long from) implements VisitorFrame {}

  /**
   * The visitor says something.
   *
   * @param id the browser's, the same however often it is sent
   */
  record Says(String id, MessageContent content) implements VisitorFrame {}

  /** All messages up to this number are shown and kept. */
  record Seen(long number) implements VisitorFrame {}

  /** A message whose id can be read, but which is none. */
  record Refused(String id) implements VisitorFrame {}

  /** Nothing that a snippet of ours sends. */
  record Unreadable() implements VisitorFrame {}

  /** The ids of browsers. */
  Pattern ID = Pattern.compile("[A-Za-z0-9_-]{8,64}");

  /** The longest id of an option that comes back; its title is no longer than a text. */
  int OPTION_LENGTH = 256;

  JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(8)
                          .maxNumberLength(32)
                          .build())
                  .build())
          .build();

  /** Reads a frame; never fails. */
  static VisitorFrame read(String text) {
    JsonNode tree;
    try {
      tree = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return new Unreadable();
    }
    if (tree == null || !tree.isObject() || tree.size() != 1) {
      return new Unreadable();
    }
    var only = tree.properties().iterator().next();
    JsonNode value = only.getValue();
    return switch (only.getKey()) {
      case "hello" -> hello(value);
      case "seen" -> value.canConvertToLong() ? new Seen(value.longValue()) : new Unreadable();
      case "say", "tap", "place" -> says(only.getKey(), value);
      default -> new Unreadable();
    };
  }

  private static VisitorFrame hello(JsonNode value) {
    JsonNode token = value.path("token");
    JsonNode from = value.path("from");
    if (!(token.isTextual() || token.isNull() || token.isMissingNode())
        || !(from.canConvertToLong() || from.isMissingNode())) {
      return new Unreadable();
    }
    return new Hello(token.isTextual() ? token.textValue() : null, Math.max(0, from.asLong()));
  }

  private static VisitorFrame says(String kind, JsonNode value) {
    String id = text(value, "id");
    if (id == null || !ID.matcher(id).matches()) {
      return new Unreadable();
    }
    MessageContent content =
        switch (kind) {
          case "say" -> said(value);
          case "tap" -> tap(value);
          default -> place(value);
        };
    return content == null ? new Refused(id) : new Says(id, content);
  }

  private static @Nullable MessageContent said(JsonNode value) {
    String text = clean(text(value, "text"));
    return text == null || text.isBlank() || text.length() > WebChatLimits.TEXT_LENGTH
        ? null
        : new MessageContent.Text(text);
  }

  private static @Nullable MessageContent tap(JsonNode value) {
    String option = clean(text(value, "option"));
    String title = clean(text(value, "title"));
    if (option == null || title == null || option.isEmpty()) {
      return null;
    }
    boolean fits = option.length() <= OPTION_LENGTH && title.length() <= WebChatLimits.TEXT_LENGTH;
    return fits ? new MessageContent.Tap(option, title) : null;
  }

  private static @Nullable MessageContent place(JsonNode value) {
    double latitude = value.path("latitude").asDouble(Double.NaN);
    double longitude = value.path("longitude").asDouble(Double.NaN);
    return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
        ? new MessageContent.Location(latitude, longitude, null, null)
        : null;
  }

  private static @Nullable String text(JsonNode value, String name) {
    JsonNode found = value.path(name);
    return found.isTextual() ? found.textValue() : null;
  }

  /** Without what PostgreSQL cannot keep: the character 0 and halves of characters. */
  private static @Nullable String clean(@Nullable String text) {
    if (text == null) {
      return null;
    }
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .filter(c -> c != 0 && !(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE))
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }
}
