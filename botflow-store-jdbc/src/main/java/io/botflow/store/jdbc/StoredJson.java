package io.botflow.store.jdbc;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.botflow.event.Event;
import java.util.List;

/**
 * Core's records as the JSON that the tables keep. Unknown fields are passed over, so that a row
 * which a newer version wrote stays readable while both serve.
 */
final class StoredJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  private static final ObjectWriter EVENTS = JSON.writerFor(new TypeReference<List<Event>>() {});

  private StoredJson() {}

  static String write(Object value) {
    return text(JSON.writer(), value);
  }

  /** With the name of the alternative in it, which a plain write of a sealed record leaves out. */
  static String write(Object value, Class<?> declared) {
    return text(JSON.writerFor(declared), value);
  }

  static String events(List<Event> events) {
    return text(EVENTS, events);
  }

  /** With whole numbers as Long, which is what variables hold. */
  static <T> T readVariables(String json, Class<T> type) {
    return read(json, type, JSON.readerFor(type).with(DeserializationFeature.USE_LONG_FOR_INTS));
  }

  static <T> T read(String json, Class<T> type) {
    return read(json, type, JSON.readerFor(type));
  }

  private static <T> T read(String json, Class<T> type, ObjectReader reader) {
    try {
      return reader.readValue(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored JSON is no " + type.getSimpleName(), e);
    }
  }

  private static String text(ObjectWriter writer, Object value) {
    try {
      return writer.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be kept as JSON: " + value.getClass(), e);
    }
  }
}
