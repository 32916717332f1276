package io.botflow.server.config;

import java.util.Objects;

/** A password, key or token. It never shows itself: not in a text, not in a log, not in JSON. */
public final class Secret {
  /** Stands where a secret is shown. */
  static final String HIDDEN = "(secret)";

  private final String value;

  /** A secret with this value. */
  public Secret(String value) {
    this.value = Objects.requireNonNull(value, "value");
  }

  /** The value itself, for the one place that needs it. */
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && secret.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return HIDDEN;
  }
}
