package io.botflow.server.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator has set, to be shown: no secret is in it.
 *
 * @param settings every key that exists, in the order of the documentation
 * @param problems what makes the settings unusable; empty where nothing does
 * @param config null where there are problems
 */
public record ConfigurationReport(
    List<Shown> settings, List<String> problems, @Nullable ServerConfig config) {
  /** Copies the lists. */
  public ConfigurationReport {
    settings = List.copyOf(settings);
    problems = List.copyOf(problems);
  }

  /**
   * A setting with its value.
   *
   * @param value as it was given, or the default; null for nothing, and {@code (secret)} for a
   *     secret
   * @param source the variable or the place in a file; null for the default
   */
  public record Shown(ConfigurationKey key, @Nullable String value, @Nullable String source) {}
}
