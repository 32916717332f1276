package io.botflow.expression;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression in the RE2 syntax, which never takes longer than in proportion to the text.
 * Immutable and thread-safe; two are equal when their sources are.
 */
public final class TextPattern {
  private final String source;
  private final SafePattern pattern;

  private TextPattern(String source, SafePattern pattern) {
    this.source = source;
    this.pattern = pattern;
  }

  /**
   * Compiles a pattern.
   *
   * @throws IllegalArgumentException with a text for the author where it is none, or too large
   */
  @JsonCreator
  public static TextPattern of(String source) {
    return switch (SafePattern.of(Objects.requireNonNull(source, "source"))) {
      case SafePattern pattern -> new TextPattern(source, pattern);
      case Evaluated.Failed failed -> throw new IllegalArgumentException(failed.text());
      default -> throw new IllegalStateException("a pattern is compiled or refused");
    };
  }

  /** The pattern as written. */
  @JsonValue
  public String source() {
    return source;
  }

  /** Whether the whole text fits. */
  public boolean fits(String text) {
    return pattern.fits(text);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TextPattern that && source.equals(that.source);
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
