package io.botflow.whatsapp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The handshake by which Meta makes sure that a webhook address belongs to who enters it: a GET
 * with {@code hub.mode}, {@code hub.verify_token} and {@code hub.challenge}, repeated whenever the
 * address or the token is edited. Source: Meta, "Create a webhook endpoint", copy of December 2025.
 */
public final class WebhookVerification {
  /** The challenge is echoed, so it must not be able to carry markup; Meta sends digits. */
  private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{1,200}");

  private WebhookVerification() {}

  /**
   * What to answer with 200 as {@code text/plain}; empty means 403. The token is compared in
   * constant time.
   *
   * @param verifyToken the one that was entered at Meta for this address; an empty one fits nothing
   */
  public static Optional<String> answer(
      @Nullable String mode,
      @Nullable String givenToken,
      @Nullable String challenge,
      String verifyToken) {
    if (!"subscribe".equals(mode)
        || givenToken == null
        || verifyToken.isEmpty()
        || challenge == null
        || !CHALLENGE.matcher(challenge).matches()) {
      return Optional.empty();
    }
    boolean known =
        MessageDigest.isEqual(
            givenToken.getBytes(StandardCharsets.UTF_8),
            verifyToken.getBytes(StandardCharsets.UTF_8));
    return known ? Optional.of(challenge) : Optional.empty();
  }
}
