package io.botflow.ai.translation;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What stands in double braces, which no translation may change. */
final class Expressions {
  static final Pattern ONE = Pattern.compile("\\{\\{[^}]*}}");

  private Expressions() {}

  /** Whether two texts have the same ones, in whatever order. */
  static boolean same(String one, String other) {
    return in(one).equals(in(other));
  }

  private static List<String> in(String text) {
    return ONE.matcher(text).results().map(MatchResult::group).sorted().toList();
  }
}
