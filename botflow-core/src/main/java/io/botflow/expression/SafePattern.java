package io.botflow.expression;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.botflow.expression.Evaluated.Failed;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression that a tenant wrote: RE2, so matching is linear, and small enough to
 * compile. RE2/J itself compiles {@code (((x{100}){100}){100}){100}} until the memory is gone, so
 * the size is counted before it sees the pattern. Immutable; equal by its source.
 */
final class SafePattern {
  private final Pattern pattern;

  private SafePattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /** The compiled pattern, or {@link Failed} with a text for the author. */
  static Object of(String source) {
    if (source.length() > ExpressionLimits.PATTERN_LENGTH) {
      return new Failed("A pattern has at most " + ExpressionLimits.PATTERN_LENGTH + " characters");
    }
    if (size(source) > ExpressionLimits.PATTERN_SIZE) {
      return new Failed("The pattern repeats too much; use smaller numbers in { }");
    }
    try {
      Pattern pattern = Pattern.compile(source);
      return pattern.programSize() > ExpressionLimits.PATTERN_SIZE
          ? new Failed("The pattern repeats too much; use smaller numbers in { }")
          : new SafePattern(pattern);
    } catch (PatternSyntaxException e) {
      return new Failed("The pattern cannot be read: " + e.getDescription());
    } catch (StackOverflowError e) {
      return new Failed("The pattern is nested too deeply");
    }
  }

  /** Whether the whole text fits. */
  boolean fits(String text) {
    return pattern.matches(text);
  }

  /**
   * Whether the pattern is found anywhere in the value, as CEL's {@code matches}; or {@link
   * Failed}.
   */
  Object find(Evaluation evaluation, @Nullable Object value) {
    if (!(value instanceof String text)) {
      return new Failed("'matches' needs a text, not " + Values.describe(value));
    }
    // RE2 may step through every instruction at every character.
    Failed failed = evaluation.spend((text.length() + 1L) * pattern.programSize() * 2);
    return failed == null ? (Object) pattern.matcher(text).find() : failed;
  }

  /** About how many instructions the pattern takes; above the bound, some number above it. */
  private static long size(String source) {
    // One entry for each open group: what it holds so far, and its last part.
    long[] total = new long[source.length() + 1];
    long[] last = new long[source.length() + 1];
    int depth = 0;
    int at = 0;
    while (at < source.length()) {
      char c = source.charAt(at);
      int next = at + 1;
      if (c == '(') {
        depth++;
        total[depth] = 1;
        last[depth] = 0;
      } else if (c == ')' && depth > 0) {
        long group = total[depth] + last[depth] + 2;
        depth--;
        total[depth] += last[depth];
        last[depth] = group;
      } else if (c == '{' && repeat(source, at) > 0) {
        last[depth] *= repeat(source, at);
        next = source.indexOf('}', at) + 1;
      } else {
        total[depth] += last[depth];
        last[depth] = 1;
        next = c == '[' ? endOfClass(source, at) : c == '\\' ? at + 2 : next;
      }
      if (total[depth] + last[depth] > ExpressionLimits.PATTERN_SIZE) {
        return Long.MAX_VALUE;
      }
      at = next;
    }
    long sum = 0;
    for (int i = 0; i <= depth; i++) {
      sum += total[i] + last[i];
    }
    return sum;
  }

  /** The largest number in a repetition that starts here; 0 when this is not one. */
  private static int repeat(String source, int open) {
    int largest = 0;
    int number = 0;
    for (int i = open + 1; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c >= '0' && c <= '9') {
        number = Math.min(number * 10 + (c - '0'), 100_000);
        largest = Math.max(largest, number);
      } else if (c == ',') {
        number = 0;
      } else {
        return c == '}' ? Math.max(largest, 1) : 0;
      }
    }
    return 0;
  }

  private static int endOfClass(String source, int open) {
    int at = open + 1;
    if (at < source.length() && source.charAt(at) == '^') {
      at++;
    }
    if (at < source.length() && source.charAt(at) == ']') {
      at++;
    }
    while (at < source.length() && source.charAt(at) != ']') {
      at += source.charAt(at) == '\\' ? 2 : 1;
    }
    return at + 1;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SafePattern that && pattern.pattern().equals(that.pattern.pattern());
  }

  @Override
  public int hashCode() {
    return pattern.pattern().hashCode();
  }

  @Override
  public String toString() {
    return pattern.pattern();
  }
}
