package io.botflow.expression;

import java.util.ArrayList;
import java.util.List;

/** Splits a text into what stands between and inside of {@code {{ }}}, and compiles the latter. */
final class TemplateReader {
  private static final String OPEN = "{{";
  private static final String CLOSE = "}}";
  private static final String ESCAPED = "\\{{";

  private final String source;
  private final Expressions expressions;
  private final List<Template.Part> parts = new ArrayList<>();
  private final List<ExpressionProblem> problems = new ArrayList<>();
  private final StringBuilder plain = new StringBuilder();

  private TemplateReader(String source, Expressions expressions) {
    this.source = source;
    this.expressions = expressions;
  }

  static Compiled<Template> read(String source, Expressions expressions) {
    if (source.length() > ExpressionLimits.TEMPLATE_LENGTH) {
      return new Compiled.Refused<>(
          List.of(
              new ExpressionProblem(
                  ExpressionLimits.TEMPLATE_LENGTH,
                  source.length() - ExpressionLimits.TEMPLATE_LENGTH,
                  ExpressionProblem.TOO_LARGE,
                  "A text has at most " + ExpressionLimits.TEMPLATE_LENGTH + " characters")));
    }
    return new TemplateReader(source, expressions).read();
  }

  private Compiled<Template> read() {
    int at = 0;
    while (at < source.length()) {
      int open = source.indexOf(OPEN, at);
      if (open < 0) {
        break;
      }
      if (open > at && source.startsWith(ESCAPED, open - 1)) {
        plain.append(source, at, open - 1).append(OPEN);
        at = open + OPEN.length();
        continue;
      }
      plain.append(source, at, open);
      int from = open + OPEN.length();
      int close = close(from);
      if (close < 0) {
        problems.add(
            new ExpressionProblem(
                open,
                OPEN.length(),
                ExpressionProblem.SYNTAX,
                "'{{' has no '}}'; write \\{{ for the brackets themselves"));
        at = source.length();
        break;
      }
      add(from, close);
      at = close + CLOSE.length();
    }
    plain.append(source, Math.min(at, source.length()), source.length());
    addPlain();
    return problems.isEmpty()
        ? new Compiled.Ready<>(Template.bound(source, parts))
        : new Compiled.Refused<>(problems);
  }

  private void add(int from, int close) {
    String inside = source.substring(from, close);
    String stripped = inside.strip();
    int offset = from + (stripped.isEmpty() ? 0 : inside.indexOf(stripped));
    switch (expressions.value(stripped)) {
      case Compiled.Refused<Expression> refused ->
          refused.problems().forEach(problem -> problems.add(problem.moved(offset)));
      case Compiled.Ready<Expression> ready -> {
        if (ready.compiled().form() instanceof Form.Constant constant
            && constant.value() instanceof String text) {
          plain.append(text);
        } else {
          addPlain();
          parts.add(new Template.Part("", ready.compiled()));
        }
      }
    }
  }

  private void addPlain() {
    if (!plain.isEmpty()) {
      parts.add(new Template.Part(plain.toString(), null));
      plain.setLength(0);
    }
  }

  /** Where the brackets close: not within a text, nor where a map's own brackets close. */
  private int close(int from) {
    int depth = 0;
    char quote = 0;
    for (int i = from; i < source.length(); i++) {
      char c = source.charAt(i);
      if (quote != 0) {
        i += c == '\\' ? 1 : 0;
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '{') {
        depth++;
      } else if (c == '}') {
        if (depth == 0 && source.startsWith(CLOSE, i)) {
          return i;
        }
        depth--;
      }
    }
    // A quote that does not end, as in {{ it's }}: the compiler then says what is wrong inside.
    return source.indexOf(CLOSE, from);
  }
}
