package io.botflow.server.onboarding;

import io.botflow.server.api.Checked;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a number is to be connected.
 *
 * @param method one of {@link Method} in lower case
 * @param botId which bot answers there
 * @param name as people call it; null for none
 * @param phoneNumberId the network's id of the number
 * @param businessAccountId Meta's id of the WhatsApp Business Account
 * @param accessToken the access token, or 360dialog's key
 * @param appSecret of the app that the number belongs to; null for the server's
 * @param code what embedded sign-up gave the browser, good for 30 seconds
 * @param pin six digits of two-step verification: set now, or those that are set
 * @param coexistence whether the number stays in the WhatsApp Business app as well
 */
record AccountConnection(
    String method,
    UUID botId,
    @Nullable String name,
    @Nullable String phoneNumberId,
    @Nullable String businessAccountId,
    @Nullable String accessToken,
    @Nullable String appSecret,
    @Nullable String code,
    @Nullable String pin,
    @Nullable Boolean coexistence)
    implements Checked {
  private static final Pattern ID = Pattern.compile("[0-9A-Za-z_-]{1,64}");
  private static final Pattern PIN = Pattern.compile("[0-9]{6}");
  private static final int MOST_SECRET = 2000;

  /** Ways to connect a number. */
  enum Method {
    /** Meta's Cloud API with a token of one's own. */
    CLOUD_API,
    /** Meta's embedded sign-up through the server's app. */
    EMBEDDED_SIGNUP,
    /** A key of 360dialog. */
    DIALOG_360,
    /** A number of the demo's own network. */
    SANDBOX;

    String text() {
      return this == DIALOG_360 ? "360dialog" : name().toLowerCase(Locale.ROOT);
    }
  }

  Method way() {
    return Arrays.stream(Method.values())
        .filter(each -> each.text().equals(method))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void check(BiConsumer<String, String> problem) {
    if (Arrays.stream(Method.values()).noneMatch(each -> each.text().equals(method))) {
      problem.accept(
          "/method",
          "has to be one of " + Arrays.stream(Method.values()).map(Method::text).toList());
      return;
    }
    if (name != null) {
      Checked.line(name, "/name", problem);
    }
    switch (way()) {
      case CLOUD_API -> {
        id(phoneNumberId, "/phoneNumberId", problem);
        id(businessAccountId, "/businessAccountId", problem);
        secret(accessToken, "/accessToken", problem);
        if (appSecret != null) {
          secret(appSecret, "/appSecret", problem);
        }
      }
      case EMBEDDED_SIGNUP -> {
        id(phoneNumberId, "/phoneNumberId", problem);
        id(businessAccountId, "/businessAccountId", problem);
        secret(code, "/code", problem);
        if (pin == null || !PIN.matcher(pin).matches()) {
          problem.accept("/pin", "has to be six digits");
        }
      }
      case DIALOG_360 -> {
        id(phoneNumberId, "/phoneNumberId", problem);
        id(businessAccountId, "/businessAccountId", problem);
        secret(accessToken, "/accessToken", problem);
      }
      case SANDBOX -> {}
    }
  }

  private static void id(@Nullable String id, String path, BiConsumer<String, String> problem) {
    if (id == null || !ID.matcher(id).matches()) {
      problem.accept(path, "has to be the network's id, as its pages show it");
    }
  }

  /** What cannot stand in a header cannot be a token. */
  static void secret(@Nullable String secret, String path, BiConsumer<String, String> problem) {
    if (secret == null
        || secret.isBlank()
        || secret.length() > MOST_SECRET
        || secret.chars().anyMatch(letter -> letter <= ' ' || letter > '~')) {
      problem.accept(path, "has to be 1 to %d letters without spaces".formatted(MOST_SECRET));
    }
  }

  @Override
  public String toString() {
    return "AccountConnection[" + method + " " + phoneNumberId + "]";
  }
}
