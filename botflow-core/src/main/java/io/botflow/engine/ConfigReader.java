package io.botflow.engine;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.botflow.expression.Expression;
import io.botflow.expression.Template;
import io.botflow.flow.ProblemCode;
import io.botflow.flow.Settings;
import io.botflow.node.BodyTemplate;
import io.botflow.node.Setting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a node's settings into its type's config record, with every text and expression in it
 * compiled on the way and every problem reported at its place.
 */
final class ConfigReader {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(
              new SimpleModule()
                  .addDeserializer(Template.class, new TemplateReader())
                  .addDeserializer(Expression.class, new ExpressionReader(""))
                  .addDeserializer(BodyTemplate.class, new BodyReader()))
          .addHandler(new Reporting())
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private ConfigReader() {}

  /** The config, or null where it is so wrong that there is none; every problem is reported. */
  static <C> @Nullable C read(Class<C> type, ObjectNode config, Binding binding) {
    int before = binding.errors();
    try {
      C read =
          MAPPER
              .readerFor(type)
              .withAttribute(Binding.class, binding)
              .readValue(MAPPER.treeAsTokens(config));
      if (read != null) {
        requireSettings((Record) read, config, "", binding);
      }
      return binding.errors() == before ? read : null;
    } catch (JsonMappingException e) {
      if (binding.errors() == before) {
        binding.report(ProblemCode.BAD_CONFIG, pointer(e), reason(e));
      }
      return null;
    } catch (IOException e) {
      throw new IllegalStateException("a tree of JSON nodes can always be read", e);
    }
  }

  /** The config as far as its author came; null where what there is cannot be read. */
  static <C> @Nullable C draft(Class<C> type, ObjectNode config, Binding binding) {
    try {
      return MAPPER
          .readerFor(type)
          .withAttribute(Binding.class, binding)
          .readValue(MAPPER.treeAsTokens(config));
    } catch (IOException e) {
      return null;
    }
  }

  /** A config of which nothing is set, so that it shows its defaults; null where there is none. */
  static @Nullable Record empty(Class<?> type) {
    try {
      return (Record) MAPPER.readValue("{}", type);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private static String reason(JsonMappingException e) {
    Throwable cause = e.getCause();
    return cause instanceof IllegalArgumentException && cause.getMessage() != null
        ? cause.getMessage()
        : e.getOriginalMessage();
  }

  private static String pointer(JsonMappingException e) {
    StringBuilder pointer = new StringBuilder();
    for (JsonMappingException.Reference reference : e.getPath()) {
      pointer.append('/');
      pointer.append(
          reference.getFieldName() == null
              ? String.valueOf(reference.getIndex())
              : reference.getFieldName());
    }
    return pointer.toString();
  }

  /**
   * A component that is not {@code @Nullable} must have a value, a {@code double} one must be
   * written down, and times must be possible; so it is with records in it.
   */
  private static void requireSettings(Record config, JsonNode written, String at, Binding binding) {
    for (ConfigShape.Component component : ConfigShape.of(config.getClass())) {
      Object value = component.value(config);
      String name = component.name();
      JsonNode own = written.path(name);
      boolean unwritten = component.type() == double.class && (own.isMissingNode() || own.isNull());
      if (value == null || unwritten) {
        if (unwritten || !component.nullable()) {
          binding.report(ProblemCode.MISSING_VALUE, at, "\"" + name + "\" is needed.");
        }
      } else if (value instanceof Duration time) {
        if (time.isNegative() || time.compareTo(Settings.MAX_TIME) > 0) {
          binding.report(
              ProblemCode.BAD_VALUE, at + "/" + name, "A time is at most 366 days long.");
        }
      } else if (value instanceof Record inner && component.type().isRecord()) {
        requireSettings(inner, own, at + "/" + name, binding);
      } else if (value instanceof List<?> list) {
        for (int i = 0; i < list.size(); i++) {
          if (list.get(i) instanceof Record inner) {
            requireSettings(inner, own.path(i), at + "/" + name + "/" + i, binding);
          }
        }
      }
    }
  }

  private static Binding binding(DeserializationContext context) {
    return (Binding) context.getAttribute(Binding.class);
  }

  private static String place(JsonParser parser) {
    return parser.getParsingContext().pathAsPointer().toString();
  }

  private static final class TemplateReader extends JsonDeserializer<Template> {
    @Override
    public Template deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (parser.currentToken().isStructStart()) {
        String place = place(parser);
        parser.skipChildren();
        binding(context).report(ProblemCode.BAD_CONFIG, place, "This is text.");
        return Template.of("");
      }
      return binding(context).template(parser.getText(), place(parser));
    }
  }

  private static final class ExpressionReader extends JsonDeserializer<Expression>
      implements ContextualDeserializer {
    private final String holds;

    ExpressionReader(String holds) {
      this.holds = holds;
    }

    @Override
    public JsonDeserializer<Expression> createContextual(
        DeserializationContext context, @Nullable BeanProperty property) {
      Setting setting = property == null ? null : property.getAnnotation(Setting.class);
      return setting == null ? this : new ExpressionReader(setting.holds());
    }

    @Override
    public Expression deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      String place = place(parser);
      return switch (parser.currentToken()) {
        case START_OBJECT -> {
          JsonNode rule = parser.readValueAsTree();
          String meant = RuleText.of(rule);
          yield meant == null
              ? refused(
                  context,
                  place,
                  "A rule has a variable, an operator that is known and a value, or a list"
                      + " \"all\" or \"any\" of rules.")
              : binding(context).expression(meant, place, holds);
        }
        case START_ARRAY -> {
          parser.skipChildren();
          yield refused(context, place, "An expression is text.");
        }
        default -> binding(context).expression(parser.getText(), place, holds);
      };
    }

    private static Expression refused(DeserializationContext context, String place, String text) {
      binding(context).report(ProblemCode.BAD_CONFIG, place, text);
      return Expression.of("false");
    }
  }

