package io.botflow.engine;

import io.botflow.expression.Compiled;
import io.botflow.expression.Expression;
import io.botflow.expression.ExpressionProblem;
import io.botflow.expression.Expressions;
import io.botflow.expression.Template;
import io.botflow.flow.Flow;
import io.botflow.flow.FlowProblem;
import io.botflow.flow.Node;
import io.botflow.flow.ProblemCode;
import io.botflow.flow.Severity;
import io.botflow.flow.Variable;
import io.botflow.message.ChannelLimits;
import io.botflow.node.FlowCheck;
import io.botflow.node.Setting;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a node's settings are read against: the names that its expressions may use, and where
 * problems go. Without expressions, texts stay uncompiled: that is how the compiler first learns
 * which variables a flow fills.
 */
final class Binding implements FlowCheck {
  private final Node node;
  private final @Nullable Expressions expressions;
  private final ChannelLimits limits;
  private final Flow flow;
  private final Known known;
  private final List<FlowProblem> problems;
  private final Reads reads;
  private int errors;

  Binding(
      Node node,
      @Nullable Expressions expressions,
      ChannelLimits limits,
      Flow flow,
      Known known,
      List<FlowProblem> problems,
      Reads reads) {
    this.node = node;
    this.expressions = expressions;
    this.limits = limits;
    this.flow = flow;
    this.known = known;
    this.problems = problems;
    this.reads = reads;
  }

  int errors() {
    return errors;
  }

  Template template(String source, String within) {
    if (expressions == null) {
      return Template.of(source);
    }
    return switch (expressions.template(source)) {
      case Compiled.Ready<Template> ready -> {
        reads.template(node.id(), within, ready.compiled());
        yield ready.compiled();
      }
      case Compiled.Refused<Template> refused -> {
        report(refused.problems(), within);
        yield Template.of(source);
      }
    };
  }

  Expression expression(String source, String within, String holds) {
    if (expressions == null) {
      return Expression.of(source);
    }
    Compiled<Expression> compilation =
        switch (holds) {
          case Setting.CONDITION -> expressions.condition(source);
          case Setting.MAPPING -> expressions.mapping(source);
          default -> expressions.value(source);
        };
    return switch (compilation) {
      case Compiled.Ready<Expression> ready -> {
        reads.expression(node.id(), within, ready.compiled());
        yield ready.compiled();
      }
      case Compiled.Refused<Expression> refused -> {
        report(refused.problems(), within);
        yield Expression.of(source);
      }
    };
  }

  private void report(List<ExpressionProblem> found, String within) {
    for (ExpressionProblem problem : found) {
      ProblemCode code =
          problem.code().equals(ExpressionProblem.UNKNOWN_NAME)
              ? ProblemCode.UNKNOWN_NAME
              : ProblemCode.BAD_EXPRESSION;
      report(code, within, problem.text() + " (at character " + (problem.offset() + 1) + ")");
    }
  }

  @Override
  public ChannelLimits limits() {
    return limits;
  }

  @Override
  public @Nullable Boolean knowsFlow(String id) {
    return tells(known.flows(), id);
  }

  @Override
  public @Nullable Boolean knowsCredential(String name) {
    return tells(known.credentials(), name);
  }

  @Override
  public @Nullable Boolean knowsModel(String name) {
    return tells(known.models(), name);
  }

  @Override
  public @Nullable Boolean knowsTeam(String name) {
    return tells(known.teams(), name);
  }

  private static @Nullable Boolean tells(@Nullable Predicate<String> names, String name) {
    return names == null ? null : (Boolean) names.test(name);
  }

  @Override
  public boolean knowsNode(String id, String type) {
    return flow.nodes().stream()
        .anyMatch(other -> other.id().equals(id) && other.type().equals(type) && !other.disabled());
  }

  @Override
  public boolean isOfContact(String variable) {
    return flow.variables().stream()
        .anyMatch(
            declared ->
                declared.name().equals(variable) && declared.scope() == Variable.Scope.CONTACT);
  }

  @Override
  public boolean knowsIntent(String name) {
    return flow.intents().containsKey(name);
  }

  @Override
  public void report(ProblemCode code, String within, String text) {
    if (code.severity() == Severity.ERROR) {
      errors++;
    }
    problems.add(new FlowProblem(code, node.pointer(within), text, node.id()));
  }
}
