package io.botflow.expression;

import static io.botflow.flow.VariableType.ANY;
import static io.botflow.flow.VariableType.BOOLEAN;
import static io.botflow.flow.VariableType.DATETIME;
import static io.botflow.flow.VariableType.LIST;
import static io.botflow.flow.VariableType.NUMBER;
import static io.botflow.flow.VariableType.OBJECT;
import static io.botflow.flow.VariableType.TEXT;

import io.botflow.expression.Evaluated.Failed;
import io.botflow.flow.VariableType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Builds the checked forms of one source, for both readers, and collects every problem on the way:
 * unknown names and functions, operators and functions on values of the wrong type. A form with a
 * problem is still built, so that the rest is checked too. For one source, by one thread.
 */
final class FormBuilder {
  private static final Form NOTHING = new Form.Constant(null, ANY);

  private final Map<String, VariableType> names;
  private final Set<String> used = new LinkedHashSet<>();
  private final List<ExpressionProblem> problems = new ArrayList<>();
  private int nodes;

  FormBuilder(Map<String, VariableType> names) {
    this.names = names;
  }

  /** What was found so far, in the order of the source. */
  List<ExpressionProblem> problems() {
    problems.sort(Comparator.comparingInt(ExpressionProblem::offset));
    return problems;
  }

  /** The root names that were read, in the order of first use. */
  Set<String> used() {
    return used;
  }

  /** How many forms were built so far. */
  int nodes() {
    return nodes;
  }

  Form problem(int offset, int length, String code, String text) {
    problems.add(new ExpressionProblem(offset, length, code, text));
    return NOTHING;
  }

  Form constant(@Nullable Object value) {
    nodes++;
    return new Form.Constant(value, typeOf(value));
  }

  Form name(int offset, String name) {
    nodes++;
    VariableType type = names.get(name);
    if (type == null) {
      return problem(
          offset,
          name.length(),
          ExpressionProblem.UNKNOWN_NAME,
          "There is nothing called '" + name + "'" + Spelling.suggestion(name, names.keySet()));
    }
    used.add(name);
    return name.equals(Expressions.NOW) ? new Form.Now() : new Form.Name(name, type);
  }

  /** A loop's own variable. */
  Form local(int slot, VariableType type) {
    nodes++;
    return new Loop.Local(slot, type);
  }

  /** Adds to the list that a loop collects. */
  Form append(int slot, List<Form> added) {
    nodes++;
    return new Loop.Append(slot, new Form.ListOf(List.copyOf(added)));
  }

  Form select(int offset, Form operand, String field) {
    nodes++;
    require(offset, field.length(), "'." + field + "'", operand, OBJECT, "is a part of an object");
    return new Form.Select(operand, field);
  }

  Form has(int offset, Form selection) {
    if (selection instanceof Form.Select select) {
      nodes++;
      return new Form.Has(select.operand(), select.field());
    }
    return problem(
        offset, 3, ExpressionProblem.WRONG_TYPE, "'has' asks for a field: has(contact.city)");
  }

  Form index(Form operand, Form key) {
    nodes++;
    return new Form.Index(operand, key);
  }

  Form not(int offset, Form operand) {
    nodes++;
    require(offset, 1, "'!'", operand, BOOLEAN, "turns true and false around");
    return new Logic.Not(operand);
  }

  Form negate(int offset, Form operand) {
    if (operand instanceof Form.Constant constant) {
      if (constant.value() instanceof Long number && number != Long.MIN_VALUE) {
        return new Form.Constant(-number, NUMBER);
      }
      if (constant.value() instanceof Double number) {
        return new Form.Constant(-number, NUMBER);
      }
    }
    nodes++;
    require(offset, 1, "'-'", operand, NUMBER, "works with numbers");
    return new Form.Negate(operand);
  }

  Form and(int offset, Form left, Form right) {
    nodes++;
    require(offset, 2, "'&&'", left, BOOLEAN, "joins conditions");
    require(offset, 2, "'&&'", right, BOOLEAN, "joins conditions");
    return new Logic.And(left, right);
  }

  Form or(int offset, Form left, Form right) {
    nodes++;
    require(offset, 2, "'||'", left, BOOLEAN, "joins conditions");
    require(offset, 2, "'||'", right, BOOLEAN, "joins conditions");
    return new Logic.Or(left, right);
  }

  Form conditional(int offset, Form condition, Form yes, Form no) {
    nodes++;
    require(offset, 1, "'?'", condition, BOOLEAN, "follows a condition");
    return new Logic.Conditional(condition, yes, no, common(List.of(yes, no)));
  }

  Form list(List<Form> elements) {
    nodes++;
    return new Form.ListOf(List.copyOf(elements));
  }

  Form map(List<Form> keys, List<Form> values) {
    nodes++;
    return new Form.MapOf(List.copyOf(keys), List.copyOf(values));
  }

