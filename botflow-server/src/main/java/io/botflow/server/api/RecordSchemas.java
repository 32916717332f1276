package io.botflow.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** JSON schemas of the records that requests and answers are made of. Used by one thread. */
final class RecordSchemas {
  private static final String PLACE = "#/components/schemas/";

  private final Map<String, ObjectNode> schemas = new TreeMap<>();

  /** The schemas of all records that were asked for, by name. */
  Map<String, ObjectNode> all() {
    return schemas;
  }

  /** A reference to a record's schema. */
  ObjectNode reference(Class<?> type) {
    String name =
        type.getEnclosingClass() == null
            ? type.getSimpleName()
            : type.getEnclosingClass().getSimpleName() + type.getSimpleName();
    if (!schemas.containsKey(name)) {
      ObjectNode schema = node().put("type", "object").put("additionalProperties", false);
      schemas.put(name, schema);
      ObjectNode properties = schema.putObject("properties");
      ArrayNode required = JsonNodeFactory.instance.arrayNode();
      for (RecordComponent component : type.getRecordComponents()) {
        properties.set(component.getName(), of(component.getGenericType()));
        if (JsonBodies.isRequired(component)) {
          required.add(component.getName());
        }
      }
      if (!required.isEmpty()) {
        schema.set("required", required);
      }
    }
    return named(name);
  }

  /** A reference to the schema of a page of records, which has the record's name and "Page". */
  ObjectNode page(Class<?> element) {
    ObjectNode items = reference(element);
    String name = items.get("$ref").asText().substring(PLACE.length()) + "Page";
    ObjectNode schema = node().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    properties.putObject("data").put("type", "array").set("items", items);
    properties.putObject("next").put("type", "string");
    schema.putArray("required").add("data");
    schemas.put(name, schema);
    return named(name);
  }

  private static ObjectNode named(String name) {
    return node().put("$ref", PLACE + name);
  }

  private JsonNode of(Type type) {
    if (type instanceof ParameterizedType generic) {
      Class<?> raw = (Class<?>) generic.getRawType();
      Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
      if (Collection.class.isAssignableFrom(raw)) {
        ObjectNode list = node().put("type", "array");
        list.set("items", of(last));
        return list;
      }
      if (Map.class.isAssignableFrom(raw)) {
        ObjectNode map = node().put("type", "object");
        map.set("additionalProperties", of(last));
        return map;
      }
      return of(raw);
    }
    Class<?> simple = (Class<?>) type;
    if (simple == String.class) {
      return node().put("type", "string");
    } else if (simple == UUID.class) {
      return node().put("type", "string").put("format", "uuid");
    } else if (simple == Instant.class) {
      return node().put("type", "string").put("format", "date-time");
    } else if (simple == boolean.class || simple == Boolean.class) {
      return node().put("type", "boolean");
    } else if (simple == int.class || simple == Integer.class) {
      return node().put("type", "integer");
    } else if (simple == long.class || simple == Long.class) {
      return node().put("type", "integer").put("format", "int64");
    } else if (simple == double.class || simple == Double.class) {
      return node().put("type", "number");
    } else if (simple.isRecord()) {
      return reference(simple);
    } else if (JsonNode.class.isAssignableFrom(simple)) {
      return node();
    }
    throw new IllegalArgumentException("no schema for " + simple);
  }

  static ObjectNode node() {
    return JsonNodeFactory.instance.objectNode();
  }
}
