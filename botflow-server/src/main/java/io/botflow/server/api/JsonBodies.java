package io.botflow.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.botflow.server.http.ErrorCode;
import io.botflow.server.http.Problem;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JSON of requests and answers. A request's field that its record does not have is refused, and so
 * is a value of another type, a name that comes twice, and anything after the end.
 */
public final class JsonBodies {
  /** Beyond what any of our records needs. */
  private static final int DEPTH = 64;

  static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH)
                          .maxNumberLength(DEPTH)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .addModule(new JavaTimeModule())
          .addModule(new SimpleModule().addDeserializer(String.class, new TextDeserializer()))
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              text ->
                  text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  private JsonBodies() {}

  /**
   * Reads a body.
   *
   * @throws Refusal with every place that has to be mended
   */
  static <T> T read(byte[] body, Class<T> type) {
    T value;
    try {
      value = MAPPER.readValue(body, type);
    } catch (TextDeserializer.NoText e) {
      throw Refusal.of(path(e), "holds what is no character");
    } catch (UnrecognizedPropertyException e) {
      throw Refusal.of(path(e), "is no field of this");
    } catch (JsonMappingException e) {
      throw Refusal.of(path(e), "has another type than expected");
    } catch (JsonProcessingException e) {
      throw Refusal.of("", "is not JSON");
    } catch (IOException e) {
      throw new Refusal(ErrorCode.UNREADABLE_BODY);
    }
    if (value == null) {
      throw Refusal.of("", "has to be an object");
    }
    check(value);
    return value;
  }

  /**
   * Reads what came another way than as a body.
   *
   * @throws Refusal with every place that has to be mended
   */
  public static <T> T read(JsonNode node, Class<T> type) {
    return read(node.toString().getBytes(StandardCharsets.UTF_8), type);
  }

  /** An answer as it is written. */
  public static JsonNode tree(Object answer) {
    return MAPPER.valueToTree(answer);
  }

  private static void check(Object body) {
    List<Problem.Place> places = new ArrayList<>();
    for (RecordComponent component : body.getClass().getRecordComponents()) {
      if (isRequired(component) && value(component, body) == null) {
        places.add(new Problem.Place("/" + component.getName(), "is missing"));
      }
    }
    if (places.isEmpty() && body instanceof Checked checked) {
      checked.check((path, message) -> places.add(new Problem.Place(path, message)));
    }
    if (!places.isEmpty()) {
      throw new Refusal(ErrorCode.INVALID_BODY, places);
    }
  }

  /** Whether a field of a body has to be there: what may be null may be left out. */
  static boolean isRequired(RecordComponent component) {
    return !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static @Nullable Object value(RecordComponent component, Object body) {
    try {
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(body);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record's accessor failed", e);
    }
  }

  private static String path(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      path.append('/')
          .append(
              step.getFieldName() == null
                  ? Integer.toString(step.getIndex())
                  : step.getFieldName());
    }
    return path.length() > 200 ? path.substring(0, 200) : path.toString();
  }

  static String write(Object body) {
    try {
      return MAPPER.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer cannot be written", e);
    }
  }
}
