package io.botflow.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.botflow.expression.Expression;
import io.botflow.expression.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of a call as the author drew it: JSON whose texts may contain {@code {{ }}}. Values are
 * put in as JSON values, so that what a customer typed cannot break out of its quotes; a text that
 * is nothing but one {@code {{ }}} becomes the value itself, with its type.
 */
public sealed interface BodyTemplate {

  /** A JSON object. */
  record Members(Map<String, BodyTemplate> members) implements BodyTemplate {
    public Members {
      members = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }
  }

  /** A JSON list. */
  record Elements(List<BodyTemplate> elements) implements BodyTemplate {
    public Elements {
      elements = List.copyOf(elements);
    }
  }

  /** A text with some values in it. */
  record Words(Template text) implements BodyTemplate {}

  /** One value, with its type. */
  record Value(Expression expression) implements BodyTemplate {}

  /** A number, true, false or null as it stands. */
  record Fixed(JsonNode value) implements BodyTemplate {}

  /**
   * Reads a body.
   *
   * @param text compiles a text at a pointer within the body
   * @param value compiles an expression at such a pointer
   */
  static BodyTemplate of(
      JsonNode body, String at, Compiler<Template> text, Compiler<Expression> value) {
    if (body instanceof ObjectNode object) {
      Map<String, BodyTemplate> members = new LinkedHashMap<>();
      object
          .properties()
          .forEach(
              member ->
                  members.put(
                      member.getKey(),
                      of(member.getValue(), at + "/" + member.getKey(), text, value)));
      return new Members(members);
    }
    if (body instanceof ArrayNode array) {
      List<BodyTemplate> elements = new ArrayList<>();
      for (int i = 0; i < array.size(); i++) {
        elements.add(of(array.get(i), at + "/" + i, text, value));
      }
      return new Elements(elements);
    }
    if (body.isTextual()) {
      String only = onlyExpression(body.textValue());
      return only == null
          ? new Words(text.compile(body.textValue(), at))
          : new Value(value.compile(only, at));
    }
    return new Fixed(body);
  }

  /** Compiles a source that stands at a pointer. */
  @FunctionalInterface
  interface Compiler<T> {
    /** The compiled form; problems are reported elsewhere. */
    T compile(String source, String pointer);
  }

  private static @Nullable String onlyExpression(String text) {
    String bare = text.strip();
    boolean only =
        bare.startsWith("{{") && bare.endsWith("}}") && bare.indexOf("}}") == bare.length() - 2;
    return only ? bare.substring(2, bare.length() - 2).strip() : null;
  }

  /** The body as JSON text, or as plain text where it is no more than that. */
  default String write(TurnContext turn) {
    return this instanceof Words words ? turn.render(words.text()) : json(turn).toString();
  }

  private JsonNode json(TurnContext turn) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    return switch (this) {
      case Members members -> {
        ObjectNode object = json.objectNode();
        members.members().forEach((name, member) -> object.set(name, member.json(turn)));
        yield object;
      }
      case Elements elements -> {
        ArrayNode array = json.arrayNode();
        elements.elements().forEach(element -> array.add(element.json(turn)));
        yield array;
      }
      case Words words -> json.textNode(turn.render(words.text()));
      case Value single -> json(turn.evaluate(single.expression()));
      case Fixed fixed -> fixed.value();
    };
  }

  private static JsonNode json(@Nullable Object value) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    return switch (value) {
      case null -> json.nullNode();
      case String text -> json.textNode(text);
      case Boolean bool -> json.booleanNode(bool);
      case Long whole -> json.numberNode(whole);
      case Integer whole -> json.numberNode(whole);
      case Double number -> json.numberNode(number);
      case Map<?, ?> map -> {
        ObjectNode object = json.objectNode();
        map.forEach((name, member) -> object.set(String.valueOf(name), json(member)));
        yield object;
      }
      case Iterable<?> list -> {
        ArrayNode array = json.arrayNode();
        list.forEach(element -> array.add(json(element)));
        yield array;
      }
      default -> json.textNode(value.toString());
    };
  }
}
