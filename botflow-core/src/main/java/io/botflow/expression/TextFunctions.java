package io.botflow.expression;

import io.botflow.expression.Evaluated.Failed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions on texts. Positions and sizes count Unicode code points, as in CEL. */
final class TextFunctions {

  private TextFunctions() {}

  static Object size(Evaluation evaluation, @Nullable Object value) {
    if (value instanceof String text) {
      Failed failed = evaluation.spend(text.length() >> 4);
      return failed == null ? (Object) (long) text.codePointCount(0, text.length()) : failed;
    }
    if (value instanceof List<?> list) {
      return (long) list.size();
    }
    return value instanceof Map<?, ?> map
        ? (Object) (long) map.size()
        : Function.refuse("size", "a text, a list or an object", value);
  }

  // Lower and upper case do not depend on the contact's language: a condition must not change its
  // meaning for a Turkish contact ("I" and "i").
  static Object lower(Evaluation evaluation, @Nullable Object value) {
    if (!(value instanceof String text)) {
      return Function.refuse("lower", "a text", value);
    }
    Failed failed = Values.spendText(evaluation, text.length());
    return failed == null ? text.toLowerCase(Locale.ROOT) : failed;
  }

  static Object upper(Evaluation evaluation, @Nullable Object value) {
    if (!(value instanceof String text)) {
      return Function.refuse("upper", "a text", value);
    }
    Failed failed = Values.spendText(evaluation, text.length());
    return failed == null ? text.toUpperCase(Locale.ROOT) : failed;
  }

  static Object trim(Evaluation evaluation, @Nullable Object value) {
    if (!(value instanceof String text)) {
      return Function.refuse("trim", "a text", value);
    }
    Failed failed = Values.spendText(evaluation, text.length());
    return failed == null ? text.strip() : failed;
  }

  static Object contains(
      Evaluation evaluation, @Nullable Object a, @Nullable Object b, @Nullable Object unused) {
    if (!(a instanceof String text && b instanceof String part)) {
      return Function.refuse("contains", "texts", a instanceof String ? b : a);
    }
    Failed failed = evaluation.spend(searchWork(text, part));
    return failed == null ? (Object) text.contains(part) : failed;
  }

  static Object startsWith(
      Evaluation evaluation, @Nullable Object a, @Nullable Object b, @Nullable Object unused) {
    return a instanceof String text && b instanceof String part
        ? (Object) text.startsWith(part)
        : Function.refuse("startsWith", "texts", a instanceof String ? b : a);
  }

  static Object endsWith(
      Evaluation evaluation, @Nullable Object a, @Nullable Object b, @Nullable Object unused) {
    return a instanceof String text && b instanceof String part
        ? (Object) text.endsWith(part)
        : Function.refuse("endsWith", "texts", a instanceof String ? b : a);
  }

  /** With a pattern that is made at run time; a literal one is a {@link Form.Matches}. */
  static Object matches(
      Evaluation evaluation, @Nullable Object a, @Nullable Object b, @Nullable Object unused) {
    if (!(b instanceof String source)) {
      return Function.refuse("matches", "a pattern", b);
    }
    Failed failed = evaluation.spend(ExpressionLimits.FORMAT_WORK + 100L * source.length());
    Object pattern = failed == null ? SafePattern.of(source) : failed;
    return pattern instanceof SafePattern safe ? safe.find(evaluation, a) : pattern;
  }

  static Object replace(
      Evaluation evaluation, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
    if (!(a instanceof String text && b instanceof String part && c instanceof String by)) {
      Object wrong = !(a instanceof String) ? a : !(b instanceof String) ? b : c;
      return Function.refuse("replace", "texts", wrong);
    }
    Failed failed = evaluation.spend(searchWork(text, part));
    if (failed == null) {
      long count = part.isEmpty() ? text.length() + 1L : count(text, part);
      long growth = count * (by.length() - (long) part.length());
      failed = Values.spendText(evaluation, text.length() + Math.max(growth, 0));
    }
    return failed == null ? text.replace(part, by) : failed;
  }

  static Object split(
      Evaluation evaluation, @Nullable Object a, @Nullable Object b, @Nullable Object unused) {
    if (!(a instanceof String text && b instanceof String separator)) {
      return Function.refuse("split", "texts", a instanceof String ? b : a);
    }
    Failed failed = evaluation.spend(searchWork(text, separator));
    if (failed != null) {
      return failed;
    }
    long pieces =
        separator.isEmpty() ? text.codePointCount(0, text.length()) : count(text, separator) + 1;
    // A piece is a list element and a text object of its own, 56 bytes and its characters.
    failed = evaluation.spend(pieces * 4 * ExpressionLimits.ELEMENT_WORK + text.length());
    if (failed != null) {
      return failed;
    }
    List<String> list = new ArrayList<>((int) pieces);
    if (separator.isEmpty()) {
      text.codePoints().forEach(point -> list.add(Character.toString(point)));
      return list;
    }
    int from = 0;
    for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
      list.add(text.substring(from, at));
      from = at + separator.length();
    }
    list.add(text.substring(from));
    return list;
  }

  static Object join(
      Evaluation evaluation, @Nullable Object a, @Nullable Object b, @Nullable Object unused) {
    if (!(a instanceof List<?> list)) {
      return Function.refuse("join", "a list", a);
    }
    if (b != null && !(b instanceof String)) {
      return Function.refuse("join", "a text", b);
    }
    String separator = b instanceof String text ? text : "";
    long length = 0;
    for (Object element : list) {
      if (!(element instanceof String text)) {
        return Function.refuse("join", "a list of texts", element);
      }
      length += text.length() + separator.length();
    }
    Failed failed = evaluation.spend((long) list.size() * ExpressionLimits.ELEMENT_WORK);
    if (failed == null) {
      failed = Values.spendText(evaluation, Math.max(length - separator.length(), 0));
    }
    if (failed != null) {
      return failed;
    }
    StringBuilder joined = new StringBuilder((int) length);
    for (int i = 0; i < list.size(); i++) {
      joined.append(i == 0 ? "" : separator).append(list.get(i));
    }
    return joined.toString();
  }

  static Object substring(
      Evaluation evaluation, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
    if (!(a instanceof String text)) {
      return Function.refuse("substring", "a text", a);
    }
    if (!(b instanceof Long start && (c == null || c instanceof Long))) {
      return Function.refuse("substring", "whole numbers", b instanceof Long ? c : b);
    }
    Failed failed = Values.spendText(evaluation, text.length());
    if (failed != null) {
      return failed;
    }
    int size = text.codePointCount(0, text.length());
    long end = c instanceof Long given ? given : size;
    if (start < 0 || end > size || start > end) {
      return new Failed("The text has " + size + " characters, not " + start + " to " + end);
    }
    int from = text.offsetByCodePoints(0, (int) (long) start);
    return text.substring(from, text.offsetByCodePoints(from, (int) (end - start)));
  }

  /** The worst case of searching: every character of the text against every one of the part. */
  private static long searchWork(String text, String part) {
    return ((text.length() * (long) Math.min(part.length(), text.length())) >> 2)
        + text.length() / 4;
  }

  private static long count(String text, String part) {
    long count = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
      count++;
    }
    return count;
  }
}
