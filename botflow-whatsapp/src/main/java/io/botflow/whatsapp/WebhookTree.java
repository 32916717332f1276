package io.botflow.whatsapp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON from outside, read into a tree of bounded size, and the accessors that read from it without
 * ever failing.
 */
final class WebhookTree {
  /** Webhooks are about 10 levels deep. */
  private static final int MAX_DEPTH = 64;

  /** Longest text kept, in UTF-16 units; nothing that WhatsApp allows is as long. */
  private static final int MAX_TEXT = 65_536;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxDocumentLength(WhatsAppLimits.WEBHOOK_BYTES)
                  .maxStringLength(WhatsAppLimits.WEBHOOK_BYTES)
                  .build())
          // Interning names from outside would let a sender fill a table that is never emptied.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private WebhookTree() {}

  static JsonNode read(byte[] json) throws IOException {
    try (JsonParser parser = FACTORY.createParser(json)) {
      return whole(parser);
    }
  }

  static JsonNode read(String json) throws IOException {
    try (JsonParser parser = FACTORY.createParser(json)) {
      return whole(parser);
    }
  }

  /**
   * The text at {@code key}; numbers and true or false as text; null for all else and when empty.
   */
  static @Nullable String text(JsonNode node, String key) {
    JsonNode value = node.path(key);
    if (!value.isValueNode() || value.isNull()) {
      return null;
    }
    String text = value.asText();
    return text.isEmpty() ? null : text;
  }

  static String text(JsonNode node, String key, String otherwise) {
    String text = text(node, key);
    return text == null ? otherwise : text;
  }

  /** An object as a map of String, Long, Double, Boolean, List and Map; nulls are left out. */
  static Map<String, Object> map(JsonNode node) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      Object value = value(entry.getValue());
      if (value != null) {
        map.put(entry.getKey(), value);
      }
    }
    return map;
  }

  /** An array as a list of what {@link #map} holds. */
  static List<Object> list(JsonNode node) {
    List<Object> list = new ArrayList<>();
    for (Iterator<JsonNode> items = node.elements(); items.hasNext(); ) {
      Object value = value(items.next());
      if (value != null) {
        list.add(value);
      }
    }
    return list;
  }

  private static @Nullable Object value(JsonNode node) {
    if (node.isObject()) {
      return map(node);
    }
    if (node.isArray()) {
      return list(node);
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return node.longValue();
    }
    if (node.isNumber()) {
      double number = node.doubleValue();
      return Double.isFinite(number) ? (Object) number : node.asText();
    }
    return node.isNull() ? null : node.asText();
  }

  private static JsonNode whole(JsonParser parser) throws IOException {
    JsonToken first = parser.nextToken();
    JsonNode root = first == null ? JsonNodeFactory.instance.missingNode() : node(parser, first);
    if (parser.nextToken() != null) {
      throw new IOException("more than one JSON value");
    }
    return root;
  }

  private static JsonNode node(JsonParser parser, JsonToken token) throws IOException {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> nodes.textNode(clean(parser.getText()));
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? nodes.textNode(parser.getText())
              : nodes.numberNode(parser.getLongValue());
      case VALUE_NUMBER_FLOAT -> nodes.numberNode(parser.getDoubleValue());
      case VALUE_TRUE -> nodes.booleanNode(true);
      case VALUE_FALSE -> nodes.booleanNode(false);
      case VALUE_NULL, NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          nodes.nullNode();
    };
  }

  private static ObjectNode object(JsonParser parser) throws IOException {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      object.set(clean(name), node(parser, parser.nextToken()));
    }
    return object;
  }

  private static ArrayNode array(JsonParser parser) throws IOException {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      array.add(node(parser, token));
    }
    return array;
  }

  /**
   * The text without what no database column or UTF-8 writer takes: the NUL character and half
   * surrogate pairs, both of which a JSON escape can carry.
   */
  static String clean(String text) {
    String kept = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
    for (int i = 0; i < kept.length(); i++) {
      char c = kept.charAt(i);
      if (c == 0 || Character.isSurrogate(c)) {
        return replaced(kept);
      }
    }
    return kept;
  }

  private static String replaced(String text) {
    StringBuilder builder = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              boolean half = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
              builder.appendCodePoint(point == 0 || half ? 0xFFFD : point);
            });
    return builder.toString();
  }
}
