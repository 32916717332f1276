package io.botflow.expression;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.botflow.expression.Evaluated.Failed;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A text with expressions in {@code {{ }}}: {@code Hello {{ coalesce(contact.name, "there") }}!}.
 * To write the brackets themselves: <code>\{{</code> or <code>{{ "{{" }}</code>.
 *
 * <p>What a value contains is written as it is and never evaluated again. As read from a draft a
 * template is only its source ({@link #of}); {@link Expressions} makes one that can be written.
 * Immutable, and safe for use by any number of threads. Two templates are equal when their sources
 * are.
 */
public final class Template {
  /** A piece of the text: either as it stands, or an expression. */
  record Part(String text, @Nullable Expression expression) {}

  private static final Failed TOO_LONG =
      new Failed("The text would be longer than " + ExpressionLimits.TEXT_LENGTH + " characters");

  private final String source;
  private final @Nullable List<Part> parts;

  private Template(String source, @Nullable List<Part> parts) {
    this.source = Objects.requireNonNull(source, "source");
    this.parts = parts;
  }

  /** A template that is not compiled: it has its source and nothing else. */
  @JsonCreator
  public static Template of(String source) {
    return new Template(source, null);
  }

  static Template bound(String source, List<Part> parts) {
    return new Template(source, List.copyOf(parts));
  }

  /** The text as authored. */
  @JsonValue
  public String source() {
    return source;
  }

  /**
   * Writes the text for one scope. A part that cannot be evaluated is written as nothing, and
   * {@link Scope#failed} is told; so is a part that would make the text longer than 65,536
   * characters.
   *
   * @throws IllegalStateException when this template is not compiled
   */
  public String render(Scope scope) {
    List<Part> bound = parts();
    if (bound.isEmpty()) {
      return "";
    }
    Evaluation evaluation = null;
    StringBuilder written = null;
    String only = "";
    for (int i = 0; i < bound.size(); i++) {
      Part part = bound.get(i);
      String text = part.text();
      Expression expression = part.expression();
      if (expression != null) {
        evaluation = evaluation == null ? new Evaluation(scope) : evaluation;
        text = write(expression, evaluation);
        if (written != null && written.length() + text.length() > ExpressionLimits.TEXT_LENGTH) {
          scope.failed(expression, TOO_LONG);
          text = "";
        }
      }
      if (bound.size() == 1) {
        only = text;
      } else {
        written = written == null ? new StringBuilder(source.length() + 32) : written;
        written.append(text);
      }
    }
    return written == null ? only : written.toString();
  }

  /**
   * Writes the text for one scope with every value changed on its way, as an address encodes them.
   *
   * @param change gets a value's text and where in the result it begins
   * @throws IllegalStateException when this template is not compiled
   */
  public String render(Scope scope, Change change) {
    StringBuilder written = new StringBuilder();
    Evaluation evaluation = new Evaluation(scope);
    for (Part part : parts()) {
      Expression expression = part.expression();
      String text =
          expression == null
              ? part.text()
              : change.apply(write(expression, evaluation), written.length());
      if (written.length() + text.length() > ExpressionLimits.TEXT_LENGTH) {
        if (expression != null) {
          scope.failed(expression, TOO_LONG);
        }
        break;
      }
      written.append(text);
    }
    return written.toString();
  }

  /** Changes a value's text on its way into a template. */
  @FunctionalInterface
  public interface Change {
    /** The text to write for a value, which begins at this place of the result. */
    String apply(String value, int at);
  }

  private static String write(Expression expression, Evaluation evaluation) {
    Object value = expression.run(evaluation);
    Object text =
        value instanceof String || value instanceof Failed ? value : Texts.of(evaluation, value);
    if (text instanceof String written) {
      return written;
    }
    evaluation.scope.failed(expression, (Failed) text);
    return "";
  }

  /**
   * Whether the text has no expressions, so that it is the same for every scope.
   *
   * @throws IllegalStateException when this template is not compiled
   */
  public boolean isConstant() {
    return expressions().isEmpty();
  }

  /**
   * How long the text is at least, in UTF-16 units: what stands between its expressions.
   *
   * @throws IllegalStateException when this template is not compiled
   */
  public int constantLength() {
    int length = 0;
    for (Part part : parts()) {
      length += part.expression() == null ? part.text().length() : 0;
    }
    return length;
  }

  /**
   * The expressions in the text, in their order.
   *
   * @throws IllegalStateException when this template is not compiled
   */
  public List<Expression> expressions() {
    return parts().stream().map(Part::expression).filter(Objects::nonNull).toList();
  }

  /**
   * The root names that the text's expressions read.
   *
   * @throws IllegalStateException when this template is not compiled
   */
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    expressions().forEach(expression -> names.addAll(expression.names()));
    return names;
  }

  private List<Part> parts() {
    if (parts == null) {
      throw new IllegalStateException("This template is not compiled: " + source);
    }
    return parts;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Template that && source.equals(that.source);
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