  Form binary(int offset, Operator operator, Form left, Form right) {
    nodes++;
    VariableType a = kind(left);
    VariableType b = kind(right);
    VariableType type = OperatorTypes.result(operator, a, b);
    if (type == null) {
      problem(
          offset,
          operator.symbol().length(),
          ExpressionProblem.WRONG_TYPE,
          OperatorTypes.explain(operator, a, b));
    }
    return new Form.Binary(operator, left, right, type == null ? ANY : type);
  }

  /** A call; a method's target is the first value. */
  Form call(int offset, String callName, boolean method, List<Form> values) {
    nodes++;
    if (callName.equals("coalesce") && !method) {
      return values.isEmpty()
          ? problem(
              offset, 8, ExpressionProblem.UNKNOWN_FUNCTION, "'coalesce' needs at least one value")
          : new Logic.Coalesce(List.copyOf(values), common(values));
    }
    Function function = Function.named(callName);
    if (function == null) {
      return problem(
          offset,
          callName.length(),
          ExpressionProblem.UNKNOWN_FUNCTION,
          "There is no function '"
              + callName
              + "'"
              + Spelling.suggestion(callName, Function.names()));
    }
    if (!function.accepts(method, values.size())) {
      return problem(
          offset,
          callName.length(),
          ExpressionProblem.UNKNOWN_FUNCTION,
          "'" + callName + "' is written " + function.usage());
    }
    for (int i = 0; i < values.size(); i++) {
      require(
          offset,
          callName.length(),
          "'" + callName + "'",
          values.get(i),
          function.parameters().get(i),
          "needs something else here");
    }
    if (function == Function.MATCHES && values.get(1) instanceof Form.Constant constant) {
      return matches(offset, values.get(0), constant);
    }
    if (function == Function.MONEY
        && values.get(1) instanceof Form.Constant constant
        && constant.value() instanceof String code
        && Formats.currency(code) == null) {
      return problem(
          offset,
          callName.length(),
          ExpressionProblem.BAD_LITERAL,
          "'" + code + "' is not a currency code such as EUR");
    }
    return new Form.Call(function, at(values, 0), at(values, 1), at(values, 2));
  }

  private Form matches(int offset, Form text, Form.Constant pattern) {
    Object safe = pattern.value() instanceof String source ? SafePattern.of(source) : NOTHING;
    if (safe instanceof Failed failed) {
      return problem(offset, 7, ExpressionProblem.BAD_LITERAL, failed.text());
    }
    return safe instanceof SafePattern compiled ? new Form.Matches(text, compiled) : NOTHING;
  }

  private void require(
      int offset, int length, String what, Form form, VariableType wanted, String use) {
    VariableType is = kind(form);
    if (wanted != ANY && is != ANY && is != kind(wanted)) {
      problem(
          offset,
          length,
          ExpressionProblem.WRONG_TYPE,
          what
              + " "
              + use
              + "; this is "
              + OperatorTypes.named(is)
              + ", not "
              + OperatorTypes.named(kind(wanted)));
    }
  }

  private static @Nullable Form at(List<Form> values, int index) {
    return index < values.size() ? values.get(index) : null;
  }

  /** The type of all of them, where it is one. Nothing (null) fits every type. */
  private static VariableType common(List<Form> forms) {
    VariableType common = null;
    for (Form form : forms) {
      if (form instanceof Form.Constant constant && constant.value() == null) {
        continue;
      }
      VariableType type = common == null || common == form.type() ? form.type() : kind(form);
      common = common == null || common == type || kind(common) == type ? type : ANY;
    }
    return common == null ? ANY : common;
  }

  static VariableType kind(Form form) {
    return kind(form.type());
  }

  /** The type as operators see it: an email is a text, a location an object. */
  static VariableType kind(VariableType type) {
    return switch (type) {
      case TEXT, DATE, TIME, EMAIL, PHONE, URL -> TEXT;
      case LOCATION, MEDIA, OBJECT -> OBJECT;
      case NUMBER, BOOLEAN, DATETIME, LIST, ANY -> type;
    };
  }

  private static VariableType typeOf(@Nullable Object value) {
    return switch (value) {
      case String ignored -> TEXT;
      case Number ignored -> NUMBER;
      case Boolean ignored -> BOOLEAN;
      case Instant ignored -> DATETIME;
      case List<?> ignored -> LIST;
      case Map<?, ?> ignored -> OBJECT;
      case null, default -> ANY;
    };
  }

  /** The names with {@code more} among them, for a place that has one more name. */
  static Map<String, VariableType> with(Map<String, VariableType> names, String more) {
    Map<String, VariableType> all = new LinkedHashMap<>(names);
    all.put(more, ANY);
    return all;
  }
}
