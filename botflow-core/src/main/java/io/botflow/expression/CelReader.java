package io.botflow.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelSource;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import dev.cel.parser.CelStandardMacro;
import io.botflow.flow.VariableType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads all of CEL's grammar with CEL's own parser, and tells what breaks it. */
final class CelReader {
  private static final Map<String, Operator> OPERATORS =
      Map.ofEntries(
          Map.entry("_==_", Operator.EQUAL),
          Map.entry("_!=_", Operator.NOT_EQUAL),
          Map.entry("_<_", Operator.LESS),
          Map.entry("_<=_", Operator.LESS_EQUAL),
          Map.entry("_>_", Operator.GREATER),
          Map.entry("_>=_", Operator.GREATER_EQUAL),
          Map.entry("_+_", Operator.ADD),
          Map.entry("_-_", Operator.SUBTRACT),
          Map.entry("_*_", Operator.MULTIPLY),
          Map.entry("_/_", Operator.DIVIDE),
          Map.entry("_%_", Operator.REMAINDER),
          Map.entry("@in", Operator.IN));

  /** Made on first use: loading CEL's grammar takes a cold JVM some hundred milliseconds. */
  private static final class Parser {
    static final CelParser INSTANCE =
        CelParserFactory.standardCelParserBuilder()
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .setOptions(
                CelOptions.current()
                    .maxExpressionCodePointSize(ExpressionLimits.SOURCE_LENGTH)
                    .maxParseRecursionDepth(ExpressionLimits.PARSE_DEPTH)
                    .maxParseExpressionNodeCount(ExpressionLimits.NODES * 4)
                    .maxParseErrorRecoveryLimit(1)
                    .build())
            .build();

    private Parser() {}
  }

  private record Slot(int number, VariableType type) {}

  private final String source;
  private final FormBuilder forms;
  private final Map<Long, Integer> positions;
  private final Map<String, Slot> locals = new HashMap<>();
  private int slots;

  private CelReader(String source, FormBuilder forms, Map<Long, Integer> positions) {
    this.source = source;
    this.forms = forms;
    this.positions = positions;
  }

  /** The form of the source; null when CEL's parser refuses it, and the builder knows why. */
  static @Nullable Form read(String source, FormBuilder forms) {
    if (isTooDeep(source)) {
      forms.problem(0, source.length(), ExpressionProblem.TOO_LARGE, "This is nested too deeply");
      return null;
    }
    CelValidationResult parsed = Parser.INSTANCE.parse(source);
    if (parsed.hasError()) {
      // What breaks the grammar behind the first place is mostly its consequence.
      report(source, parsed.getSource(), parsed.getErrors().get(0), forms);
      return null;
    }
    try {
      CelAbstractSyntaxTree tree = parsed.getAst();
      return new CelReader(source, forms, tree.getSource().getPositionsMap()).form(tree.getExpr());
    } catch (CelValidationException e) {
      throw new IllegalStateException("CEL gave no tree for a source without errors", e);
    }
  }

  private Form form(CelExpr tree) {
    int offset = offset(tree);
    return switch (tree.getKind()) {
      case CONSTANT -> constant(offset, tree.constant());
      case IDENT -> ident(offset, tree.ident().name());
      case SELECT -> {
        CelExpr.CelSelect select = tree.select();
        int at = near(select.field(), offset);
        Form form = forms.select(at, form(select.operand()), select.field());
        yield select.testOnly() ? forms.has(offset, form) : form;
      }
      case CALL -> call(offset, tree.call());
      case LIST -> forms.list(forms(tree.list().elements()));
      case MAP -> {
        List<Form> keys = new ArrayList<>();
        List<Form> values = new ArrayList<>();
        for (CelExpr.CelMap.Entry entry : tree.map().entries()) {
          keys.add(form(entry.key()));
          values.add(form(entry.value()));
        }
        yield forms.map(keys, values);
      }
      case COMPREHENSION -> fold(tree.comprehension());
      case STRUCT, NOT_SET ->
          forms.problem(
              offset, 1, ExpressionProblem.NOT_OFFERED, "Messages cannot be made in flows");
    };
  }

  private Form constant(int offset, CelConstant constant) {
    return switch (constant.getKind()) {
      case NULL_VALUE -> forms.constant(null);
      case BOOLEAN_VALUE -> forms.constant(constant.booleanValue());
      case INT64_VALUE -> forms.constant(constant.int64Value());
      case DOUBLE_VALUE -> forms.constant(constant.doubleValue());
      case STRING_VALUE -> forms.constant(constant.stringValue());
      default ->
          forms.problem(
              offset,
              1,
              ExpressionProblem.NOT_OFFERED,
              "Numbers like 5u and bytes like b\"x\" are not offered in flows");
    };
  }

  private Form ident(int offset, String name) {
    Slot slot = locals.get(name);
    return slot == null ? forms.name(offset, name) : forms.local(slot.number(), slot.type());
  }

