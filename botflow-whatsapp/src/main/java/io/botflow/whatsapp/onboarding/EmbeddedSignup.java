package io.botflow.whatsapp.onboarding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.botflow.whatsapp.Endpoint;
import io.botflow.whatsapp.GraphAnswer;
import io.botflow.whatsapp.GraphApi;
import io.botflow.whatsapp.GraphCall;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The server's part of connecting a customer's number to an app of Meta. Source: Meta, "Embedded
 * Signup: implementation", June 2026, and "Register a phone number".
 *
 * <p>Safe for use by many threads; calls block.
 */
public final class EmbeddedSignup {
  private static final Pattern PIN = Pattern.compile("[0-9]{6}");

  private final GraphApi api;
  private final MetaApp app;

  /** A signup for customers of an app. */
  public EmbeddedSignup(GraphApi api, MetaApp app) {
    this.api = api;
    this.app = app;
  }

  /**
   * All steps in their order: the code for a token (within 30 seconds of the browser's part), the
   * subscription, without which no webhook comes, and the number's registration, which coexistence
   * leaves out and follows by asking for contacts and history instead.
   *
   * @param pin the six digits of two-step verification: set now, or those that are set
   * @param callback the account's own address for webhooks; null for the app's
   */
  public SignupOutcome connect(SignupResult signup, String pin, @Nullable Callback callback) {
    List<SignupOutcome.Step> steps = new ArrayList<>();
    SetupResult exchanged = exchange(signup.code());
    steps.add(new SignupOutcome.Step("exchange", exchanged));
    if (!(exchanged instanceof SetupResult.Done done)) {
      return new SignupOutcome(null, steps);
    }
    String token = done.value();
    boolean going = step(steps, "subscribe", () -> subscribe(signup.wabaId(), token, callback));
    if (signup.coexistence()) {
      going =
          going
              && step(
                  steps,
                  "contacts",
                  () -> sync(signup.phoneNumberId(), token, "smb_app_state_sync"));
      if (going) {
        step(steps, "history", () -> sync(signup.phoneNumberId(), token, "history"));
      }
    } else if (going) {
      step(steps, "register", () -> register(signup.phoneNumberId(), token, pin, null));
    }
    return new SignupOutcome(token, steps);
  }

  private static boolean step(
      List<SignupOutcome.Step> steps, String name, Supplier<SetupResult> work) {
    SetupResult result = work.get();
    steps.add(new SignupOutcome.Step(name, result));
    return result instanceof SetupResult.Done;
  }

  /** Exchanges a code for the customer's access token. */
  public SetupResult exchange(String code) {
    GraphCall call =
        GraphCall.get("oauth", "access_token")
            .with("client_id", app.id())
            .with("client_secret", app.secret())
            .with("code", code);
    return switch (api.call(Endpoint.META, null, call)) {
      case GraphAnswer.Done done -> {
        String token = done.body().path("access_token").asText();
        yield token.isEmpty()
            ? new SetupResult.Later("an answer without a token")
            : new SetupResult.Done(token);
      }
      case GraphAnswer.Refused refused ->
          new SetupResult.Refused(SetupTexts.of(refused.error()), refused.error());
      case GraphAnswer.NotSent notSent -> new SetupResult.Later(notSent.why());
      case GraphAnswer.Uncertain uncertain -> new SetupResult.Later(uncertain.why());
    };
  }

  /** Subscribes the app to an account's webhooks, at an address of its own where one is given. */
  public SetupResult subscribe(String wabaId, String token, @Nullable Callback callback) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (callback != null) {
      body.put("override_callback_uri", callback.url().toString());
      body.put("verify_token", callback.verifyToken());
    }
    return post(token, body, wabaId, "subscribed_apps");
  }

  /** Ends the subscription: no webhook of the account comes any more. */
  public SetupResult unsubscribe(String wabaId, String token) {
    return result(api.call(Endpoint.META, token, GraphCall.delete(wabaId, "subscribed_apps")));
  }

  /**
   * Registers a number for the Cloud API. At most ten times in 72 hours.
   *
   * @param region where data at rest are kept, as a country such as {@code ZA}; null for Meta's own
   * @throws IllegalArgumentException when the PIN is not six digits
   */
  public SetupResult register(
      String phoneNumberId, String token, String pin, @Nullable String region) {
    if (!PIN.matcher(pin).matches()) {
      throw new IllegalArgumentException("the PIN has six digits");
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("messaging_product", "whatsapp").put("pin", pin);
    if (region != null) {
      body.put("data_localization_region", region);
    }
    return post(token, body, phoneNumberId, "register");
  }

  /** Takes a number out of the Cloud API. */
  public SetupResult deregister(String phoneNumberId, String token) {
    return post(token, JsonNodeFactory.instance.objectNode(), phoneNumberId, "deregister");
  }

  /** Gives one number an address of its own for webhooks; null takes it away. */
  public SetupResult override(String phoneNumberId, String token, @Nullable Callback callback) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode configuration = body.putObject("webhook_configuration");
    configuration.put("override_callback_uri", callback == null ? "" : callback.url().toString());
    if (callback != null) {
      configuration.put("verify_token", callback.verifyToken());
    }
    return post(token, body, phoneNumberId);
  }

  /** Asks for the contacts or the history of a number that stays in the app; within 24 hours. */
  public SetupResult sync(String phoneNumberId, String token, String what) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("messaging_product", "whatsapp").put("sync_type", what);
    return post(token, body, phoneNumberId, "smb_app_data");
  }

  private SetupResult post(String token, JsonNode body, String... path) {
    return result(
        api.call(Endpoint.META, token, GraphCall.post(new GraphCall.Body.Json(body), path)));
  }

  static SetupResult result(GraphAnswer answer) {
    return switch (answer) {
      case GraphAnswer.Done ignored -> new SetupResult.Done("");
      case GraphAnswer.Refused refused ->
          new SetupResult.Refused(SetupTexts.of(refused.error()), refused.error());
      case GraphAnswer.NotSent notSent -> new SetupResult.Later(notSent.why());
      case GraphAnswer.Uncertain uncertain -> new SetupResult.Later(uncertain.why());
    };
  }
}
