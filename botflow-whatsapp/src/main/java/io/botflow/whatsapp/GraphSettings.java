package io.botflow.whatsapp;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the Graph API is reached.
 *
 * @param baseUrl used in place of every endpoint's public address, as with the sandbox; null for
 *     the public ones
 * @param version the Graph API's version; Meta ends each about two years after its release
 * @param timeout for a whole call, name look-up and connection included
 */
public record GraphSettings(@Nullable String baseUrl, String version, Duration timeout) {
  /**
   * Version 26.0 of July 2026, the newest in Meta's samples of October 2026, and 10 seconds: a
   * message whose fate takes longer to learn is better left to its status webhook.
   */
  public static final GraphSettings DEFAULT =
      new GraphSettings(null, "v26.0", Duration.ofSeconds(10));

  /** Refuses nulls and an empty timeout. */
  public GraphSettings {
    Objects.requireNonNull(version, "version");
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("the timeout has to be above zero");
    }
  }

  /** The same at another address, without a slash at the end. */
  public GraphSettings withBaseUrl(@Nullable String url) {
    return new GraphSettings(url, version, timeout);
  }

  /** The same with another version. */
  public GraphSettings withVersion(String other) {
    return new GraphSettings(baseUrl, other, timeout);
  }

  /** The same with another timeout. */
  public GraphSettings withTimeout(Duration other) {
    return new GraphSettings(baseUrl, version, other);
  }

  /** The address of an endpoint's own paths, without a slash at the end. */
  public String base(Endpoint endpoint) {
    String base = baseUrl != null ? baseUrl : endpoint.baseUrl();
    return switch (endpoint) {
      case META -> base + "/" + version;
      case DIALOG_360 -> base;
    };
  }

  /** The address of a path of a number, such as {@code messages}. */
  String url(WhatsAppAccount account, String path) {
    return switch (account.endpoint()) {
      case META -> base(Endpoint.META) + "/" + account.phoneNumberId() + "/" + path;
      case DIALOG_360 -> base(Endpoint.DIALOG_360) + "/" + path;
    };
  }
}
