package io.botflow.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the everyday grammar of CEL: literals, names, fields, operators, calls, lists and maps.
 * Gives up, without a judgement, on everything else: loops, rare literals, and what breaks the
 * grammar. {@link CelReader} reads that, and agrees with this reader wherever this one reads.
 */
final class SourceReader {
  /** Methods that CEL's parser turns into loops. */
  private static final Set<String> LOOPS = Set.of("all", "exists", "exists_one", "map", "filter");

  /** Names that CEL keeps for itself. */
  static final Set<String> RESERVED =
      Set.of(
          "as",
          "break",
          "const",
          "continue",
          "else",
          "false",
          "for",
          "function",
          "if",
          "import",
          "in",
          "let",
          "loop",
          "package",
          "namespace",
          "null",
          "return",
          "true",
          "var",
          "void",
          "while");

  /** Thrown, without a stack trace, where this reader gives up; never leaves this class. */
  @SuppressWarnings("serial") // never leaves this class
  private static final class GivesUp extends Exception {
    private GivesUp() {
      super(null, null, false, false);
    }
  }

  private final SourceTokens tokens;
  private final FormBuilder forms;
  private int depth;

  private SourceReader(String source, FormBuilder forms) {
    this.tokens = new SourceTokens(source);
    this.forms = forms;
  }

  /** The form of the source; null when this reader gives up, and the builder is then worthless. */
  static @Nullable Form read(String source, FormBuilder forms) {
    try {
      SourceReader reader = new SourceReader(source, forms);
      reader.tokens.advance();
      Form form = reader.expression();
      return reader.tokens.kind == SourceTokens.END ? form : null;
    } catch (GivesUp e) {
      return null;
    }
  }

  private Form expression() throws GivesUp {
    if (++depth > ExpressionLimits.DEPTH) {
      throw new GivesUp();
    }
    Form condition = or();
    int offset = tokens.offset;
    if (tokens.take("?")) {
      Form yes = or();
      expect(":");
      condition = forms.conditional(offset, condition, yes, expression());
    }
    depth--;
    return condition;
  }

  private Form or() throws GivesUp {
    Form first = and();
    if (!tokens.is("||")) {
      return first;
    }
    List<Form> terms = new ArrayList<>(List.of(first));
    List<Integer> offsets = new ArrayList<>();
    for (int at = tokens.offset; tokens.take("||"); at = tokens.offset) {
      offsets.add(at);
      terms.add(and());
    }
    return balanced(forms::or, terms, offsets, 0, offsets.size() - 1);
  }

  private Form and() throws GivesUp {
    Form first = relation();
    if (!tokens.is("&&")) {
      return first;
    }
    List<Form> terms = new ArrayList<>(List.of(first));
    List<Integer> offsets = new ArrayList<>();
    for (int at = tokens.offset; tokens.take("&&"); at = tokens.offset) {
      offsets.add(at);
      terms.add(relation());
    }
    return balanced(forms::and, terms, offsets, 0, offsets.size() - 1);
  }

  private interface Joined {
    Form of(int offset, Form left, Form right);
  }

  /** Joins terms to a tree of the least depth, from the same middles as CEL's parser. */
  private static Form balanced(
      Joined joined, List<Form> terms, List<Integer> offsets, int low, int high) {
    int middle = (low + high + 1) / 2;
    Form left =
        middle == low ? terms.get(middle) : balanced(joined, terms, offsets, low, middle - 1);
    Form right =
        middle == high ? terms.get(middle + 1) : balanced(joined, terms, offsets, middle + 1, high);
    return joined.of(offsets.get(middle), left, right);
  }

  private Form relation() throws GivesUp {
    Form left = sum();
    while (true) {
      int offset = tokens.offset;
      Operator operator =
          switch (tokens.text) {
            case "==" -> Operator.EQUAL;
            case "!=" -> Operator.NOT_EQUAL;
            case "<" -> Operator.LESS;
            case "<=" -> Operator.LESS_EQUAL;
            case ">" -> Operator.GREATER;
            case ">=" -> Operator.GREATER_EQUAL;
            case "in" -> Operator.IN;
            default -> null;
          };
      if (operator == null) {
        return left;
      }
      tokens.advance();
      left = forms.binary(offset, operator, left, sum());
    }
  }

