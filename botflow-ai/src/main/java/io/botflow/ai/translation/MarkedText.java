package io.botflow.ai.translation;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text as HTML, in which Google leaves alone what is marked so
 * (cloud.google.com/translate/docs/supported-formats).
 */
final class MarkedText {
  private static final String KEPT = "<span translate=\"no\">";
  private static final String END = "</span>";
  private static final Pattern TAG = Pattern.compile("</?span[^>]*>");
  private static final Pattern BREAK = Pattern.compile("\\s*<br\\s*/?>\\s*");
  private static final Pattern ENTITY = Pattern.compile("&(#(\\d{1,7})|amp|lt|gt|quot|nbsp);");

  private MarkedText() {}

  static String of(String text) {
    StringBuilder html = new StringBuilder();
    Matcher expressions = Expressions.ONE.matcher(text);
    int done = 0;
    while (expressions.find()) {
      html.append(escaped(text.substring(done, expressions.start())));
      html.append(KEPT).append(escaped(expressions.group())).append(END);
      done = expressions.end();
    }
    return html.append(escaped(text.substring(done))).toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\n", "<br>");
  }

  static String plain(String html) {
    String text = TAG.matcher(BREAK.matcher(html).replaceAll("\n")).replaceAll("");
    return ENTITY
        .matcher(text)
        .replaceAll(
            entity ->
                Matcher.quoteReplacement(
                    switch (entity.group(1)) {
                      case "amp" -> "&";
                      case "lt" -> "<";
                      case "gt" -> ">";
                      case "quot" -> "\"";
                      case "nbsp" -> "\u00a0";
                      default -> character(entity.group(2), entity.group());
                    }));
  }

  private static String character(String number, String otherwise) {
    int point = Integer.parseInt(number);
    return Character.isValidCodePoint(point) ? Character.toString(point) : otherwise;
  }
}
