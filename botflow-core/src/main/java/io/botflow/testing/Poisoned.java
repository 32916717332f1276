package io.botflow.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** A program's answer with a stranger's text in it. */
final class Poisoned {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Poisoned() {}

  static String body(String body, String attack) {
    ObjectNode object = object(body);
    return object == null ? body + "\n" + attack : object.put("note", attack).toString();
  }

  private static @Nullable ObjectNode object(String body) {
    try {
      return JSON.readTree(body) instanceof ObjectNode object ? object : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