  private Form sum() throws GivesUp {
    Form left = product();
    while (true) {
      int offset = tokens.offset;
      if (tokens.take("+")) {
        left = forms.binary(offset, Operator.ADD, left, product());
      } else if (tokens.take("-")) {
        left = forms.binary(offset, Operator.SUBTRACT, left, product());
      } else {
        return left;
      }
    }
  }

  private Form product() throws GivesUp {
    Form left = unary();
    while (true) {
      int offset = tokens.offset;
      if (tokens.take("*")) {
        left = forms.binary(offset, Operator.MULTIPLY, left, unary());
      } else if (tokens.take("/")) {
        left = forms.binary(offset, Operator.DIVIDE, left, unary());
      } else if (tokens.take("%")) {
        left = forms.binary(offset, Operator.REMAINDER, left, unary());
      } else {
        return left;
      }
    }
  }

  private Form unary() throws GivesUp {
    int offset = tokens.offset;
    if (tokens.take("!")) {
      return tokens.is("!") ? giveUp() : forms.not(offset, member());
    }
    if (tokens.take("-")) {
      return tokens.is("-") ? giveUp() : negative(offset);
    }
    return member();
  }

  private Form negative(int offset) throws GivesUp {
    // A sign belongs to the number itself: -1.5.abs() would be (-1.5).abs() in CEL.
    boolean literal = tokens.kind == SourceTokens.NUMBER;
    Form operand = member();
    return literal && !(operand instanceof Form.Constant)
        ? giveUp()
        : forms.negate(offset, operand);
  }

  private Form member() throws GivesUp {
    Form form = primary();
    while (true) {
      if (tokens.take(".")) {
        int offset = tokens.offset;
        String field = identifier();
        if (tokens.take("(")) {
          if (LOOPS.contains(field)) {
            return giveUp();
          }
          List<Form> values = new ArrayList<>();
          values.add(form);
          form = forms.call(offset, field, true, listUntil(")", values));
        } else {
          form = forms.select(offset, form, field);
        }
      } else if (tokens.take("[")) {
        Form key = expression();
        expect("]");
        form = forms.index(form, key);
      } else {
        return form;
      }
    }
  }

  private Form primary() throws GivesUp {
    return switch (tokens.kind) {
      case SourceTokens.TEXT, SourceTokens.NUMBER -> literal(tokens.value);
      case SourceTokens.IDENTIFIER -> named();
      default -> bracketed();
    };
  }

  private Form literal(@Nullable Object value) {
    tokens.advance();
    return forms.constant(value);
  }

  private Form bracketed() throws GivesUp {
    if (tokens.take("(")) {
      Form inner = expression();
      expect(")");
      return inner;
    }
    if (tokens.take("[")) {
      return forms.list(listUntil("]", new ArrayList<>()));
    }
    return tokens.take("{") ? map() : giveUp();
  }

  private Form named() throws GivesUp {
    return switch (tokens.text) {
      case "true" -> literal(true);
      case "false" -> literal(false);
      case "null" -> literal(null);
      default -> nameOrCall();
    };
  }

  private Form nameOrCall() throws GivesUp {
    int offset = tokens.offset;
    String name = identifier();
    if (tokens.is("{")) {
      return giveUp();
    }
    if (!tokens.take("(")) {
      return forms.name(offset, name);
    }
    List<Form> values = listUntil(")", new ArrayList<>());
    if (name.equals("has")) {
      return values.size() == 1 ? forms.has(offset, values.get(0)) : giveUp();
    }
    return forms.call(offset, name, false, values);
  }

  private Form map() throws GivesUp {
    List<Form> keys = new ArrayList<>();
    List<Form> values = new ArrayList<>();
    while (!tokens.take("}")) {
      keys.add(expression());
      expect(":");
      values.add(expression());
      if (!tokens.is("}")) {
        expect(",");
      }
    }
    return forms.map(keys, values);
  }

  private List<Form> listUntil(String end, List<Form> into) throws GivesUp {
    if (tokens.take(end)) {
      return into;
    }
    do {
      into.add(expression());
    } while (tokens.take(","));
    expect(end);
    return into;
  }

  private String identifier() throws GivesUp {
    String name = tokens.text;
    if (tokens.kind != SourceTokens.IDENTIFIER || RESERVED.contains(name)) {
      throw new GivesUp();
    }
    tokens.advance();
    return name;
  }

  private void expect(String symbol) throws GivesUp {
    if (!tokens.take(symbol)) {
      throw new GivesUp();
    }
  }

  private static Form giveUp() throws GivesUp {
    throw new GivesUp();
  }
}
