package io.botflow.whatsapp.template;

import io.botflow.whatsapp.GraphError;
import java.util.Optional;

/** What the errors of creating, editing and deleting templates mean, and what to do. */
final class TemplateRefusals {
  /** {@code error_subcode}: no more templates in this account. */
  static final int LIMIT = 2388019;

  /** A part is too long. */
  static final int TOO_LONG = 2388040;

  /** The header or body has a form that is not allowed. */
  static final int HEADER_OR_BODY = 2388047;

  /** The footer has a form that is not allowed. */
  static final int FOOTER = 2388073;

  /** Too many variables for so few words. */
  static final int TOO_MANY_VARIABLES = 2388293;

  /** A variable at the beginning or the end. */
  static final int VARIABLE_AT_EDGE = 2388299;

  private TemplateRefusals() {}

  /** The meaning of an error's subcode; empty for one that is not known. */
  static Optional<String> explain(GraphError error) {
    return switch (error.subcode()) {
      case LIMIT ->
          Optional.of("The account has as many templates as it may have: delete some first.");
      case TOO_LONG ->
          Optional.of("A part is too long: header 60, body 1024, footer 60, label 25.");
      case HEADER_OR_BODY ->
          Optional.of("The header or body has line breaks, emoji or formatting where none may be.");
      case FOOTER -> Optional.of("The footer has a variable, a line break or formatting.");
      case TOO_MANY_VARIABLES ->
          Optional.of("There are too many variables for so few words: say more around them.");
      case VARIABLE_AT_EDGE ->
          Optional.of("A variable stands at the beginning or the end: put words before and after.");
      default -> Optional.empty();
    };
  }

  /** What to show for a refusal: the meaning, else what the network says. */
  static String text(GraphError error) {
    return explain(error)
        .orElseGet(
            () -> {
              String said = error.details() != null ? error.details() : error.message();
              return said != null ? said : "The network refused with code " + error.code() + ".";
            });
  }
}
