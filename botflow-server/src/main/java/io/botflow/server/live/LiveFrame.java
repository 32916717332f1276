package io.botflow.server.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A frame, in either direction: what happened and about what.
 *
 * @param event its name, such as {@code message:new}
 * @param id the event's number; null of what has none
 */
record LiveFrame(String event, @Nullable Long id, JsonNode data) {
  private static final int DEPTH = 32;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEPTH).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Reads what a page sent; null where it is none of ours. */
  static @Nullable LiveFrame read(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      JsonNode data = node.path("data");
      return node.isObject() && node.path("event").isTextual() && data.isObject()
          ? new LiveFrame(node.get("event").asText(), null, data)
          : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  static LiveFrame of(String event, JsonNode data) {
    return new LiveFrame(event, null, data);
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** The same as the event of this number. */
  LiveFrame numbered(long number) {
    return new LiveFrame(event, number, data);
  }

  String text() {
    ObjectNode frame = object().put("event", event);
    if (id != null) {
      frame.put("id", id);
    }
    frame.set("data", data);
    return frame.toString();
  }

  /** An id in the data; null where there is none. */
  @Nullable UUID uuid(String name) {
    return uuid(data.path(name));
  }

  /** Ids in the data; what is none is left out. */
  List<UUID> uuids(String name) {
    List<UUID> ids = new ArrayList<>();
    for (JsonNode one : data.path(name)) {
      UUID id = uuid(one);
      if (id != null) {
        ids.add(id);
      }
    }
    return ids;
  }

  private static @Nullable UUID uuid(JsonNode node) {
    try {
      return node.isTextual() ? UUID.fromString(node.asText()) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
