package io.botflow.whatsapp.template;

/**
 * Why a template cannot be sent in a certain way.
 *
 * @param text for people, with what to do
 */
public record TemplateMismatch(Kind kind, String text) {

  /** The kinds of reasons. */
  public enum Kind {
    /** There is no template of this name. */
    UNKNOWN,
    /** It does not exist in this language. */
    LANGUAGE,
    /** It exists and cannot be sent now: under review, paused, disabled. */
    STATUS,
    /** The header is given another kind of value than it needs, or none. */
    HEADER,
    /** The body has another number of variables. */
    COUNT,
    /** The body's variables have other names. */
    NAMES,
    /** A button is given a value that it does not take, or lacks one. */
    BUTTONS,
    /** The carousel has another number of cards. */
    CARDS,
    /** An offer's end is missing, or given where there is none. */
    OFFER,
    /** A value is empty, too long, or has line breaks. */
    VALUE,
    /** It works, and another category makes it cost something else. */
    RECATEGORISED;

    /** Whether the template's form is at fault and not its present state. */
    boolean isStructural() {
      return this != STATUS && this != RECATEGORISED;
    }
  }
}
