package io.botflow.node;

import java.util.regex.Pattern;

/**
 * A model's text as a chat shows it: models write Markdown, which customers would read as marks.
 */
final class AiText {
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6}[ \\t]+([^\\n]*)$");
  private static final Pattern BOLD = Pattern.compile("\\*\\*([^*\\n]+)\\*\\*");
  private static final Pattern LINK =
      Pattern.compile("!?\\[([^\\]\\n]*)\\]\\((https?://[^)\\s]+)\\)");
  private static final Pattern BULLET = Pattern.compile("(?m)^([ \\t]*)[*-][ \\t]+");
  private static final Pattern RULE =
      Pattern.compile("(?m)^[ \\t]*(?:---+|\\*\\*\\*+)[ \\t]*$\\n?");
  private static final Pattern BLANK_LINES = Pattern.compile("\\n{3,}");

  private AiText() {}

  static String plain(String text) {
    String plain = RULE.matcher(text.strip()).replaceAll("");
    plain = LINK.matcher(plain).replaceAll("$1: $2");
    plain = BULLET.matcher(plain).replaceAll("$1\u2022 ");
    plain = BOLD.matcher(plain).replaceAll("*$1*");
    plain = HEADING.matcher(plain).replaceAll("*$1*");
    plain = plain.replace("**", "");
    return BLANK_LINES.matcher(plain).replaceAll("\n\n").strip();
  }
}
