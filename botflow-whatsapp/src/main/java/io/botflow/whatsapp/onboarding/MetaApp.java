package io.botflow.whatsapp.onboarding;

import java.util.Objects;

/** Meta's app through which customers connect. */
public record MetaApp(String id, String secret) {
  public MetaApp {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(secret, "secret");
  }

  /** The token that speaks for the app itself. */
  String token() {
    return id + "|" + secret;
  }

  /** Names the app without its secret. */
  @Override
  public String toString() {
    return "MetaApp[" + id + "]";
  }
}
