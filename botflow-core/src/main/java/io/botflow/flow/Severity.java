package io.botflow.flow;

/** How much a problem matters. */
public enum Severity {
  /** The flow cannot be published. */
  ERROR,
  /** It can, but a customer may meet it. */
  WARNING
}
