package io.botflow.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;

/** Writes trees as UTF-8. */
final class WhatsAppJson {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private WhatsAppJson() {}

  /** A plain value, a list or a map of such as a tree. */
  static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** As UTF-8; half a surrogate pair, which a cut text may end with, becomes a question mark. */
  static byte[] bytes(JsonNode node) {
    return node.toString().getBytes(StandardCharsets.UTF_8);
  }
}
