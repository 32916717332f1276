package io.botflow.whatsapp.onboarding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.botflow.whatsapp.Endpoint;
import io.botflow.whatsapp.GraphAnswer;
import io.botflow.whatsapp.GraphApi;
import io.botflow.whatsapp.GraphCall;
import io.botflow.whatsapp.onboarding.ConnectionStep.Kind;
import io.botflow.whatsapp.onboarding.ConnectionStep.State;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Says of a connected number what is missing, step by step, by asking the network. Source of the
 * fields: Meta, "Business phone numbers" and "Messaging health status" (June 2026); 360dialog,
 * "Messaging health status".
 *
 * <p>Safe for use by many threads; calls block. It changes nothing.
 */
public final class ConnectionCheck {
  private static final Set<String> SCOPES =
      Set.of("whatsapp_business_management", "whatsapp_business_messaging");
  private static final String NUMBER_FIELDS =
      "display_phone_number,verified_name,name_status,quality_rating,status,"
          + "code_verification_status,webhook_configuration,health_status,"
          + "whatsapp_business_manager_messaging_limit";

  private final GraphApi api;
  private final InstantSource clock;

  /** A check. */
  public ConnectionCheck(GraphApi api, InstantSource clock) {
    this.api = api;
    this.clock = clock;
  }

  /** Every step in the order in which it is mended. */
  public List<ConnectionStep> check(CheckedAccount account) {
    return switch (account.account().endpoint()) {
      case META -> meta(account);
      case DIALOG_360 -> dialog360(account);
    };
  }

  private List<ConnectionStep> meta(CheckedAccount checked) {
    String token = checked.account().secret();
    GraphAnswer number =
        api.call(
            Endpoint.META,
            token,
            GraphCall.get(checked.account().phoneNumberId()).with("fields", NUMBER_FIELDS));
    JsonNode fields = body(number);
    List<ConnectionStep> steps = new ArrayList<>();
    JsonNode debug = debug(checked);
    steps.add(TokenSteps.token(number, debug, clock.instant()));
    steps.add(scopes(checked, debug));
    steps.add(subscribed(checked, token));
    steps.add(NumberSteps.registered(fields));
    steps.add(callback(checked, fields));
    steps.add(NumberSteps.displayName(fields));
    steps.add(NumberSteps.quality(fields));
    steps.add(NumberSteps.limit(fields));
    steps.add(NumberSteps.payment(fields.path("health_status")));
    return List.copyOf(steps);
  }

  private JsonNode debug(CheckedAccount checked) {
    MetaApp app = checked.app();
    if (app == null) {
      return MissingNode.getInstance();
    }
    GraphCall call = GraphCall.get("debug_token").with("input_token", checked.account().secret());
    return body(api.call(Endpoint.META, app.token(), call)).path("data");
  }

  private static ConnectionStep scopes(CheckedAccount checked, JsonNode debug) {
    if (!debug.has("scopes") && !debug.has("granular_scopes")) {
      return step(
          Kind.SCOPES,
          State.UNKNOWN,
          "The token's permissions cannot be seen without the app's secret.",
          "Give the app's id and secret to have them checked.");
    }
    Set<String> missing = new TreeSet<>(SCOPES);
    debug.path("scopes").forEach(scope -> missing.remove(scope.asText()));
    for (JsonNode granular : debug.path("granular_scopes")) {
      JsonNode targets = granular.path("target_ids");
      boolean covers = targets.isMissingNode() || targets.isEmpty();
      for (JsonNode target : targets) {
        covers |= target.asText().equals(checked.wabaId());
      }
      String scope = granular.path("scope").asText();
      if (covers) {
        missing.remove(scope);
      } else if (SCOPES.contains(scope)) {
        missing.add(scope + " (not for this account)");
      }
    }
    return missing.isEmpty()
        ? step(Kind.SCOPES, State.DONE, "The token may manage and send.", "")
        : step(
            Kind.SCOPES,
            State.MISSING,
            "The token lacks " + String.join(", ", missing) + ".",
            "Connect again and allow everything, or give the system user access to the account.");
  }

  private ConnectionStep subscribed(CheckedAccount checked, String token) {
    GraphAnswer answer =
        api.call(Endpoint.META, token, GraphCall.get(checked.wabaId(), "subscribed_apps"));
    if (!(answer instanceof GraphAnswer.Done done)) {
      return step(
          Kind.SUBSCRIBED,
          State.UNKNOWN,
          "The account's subscriptions cannot be read.",
          "Check the account's id and the token's permissions.");
    }
    MetaApp app = checked.app();
    for (JsonNode one : done.body().path("data")) {
      String id = one.path("whatsapp_business_api_data").path("id").asText();
      if (app == null || id.equals(app.id())) {
        return step(Kind.SUBSCRIBED, State.DONE, "The app gets the account's webhooks.", "");
      }
    }
    return step(
        Kind.SUBSCRIBED,
        State.MISSING,
        "The app is not subscribed to the account, so no webhook comes.",
        "Subscribe the app (POST /" + checked.wabaId() + "/subscribed_apps).");
  }

  private static ConnectionStep callback(CheckedAccount checked, JsonNode fields) {
    JsonNode configuration = fields.path("webhook_configuration");
    if (configuration.isEmpty()) {
      return step(
          Kind.CALLBACK,
          State.UNKNOWN,
          "The network does not tell where webhooks go.",
          "Send a message to the number and see whether it arrives.");
    }
    String url = "";
    // The number's own address counts before the account's, and that before the app's.
    for (String key : List.of("phone_number", "whatsapp_business_account", "application")) {
      if (url.isEmpty()) {
        url = configuration.path(key).asText();
      }
    }
    return sameCallback(checked, url);
  }

  private static ConnectionStep sameCallback(CheckedAccount checked, String url) {
    if (url.equals(checked.callback().toString())) {
      return step(Kind.CALLBACK, State.DONE, "Webhooks come to this server.", "");
    }
    return step(
        Kind.CALLBACK,
        State.MISSING,
        url.isEmpty() ? "No address for webhooks is set." : "Webhooks go to " + url + ".",
        "Set the address " + checked.callback() + ".");
  }

  private List<ConnectionStep> dialog360(CheckedAccount checked) {
    String key = checked.account().secret();
    GraphAnswer health = api.call(Endpoint.DIALOG_360, key, GraphCall.get("health_status"));
    List<ConnectionStep> steps = new ArrayList<>();
    steps.add(TokenSteps.key(health));
    String url = new Dialog360Setup(api).webhook(key).map(java.net.URI::toString).orElse("");
    steps.add(sameCallback(checked, url));
    steps.add(NumberSteps.payment(body(health).path("health_status")));
    return List.copyOf(steps);
  }

  private static JsonNode body(GraphAnswer answer) {
    return answer instanceof GraphAnswer.Done done ? done.body() : MissingNode.getInstance();
  }

  static ConnectionStep step(Kind kind, State state, String meaning, String next) {
    return new ConnectionStep(kind, state, meaning, next);
  }
}
