package io.botflow.expression;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.botflow.expression.Evaluated.Failed;
import io.botflow.flow.VariableType;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A CEL expression of a flow: {@code total >= 10 && contact.city == "Pune"}.
 *
 * <p>As read from a draft it is only its source ({@link #of}); {@link Expressions} makes one that
 * can be evaluated. Immutable, and safe for use by any number of threads. Two expressions are equal
 * when their sources are.
 */
public final class Expression {
  private final String source;
  private final @Nullable Form form;
  private final Set<String> names;

  private Expression(String source, @Nullable Form form, Set<String> names) {
    this.source = Objects.requireNonNull(source, "source");
    this.form = form;
    this.names = names;
  }

  /** An expression that is not compiled: it has its source and nothing else. */
  @JsonCreator
  public static Expression of(String source) {
    return new Expression(source, null, Set.of());
  }

  static Expression bound(String source, Form form, Set<String> names) {
    return new Expression(source, form, Set.copyOf(names));
  }

  /** The text as authored. */
  @JsonValue
  public String source() {
    return source;
  }

  /**
   * Evaluates for one scope, in bounded time and memory. Never throws for what the source or the
   * scope's values are.
   *
   * @throws IllegalStateException when this expression is not compiled
   */
  public Evaluated evaluate(Scope scope) {
    Object value = run(new Evaluation(scope));
    return value instanceof Failed failed ? failed : Evaluated.Value.of(value);
  }

  /** The value, or {@link Failed}. */
  @Nullable Object run(Evaluation evaluation) {
    Form bound = form();
    try {
      Object value = bound.evaluate(evaluation);
      return Results.isMade(bound, value) ? Results.bounded(evaluation, value) : value;
    } catch (StackOverflowError e) {
      // The depth of forms and values is bounded, but not how deep the caller already is.
      return new Failed("This is nested too deeply");
    }
  }

  /**
   * The type of the value, {@link VariableType#ANY} where it is known only when it is there.
   *
   * @throws IllegalStateException when this expression is not compiled
   */
  public VariableType resultType() {
    return form().type();
  }

  /**
   * The root names that are read, such as {@code contact}, without the variables of loops.
   *
   * @throws IllegalStateException when this expression is not compiled
   */
  public Set<String> names() {
    form();
    return names;
  }

  /**
   * What it does with its names.
   *
   * @throws IllegalStateException when this expression is not compiled
   */
  public Uses uses() {
    return UsesReader.read(form());
  }

  /**
   * Whether it means the same as another one, however the two are written.
   *
   * @throws IllegalStateException when one of them is not compiled
   */
  public boolean means(Expression other) {
    return form().equals(other.form());
  }

  Form form() {
    if (form == null) {
      throw new IllegalStateException("This expression is not compiled: " + source);
    }
    return form;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Expression that && source.equals(that.source);
  }

  @Override
  public int hashCode() {
    return source.hashCode();
  }

  @Override
  public String toString() {
    return source;
  }
}