  private static final class BodyReader extends JsonDeserializer<BodyTemplate> {
    @Override
    public BodyTemplate deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      String place = place(parser);
      JsonNode body = parser.readValueAsTree();
      Binding binding = binding(context);
      return BodyTemplate.of(
          body, place, binding::template, (source, at) -> binding.expression(source, at, ""));
    }
  }

  /** Reports what does not fit and reads on, so that an author sees everything at once. */
  private static final class Reporting extends DeserializationProblemHandler {
    @Override
    public boolean handleUnknownProperty(
        DeserializationContext context,
        JsonParser parser,
        JsonDeserializer<?> deserializer,
        Object beanOrClass,
        String name)
        throws IOException {
      binding(context)
          .report(
              ProblemCode.UNKNOWN_SETTING,
              place(parser),
              "\"" + name + "\" is not a setting here; it is kept and does nothing.");
      parser.skipChildren();
      return true;
    }

    @Override
    public @Nullable Object handleWeirdStringValue(
        DeserializationContext context, Class<?> target, String value, String failure) {
      report(context, "\"" + value + "\" is not " + expected(target) + ".");
      return fallback(target);
    }

    @Override
    public @Nullable Object handleWeirdNumberValue(
        DeserializationContext context, Class<?> target, Number value, String failure) {
      report(context, value + " is not " + expected(target) + ".");
      return fallback(target);
    }

    @Override
    public @Nullable Object handleUnexpectedToken(
        DeserializationContext context,
        JavaType target,
        JsonToken token,
        JsonParser parser,
        String failure)
        throws IOException {
      report(context, "This is not " + expected(target.getRawClass()) + ".");
      parser.skipChildren();
      return fallback(target.getRawClass());
    }

    @Override
    public Object handleInstantiationProblem(
        DeserializationContext context, Class<?> type, Object argument, Throwable problem)
        throws IOException {
      throw JsonMappingException.from(
          context,
          problem instanceof NullPointerException || problem.getMessage() == null
              ? "Something here is empty (null)."
              : problem.getMessage(),
          problem);
    }

    private static void report(DeserializationContext context, String text) {
      binding(context).report(ProblemCode.BAD_CONFIG, place(context.getParser()), text);
    }

    private static @Nullable Object fallback(Class<?> target) {
      if (target == boolean.class) {
        return false;
      }
      if (target == int.class) {
        return 0;
      }
      if (target == long.class) {
        return 0L;
      }
      if (target == double.class) {
        return 0.0;
      }
      return null;
    }

    private static String expected(Class<?> target) {
      if (target.isEnum()) {
        StringBuilder names = new StringBuilder("one of");
        String separator = " ";
        for (Object constant : target.getEnumConstants()) {
          names.append(separator).append(constant.toString().toLowerCase(Locale.ROOT));
          separator = ", ";
        }
        return names.toString();
      }
      return switch (target.getSimpleName()) {
        case "int", "Integer", "long", "Long" -> "a whole number";
        case "double", "Double" -> "a number";
        case "boolean", "Boolean" -> "true or false";
        case "String" -> "text";
        case "List" -> "a list";
        case "Duration" -> "an ISO 8601 duration such as PT30M";
        case "Instant" -> "a moment such as 2026-01-31T09:00:00Z";
        default -> "an object";
      };
    }
  }
}