  private Form call(int offset, CelExpr.CelCall call) {
    String function = call.function();
    List<CelExpr> arguments = call.args();
    if (call.target().isPresent()) {
      List<Form> values = new ArrayList<>();
      values.add(form(call.target().get()));
      values.addAll(forms(arguments));
      return forms.call(near(function, offset), function, true, values);
    }
    Operator operator = OPERATORS.get(function);
    Slot collected = operator == Operator.ADD ? appendsTo(arguments.get(0)) : null;
    if (collected != null) {
      return forms.append(collected.number(), forms(arguments.get(1).list().elements()));
    }
    List<Form> values = forms(arguments);
    if (operator != null) {
      return forms.binary(offset, operator, values.get(0), values.get(1));
    }
    return switch (function) {
      case "_&&_" -> forms.and(offset, values.get(0), values.get(1));
      case "_||_" -> forms.or(offset, values.get(0), values.get(1));
      case "!_" -> forms.not(offset, values.get(0));
      case "-_" -> forms.negate(offset, values.get(0));
      case "_?_:_" -> forms.conditional(offset, values.get(0), values.get(1), values.get(2));
      case "_[_]" -> forms.index(values.get(0), values.get(1));
      // Only a loop's condition holds it, where a failure anyway means to go on.
      case "@not_strictly_false" -> values.get(0);
      default -> forms.call(near(function, offset), function, false, values);
    };
  }

  /** The slot of the list that a loop collects, where this is it; authors cannot name it. */
  private @Nullable Slot appendsTo(CelExpr left) {
    return left.getKind() == CelExpr.ExprKind.Kind.IDENT && left.ident().name().startsWith("@")
        ? collected(locals.get(left.ident().name()))
        : null;
  }

  private static @Nullable Slot collected(@Nullable Slot slot) {
    return slot != null && slot.type() == VariableType.LIST ? slot : null;
  }

  private Form fold(CelExpr.CelComprehension loop) {
    Form range = form(loop.iterRange());
    Form start = form(loop.accuInit());
    Slot element = new Slot(slots++, VariableType.ANY);
    Slot collected = new Slot(slots++, start.type());
    int slotCount = slots;
    Slot hiddenResult = locals.put(loop.accuVar(), collected);
    Slot hiddenElement = locals.put(loop.iterVar(), element);
    int before = forms.nodes();
    Form goesOn = form(loop.loopCondition());
    Form step = form(loop.loopStep());
    int nodes = forms.nodes() - before;
    restore(loop.iterVar(), hiddenElement);
    Form result = form(loop.result());
    restore(loop.accuVar(), hiddenResult);
    slots -= 2;
    return new Loop.Fold(
        range,
        element.number(),
        collected.number(),
        start,
        goesOn,
        step,
        result,
        nodes,
        slotCount,
        result.type());
  }

  private void restore(String name, @Nullable Slot slot) {
    if (slot == null) {
      locals.remove(name);
    } else {
      locals.put(name, slot);
    }
  }

  private List<Form> forms(List<CelExpr> trees) {
    List<Form> read = new ArrayList<>(trees.size());
    for (CelExpr tree : trees) {
      read.add(form(tree));
    }
    return read;
  }

  /** Where the tree's node is in the source; CEL counts code points. */
  private int offset(CelExpr tree) {
    Integer at = positions.get(tree.id());
    return at == null ? 0 : utf16(source, at);
  }

  /** Where a method's or field's name is: CEL points at the dot or the bracket beside it. */
  private int near(String name, int offset) {
    int after = source.indexOf(name, offset);
    int before = source.lastIndexOf(name, offset);
    return (after >= 0 && after <= offset + 1) || before < 0 ? Math.max(after, 0) : before;
  }

  private static int utf16(String source, int codePoints) {
    return codePoints <= source.codePointCount(0, source.length())
        ? source.offsetByCodePoints(0, Math.max(codePoints, 0))
        : source.length();
  }

  private static void report(String source, CelSource read, CelIssue issue, FormBuilder forms) {
    int offset =
        read.getLocationOffset(issue.getSourceLocation())
            .map(at -> utf16(source, at))
            .orElse(source.length());
    String message = issue.getMessage();
    if (message.contains("limit")) {
      forms.problem(
          offset, 0, ExpressionProblem.TOO_LARGE, "This is nested too deeply or too long");
    } else if (offset >= source.length()) {
      forms.problem(
          source.length(), 0, ExpressionProblem.SYNTAX, "Something is missing at the end");
    } else if (message.startsWith("reserved identifier")) {
      String word = message.substring(message.lastIndexOf(' ') + 1);
      forms.problem(
          offset, word.length(), ExpressionProblem.SYNTAX, "'" + word + "' cannot be a name");
    } else {
      int end = source.offsetByCodePoints(offset, 1);
      forms.problem(
          offset,
          end - offset,
          ExpressionProblem.SYNTAX,
          "'"
              + source.substring(offset, end)
              + "' is not expected here"
              + (source.charAt(offset) == '=' ? "; write == to compare" : ""));
    }
  }

  /** Whether there are too many brackets within brackets. Texts are not looked into. */
  private static boolean isTooDeep(String source) {
    int depth = 0;
    char quote = 0;
    for (int i = 0; i < source.length(); i++) {
      char c = source.charAt(i);
      if (quote != 0) {
        i += c == '\\' ? 1 : 0;
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if ("([{".indexOf(c) >= 0) {
        if (++depth > ExpressionLimits.DEPTH) {
          return true;
        }
      } else if (")]}".indexOf(c) >= 0) {
        depth--;
      }
    }
    return false;
  }
}
