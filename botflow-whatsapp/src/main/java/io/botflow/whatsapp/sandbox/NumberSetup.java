package io.botflow.whatsapp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far a number is set up, and what people see of it. Guarded by its monitor. */
final class NumberSetup {
  private static final Duration REGISTRATIONS_PERIOD = Duration.ofDays(3);
  private static final int REGISTRATIONS = 10;

  private boolean registered;
  private boolean subscribed;
  private boolean payment = true;
  private boolean own;
  private @Nullable String pin;
  private String nameStatus = "APPROVED";
  private String quality = "GREEN";
  private String limit = "TIER_2K";
  private Map<String, String> webhookHeaders = Map.of();
  private final List<Instant> registrations = new ArrayList<>();

  NumberSetup(boolean ready) {
    registered = ready;
    subscribed = ready;
  }

  synchronized boolean isRegistered() {
    return registered;
  }

  synchronized boolean isSubscribed() {
    return subscribed;
  }

  synchronized boolean hasPayment() {
    return payment;
  }

  synchronized Map<String, String> webhookHeaders() {
    return webhookHeaders;
  }

  synchronized void webhookHeaders(Map<String, String> headers) {
    webhookHeaders = Map.copyOf(headers);
  }

  synchronized void subscribe(boolean wanted) {
    subscribed = wanted;
  }

  /** Whether webhooks go to an address of the number's own and not to the app's. */
  synchronized void ownCallback(boolean wanted) {
    own = wanted;
  }

  synchronized Reply register(JsonNode body, Instant now) {
    String given = body.path("pin").asText();
    if (!given.matches("[0-9]{6}")) {
      return Reply.refusal(GraphRefusal.unexpected("pin must be 6 digits."));
    }
    registrations.removeIf(at -> at.isBefore(now.minus(REGISTRATIONS_PERIOD)));
    if (registrations.size() >= REGISTRATIONS) {
      return Reply.refusal(
          new GraphRefusal(400, 133016, "(#133016) Too many attempts", "10 in 72 hours."));
    }
    registrations.add(now);
    if (pin != null && !pin.equals(given)) {
      return Reply.refusal(
          new GraphRefusal(400, 133005, "(#133005) Two step verification PIN Mismatch", "pin"));
    }
    pin = given;
    registered = true;
    return Reply.success();
  }

  synchronized Reply deregister() {
    registered = false;
    return Reply.success();
  }

  /** Changes what the control interface names. */
  synchronized void change(JsonNode body) {
    payment = body.path("payment").asBoolean(payment);
    registered = body.path("registered").asBoolean(registered);
    subscribed = body.path("subscribed").asBoolean(subscribed);
    nameStatus = body.path("name_status").asText(nameStatus);
    quality = body.path("quality_rating").asText(quality);
    limit = body.path("messaging_limit").asText(limit);
  }

  synchronized ObjectNode describe(SandboxNumber number) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", number.phoneNumberId())
            .put("display_phone_number", number.displayPhoneNumber())
            .put("verified_name", "Sandbox business")
            .put("name_status", nameStatus)
            .put("code_verification_status", "VERIFIED")
            .put("status", registered ? "CONNECTED" : "PENDING")
            .put("quality_rating", quality)
            .put("platform_type", "CLOUD_API")
            .put("whatsapp_business_manager_messaging_limit", limit);
    if (number.callbackUrl() != null) {
      node.putObject("webhook_configuration")
          .put(own ? "phone_number" : "application", number.callbackUrl().toString());
    }
    node.set("health_status", health(number).get("health_status"));
    return node;
  }

  synchronized ObjectNode health(SandboxNumber number) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ObjectNode health = root.putObject("health_status");
    health.put("can_send_message", payment ? "AVAILABLE" : "LIMITED");
    ObjectNode waba = health.putArray("entities").addObject();
    waba.put("entity_type", "WABA").put("id", number.wabaId());
    waba.put("can_send_message", payment ? "AVAILABLE" : "LIMITED");
    if (!payment) {
      waba.putArray("errors")
          .addObject()
          .put("error_code", 141006)
          .put("error_description", "There is an error with the payment method.")
          .put("possible_solution", "Add a new payment method to the account.");
    }
    return root;
  }
}
