package io.botflow.whatsapp.sandbox;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A business phone number registered in the sandbox.
 *
 * @param phoneNumberId the id in Graph paths and webhook metadata
 * @param wabaId the WhatsApp Business Account that owns the number
 * @param displayPhoneNumber the number as people see it; digits only
 * @param appSecret signs the webhooks; null sends them unsigned, as 360dialog does
 * @param verifyToken sent in the verification handshake
 * @param accessToken the bearer token (or {@code D360-API-KEY}) that requests must carry; null lets
 *     every request through
 * @param callbackUrl where webhooks go; null keeps them from being sent
 */
public record SandboxNumber(
    String phoneNumberId,
    String wabaId,
    String displayPhoneNumber,
    @Nullable String appSecret,
    String verifyToken,
    @Nullable String accessToken,
    @Nullable URI callbackUrl) {

  /** A number for a quick start: any token is accepted, and there is no callback yet. */
  public static SandboxNumber of(String phoneNumberId) {
    return new SandboxNumber(
        phoneNumberId,
        "waba-" + phoneNumberId,
        "15550100000",
        "sandbox-app-secret",
        "sandbox-verify-token",
        null,
        null);
  }

  /** The same number with another callback. */
  public SandboxNumber withCallback(@Nullable URI url) {
    return new SandboxNumber(
        phoneNumberId, wabaId, displayPhoneNumber, appSecret, verifyToken, accessToken, url);
  }

  /** The same number with another access token. */
  public SandboxNumber withAccessToken(@Nullable String token) {
    return new SandboxNumber(
        phoneNumberId, wabaId, displayPhoneNumber, appSecret, verifyToken, token, callbackUrl);
  }

  /** The same number with another app secret. */
  public SandboxNumber withAppSecret(@Nullable String secret) {
    return new SandboxNumber(
        phoneNumberId, wabaId, displayPhoneNumber, secret, verifyToken, accessToken, callbackUrl);
  }

  /** The same number with another verify token. */
  public SandboxNumber withVerifyToken(String token) {
    return new SandboxNumber(
        phoneNumberId, wabaId, displayPhoneNumber, appSecret, token, accessToken, callbackUrl);
  }

  /** Names the number without its secrets. */
  @Override
  public String toString() {
    return "SandboxNumber[" + phoneNumberId + ", callback " + callbackUrl + "]";
  }
}
