package io.botflow.whatsapp.template;

/** How a template's variables are written. */
public enum ParameterFormat {
  /** Counted: {@code {{1}}}, {@code {{2}}}. */
  POSITIONAL,
  /** Named: {@code {{first_name}}}. */
  NAMED
}
