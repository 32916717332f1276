package io.botflow.message;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The line by which a customer learns that a machine answers (EU AI Act, article 50(1), in force
 * since 2 August 2026), put before the words of a message so that it costs no message of its own.
 */
public final class Disclosure {
  private static final String GAP = "\n\n";

  private Disclosure() {}

  /**
   * The message with the line before its words, once; null where it has no words of its own, so
   * that the line has to be a message before it.
   */
  public static @Nullable MessageContent before(String line, MessageContent content) {
    UnaryOperator<String> told =
        body -> body.equals(line) || body.startsWith(line + GAP) ? body : line + GAP + body;
    if (content instanceof MessageContent.Text text) {
      return new MessageContent.Text(told.apply(text.body()), text.preview());
    }
    if (content instanceof MessageContent.Buttons buttons) {
      return new MessageContent.Buttons(
          told.apply(buttons.body()), buttons.header(), buttons.footer(), buttons.options());
    }
    if (content instanceof MessageContent.ListMenu list) {
      return new MessageContent.ListMenu(
          told.apply(list.body()), list.button(), list.header(), list.footer(), list.sections());
    }
    return null;
  }
}
