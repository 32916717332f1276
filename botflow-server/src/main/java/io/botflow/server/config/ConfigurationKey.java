package io.botflow.server.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A setting that exists.
 *
 * @param name in a file, with a dot behind the name of its concern: {@code http.port}
 * @param values what it may be, for people
 * @param otherwise what it is where it is not given; null for nothing
 * @param secret whether its value is never shown
 * @param about what it does, for people
 */
public record ConfigurationKey(
    String name, String values, @Nullable String otherwise, boolean secret, String about) {

  /** The variable of the environment that sets it. */
  public String variable() {
    return Settings.PREFIX + flat().toUpperCase(Locale.ROOT);
  }

  String flat() {
    return name.replace('.', '_');
  }
}
