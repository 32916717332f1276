package io.botflow.server.config;

import java.util.List;

/** The settings can't be used. The message lists every problem, for the operator. */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With all problems that are known by now. */
  public ConfigurationException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
  }
}
