package io.botflow.engine;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.botflow.expression.Expression;
import io.botflow.expression.Template;
import io.botflow.expression.TextPattern;
import io.botflow.node.Setting;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON Schemas of config records and the records in them, as definitions of one schema. */
final class SettingsSchema {
  private static final String RULE = "rule";

  private final ObjectNode definitions;

  SettingsSchema(ObjectNode definitions) {
    this.definitions = definitions;
    rule(definitions.putObject(RULE));
  }

  /** Adds a record's schema under a name. */
  void define(String name, Class<?> type) {
    ObjectNode schema = definitions.putObject(name).put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = schema.arrayNode();
    Record empty = ConfigReader.empty(type);
    for (ConfigShape.Component component : ConfigShape.of(type)) {
      ObjectNode setting = properties.putObject(component.name());
      hints(setting, component.setting());
      describe(setting, component.generic());
      Object byDefault = empty == null ? null : component.value(empty);
      if (byDefault instanceof Enum<?> word) {
        setting.put("default", word.name().toLowerCase(Locale.ROOT));
      }
      boolean hasDefault = byDefault != null && component.type() != double.class;
      if (!component.nullable() && !hasDefault) {
        required.add(component.name());
      }
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    schema.put("additionalProperties", false);
  }

  private static void hints(ObjectNode schema, @Nullable Setting setting) {
    if (setting == null) {
      return;
    }
    schema.put("title", setting.value());
    if (!setting.help().isEmpty()) {
      schema.put("description", setting.help());
    }
    if (setting.translated()) {
      schema.put("x-botflow-translated", true);
    }
    if (setting.multiline()) {
      schema.put("x-botflow-multiline", true);
    }
    if (!setting.holds().isEmpty()) {
      schema.put("x-botflow-holds", setting.holds());
    }
  }

  private void describe(ObjectNode schema, Type generic) {
    if (generic instanceof ParameterizedType many) {
      Class<?> raw = (Class<?>) many.getRawType();
      Type element = many.getActualTypeArguments()[many.getActualTypeArguments().length - 1];
      if (Collection.class.isAssignableFrom(raw)) {
        describe(schema.put("type", "array").putObject("items"), element);
      } else if (Map.class.isAssignableFrom(raw)) {
        describe(schema.put("type", "object").putObject("additionalProperties"), element);
      }
    } else if (generic instanceof Class<?> type) {
      single(schema, type);
    }
  }

  private void single(ObjectNode schema, Class<?> type) {
    if (type.isEnum()) {
      words(schema, type);
    } else if (type == String.class) {
      schema.put("type", "string");
    } else if (type == Template.class) {
      schema.put("type", "string").put("x-botflow-template", true);
    } else if (type == Expression.class) {
      expression(schema);
    } else if (type == TextPattern.class) {
      schema.put("type", "string");
    } else if (type == Duration.class) {
      duration(schema);
    } else if (type == Instant.class) {
      schema.put("type", "string").put("format", "date-time");
    } else if (type == boolean.class || type == Boolean.class) {
      schema.put("type", "boolean");
    } else if (type == int.class || type == Integer.class || type == long.class) {
      schema.put("type", "integer");
    } else if (type == double.class || type == Double.class) {
      schema.put("type", "number");
    } else if (type.isRecord()) {
      record(schema, type);
    }
  }

  /** Any other type, such as a call's body, takes any JSON. */
  private void record(ObjectNode schema, Class<?> type) {
    String name = name(type);
    if (!definitions.has(name)) {
      define(name, type);
    }
    if (isReadFromText(type)) {
      ArrayNode ways = schema.putArray("anyOf");
      ways.addObject().put("type", "string");
      ways.addObject().put("$ref", "#/$defs/" + name);
    } else {
      schema.put("$ref", "#/$defs/" + name);
    }
  }

  private static String name(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return outer == null
        ? type.getSimpleName()
        : outer.getSimpleName() + "." + type.getSimpleName();
  }

  private static boolean isReadFromText(Class<?> type) {
    for (Method method : type.getDeclaredMethods()) {
      if (Modifier.isStatic(method.getModifiers())
          && method.isAnnotationPresent(JsonCreator.class)
          && List.of(method.getParameterTypes()).equals(List.of(String.class))) {
        return true;
      }
    }
    return false;
  }

  private static void expression(ObjectNode schema) {
    schema.put("x-botflow-expression", true);
    ArrayNode ways = schema.putArray("anyOf");
    ways.addObject().putArray("type").add("string").add("number").add("boolean");
    ways.addObject().put("$ref", "#/$defs/" + RULE);
  }

  private static void rule(ObjectNode schema) {
    schema.put("type", "object");
    schema.put(
        "description",
        "A condition put together by hand: a variable, an operator and a value, or a list of such"
            + " rules of which all or any must hold.");
    ObjectNode properties = schema.putObject("properties");
    properties.putObject("variable").put("type", "string");
    ArrayNode operators = properties.putObject("operator").putArray("enum");
    RuleText.OPERATORS.forEach(operators::add);
    properties.putObject("value");
    for (String list : List.of("all", "any")) {
      ObjectNode rules = properties.putObject(list).put("type", "array");
      rules.putObject("items").put("$ref", "#/$defs/" + RULE);
    }
    schema.put("additionalProperties", false);
  }

  static ObjectNode duration(ObjectNode schema) {
    schema.put("type", "string").put("format", "duration").putArray("examples").add("PT30M");
    return schema;
  }

  static ObjectNode words(ObjectNode schema, Class<?> type) {
    ArrayNode names = schema.put("type", "string").putArray("enum");
    for (Object constant : type.getEnumConstants()) {
      names.add(((Enum<?>) constant).name().toLowerCase(Locale.ROOT));
    }
    return schema;
  }
}
