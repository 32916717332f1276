package io.botflow.expression;

import io.botflow.flow.VariableType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The compiler for the expressions and templates of one flow version.
 *
 * <p>Known names are the declared variables and {@code contact}, {@code message}, {@code intent},
 * {@code channel}, {@code conversation}, {@code organization} and {@code now}; in mappings also
 * {@code response}. A built-in name hides a variable that is declared with the same name.
 * Immutable, and safe for use by any number of threads.
 */
public final class Expressions {
  /** The time of the turn; the one built-in name that a {@link Scope} does not give as a value. */
  static final String NOW = "now";

  private static final List<String> OBJECTS =
      List.of("contact", "message", "intent", "channel", "conversation", "organization");

  private static final String RESPONSE = "response";

  private final Map<String, VariableType> names;
  private final Map<String, VariableType> mappingNames;

  /**
   * @param declared the flow's variables, those that nodes fill without a declaration included
   */
  public Expressions(Map<String, VariableType> declared) {
    Map<String, VariableType> all = new LinkedHashMap<>(declared);
    OBJECTS.forEach(name -> all.put(name, VariableType.ANY));
    all.put(NOW, VariableType.DATETIME);
    this.names = all;
    this.mappingNames = new LinkedHashMap<>(all);
    mappingNames.put(RESPONSE, VariableType.ANY);
  }

  /** Whether expressions can read a variable of this name: letters, digits and underscores. */
  public static boolean isName(String name) {
    return name.matches("[A-Za-z_][A-Za-z0-9_]*")
        && !SourceReader.RESERVED.contains(name)
        && !OBJECTS.contains(name)
        && !name.equals(NOW)
        && !name.equals(RESPONSE);
  }

  /** A text, number, boolean or null as it is written in a source, with quotes where needed. */
  public static String literal(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String text ->
          '"'
              + text.replace("\\", "\\\\")
                  .replace("\"", "\\\"")
                  .replace("\n", "\\n")
                  .replace("\r", "\\r")
              + '"';
      case Number number -> number.toString();
      case Boolean bool -> bool.toString();
      default -> throw new IllegalArgumentException("There is no literal for " + value.getClass());
    };
  }

  /** Compiles an expression that may have any value, as in an assignment. */
  public Compiled<Expression> value(String source) {
    return compile(source, names, false);
  }

  /** Compiles an expression that must be true or false, as far as its type is known. */
  public Compiled<Expression> condition(String source) {
    return compile(source, names, true);
  }

  /** Compiles an expression over the {@code response} of an outside call. */
  public Compiled<Expression> mapping(String source) {
    return compile(source, mappingNames, false);
  }

  /** Compiles a text with {@code {{ }}}. The problems' offsets count from the text's start. */
  public Compiled<Template> template(String source) {
    return TemplateReader.read(source, this);
  }

  private static Compiled<Expression> compile(
      String source, Map<String, VariableType> names, boolean condition) {
    if (source.length() > ExpressionLimits.SOURCE_LENGTH) {
      return refused(
          ExpressionLimits.SOURCE_LENGTH,
          source.length() - ExpressionLimits.SOURCE_LENGTH,
          ExpressionProblem.TOO_LARGE,
          "An expression has at most " + ExpressionLimits.SOURCE_LENGTH + " characters");
    }
    if (source.isBlank()) {
      return refused(0, 0, ExpressionProblem.SYNTAX, "There is no expression");
    }
    try {
      return read(source, names, condition);
    } catch (StackOverflowError e) {
      return refused(0, source.length(), ExpressionProblem.TOO_LARGE, "This is nested too deeply");
    }
  }

  private static Compiled<Expression> read(
      String source, Map<String, VariableType> names, boolean condition) {
    FormBuilder forms = new FormBuilder(names);
    Form form = SourceReader.read(source, forms);
    if (form == null) {
      forms = new FormBuilder(names);
      form = CelReader.read(source, forms);
    }
    if (forms.nodes() > ExpressionLimits.NODES) {
      forms.problem(
          0, source.length(), ExpressionProblem.TOO_LARGE, "This has too many parts; split it");
    }
    if (form != null && condition && forms.problems().isEmpty()) {
      VariableType type = form.type();
      if (type != VariableType.BOOLEAN && type != VariableType.ANY) {
        forms.problem(
            0,
            source.length(),
            ExpressionProblem.NOT_BOOLEAN,
            "A condition is true or false; this is " + OperatorTypes.named(type));
      }
    }
    return form == null || !forms.problems().isEmpty()
        ? new Compiled.Refused<>(forms.problems())
        : new Compiled.Ready<>(Expression.bound(source, form, forms.used()));
  }

  private static Compiled<Expression> refused(int offset, int length, String code, String text) {
    return new Compiled.Refused<>(List.of(new ExpressionProblem(offset, length, code, text)));
  }

  /** The built-in names, without {@code response}. */
  static Set<String> builtIn() {
    return new Expressions(Map.of()).names.keySet();
  }
}
