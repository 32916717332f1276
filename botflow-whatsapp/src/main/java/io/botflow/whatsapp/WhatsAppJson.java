package io.botflow.whatsapp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;

/** Writes trees as UTF-8. */
final class WhatsAppJson {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final ObjectWriter WRITER = MAPPER.writer();

  private WhatsAppJson() {}

  /** A map of plain values as a tree. */
  static JsonNode tree(Map<String, Object> values) {
    return MAPPER.valueToTree(values);
  }

  static byte[] bytes(JsonNode node) {
    try {
      return WRITER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the message holds text that is no Unicode", e);
    }
  }
}
