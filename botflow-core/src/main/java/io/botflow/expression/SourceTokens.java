package io.botflow.expression;

import org.jspecify.annotations.Nullable;

/** The tokens of a source, one at a time. What it does not know is {@link #UNKNOWN}. */
final class SourceTokens {
  static final int END = 0;
  static final int IDENTIFIER = 1;
  static final int TEXT = 2;
  static final int NUMBER = 3;
  static final int SYMBOL = 4;
  static final int UNKNOWN = 5;

  private final String source;
  private int next;

  /**
   * Of the current token: what it is, where it begins, how it is written, and a literal's value.
   */
  int kind;

  int offset;
  String text = "";
  @Nullable Object value;

  SourceTokens(String source) {
    this.source = source;
  }

  boolean is(String symbol) {
    return kind == SYMBOL && text.equals(symbol);
  }

  boolean take(String symbol) {
    boolean taken = is(symbol);
    if (taken) {
      advance();
    }
    return taken;
  }

  void advance() {
    while (next < source.length() && " \t\r\n\f".indexOf(source.charAt(next)) >= 0) {
      next++;
    }
    offset = next;
    value = null;
    if (next == source.length()) {
      token(END, next);
      return;
    }
    char c = source.charAt(next);
    if (isLetter(c)) {
      word();
    } else if (isDigit(c)
        || (c == '.' && next + 1 < source.length() && isDigit(source.charAt(next + 1)))) {
      number();
    } else if (c == '"' || c == '\'') {
      text(c);
    } else {
      symbol(c);
    }
  }

  private void word() {
    int end = next;
    while (end < source.length() && (isLetter(source.charAt(end)) || isDigit(source.charAt(end)))) {
      end++;
    }
    // r"..." and b"..." are literals.
    boolean prefix = end < source.length() && "\"'".indexOf(source.charAt(end)) >= 0;
    token(prefix ? UNKNOWN : IDENTIFIER, end);
  }

  private void number() {
    int end = digits(next);
    boolean whole = true;
    if (end + 1 < source.length() && source.charAt(end) == '.' && isDigit(source.charAt(end + 1))) {
      end = digits(end + 1);
      whole = false;
    }
    if (end < source.length() && (source.charAt(end) | 0x20) == 'e') {
      int exponent = end + 1;
      if (exponent < source.length() && "+-".indexOf(source.charAt(exponent)) >= 0) {
        exponent++;
      }
      int after = digits(exponent);
      if (after == exponent) {
        token(UNKNOWN, end);
        return;
      }
      end = after;
      whole = false;
    }
    // 5u, 0x1F, 1.x and numbers beyond the range are CEL's to judge.
    if (end < source.length() && (isLetter(source.charAt(end)) || source.charAt(end) == '.')) {
      token(UNKNOWN, end);
      return;
    }
    token(NUMBER, end);
    try {
      value = whole ? (Object) Long.valueOf(text) : Double.valueOf(text);
    } catch (NumberFormatException e) {
      kind = UNKNOWN;
    }
  }

  private int digits(int from) {
    int end = from;
    while (end < source.length() && isDigit(source.charAt(end))) {
      end++;
    }
    return end;
  }

  private void text(char quote) {
    if (source.startsWith(String.valueOf(quote).repeat(3), next)) {
      token(UNKNOWN, next + 3);
      return;
    }
    StringBuilder read = null;
    int end = next + 1;
    int plainFrom = end;
    while (end < source.length() && source.charAt(end) != quote) {
      char c = source.charAt(end);
      if (c == '\n' || c == '\r') {
        token(UNKNOWN, end);
        return;
      }
      if (c == '\\') {
        char escaped = end + 1 < source.length() ? escape(source.charAt(end + 1)) : 0;
        if (escaped == 0) {
          token(UNKNOWN, end);
          return;
        }
        read =
            (read == null ? new StringBuilder() : read)
                .append(source, plainFrom, end)
                .append(escaped);
        end += 2;
        plainFrom = end;
      } else {
        end++;
      }
    }
    if (end == source.length()) {
      token(UNKNOWN, end);
      return;
    }
    String rest = source.substring(plainFrom, end);
    token(TEXT, end + 1);
    value = read == null ? rest : read.append(rest).toString();
  }

  /** What a backslash and this character stand for; 0 for those that are left to CEL. */
  private static char escape(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case '"', '\'', '\\', '`', '?' -> c;
      default -> 0;
    };
  }

  private void symbol(char c) {
    String two = next + 1 < source.length() ? source.substring(next, next + 2) : "";
    switch (two) {
      case "==", "!=", "<=", ">=", "&&", "||" -> token(SYMBOL, next + 2);
      case "//" -> token(UNKNOWN, next + 2); // a comment
      default -> token("+-*/%!<>?:.,()[]{}".indexOf(c) >= 0 ? SYMBOL : UNKNOWN, next + 1);
    }
  }

  private void token(int kind, int end) {
    this.kind = kind;
    this.text = source.substring(next, end);
    this.next = end;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
