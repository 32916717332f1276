package io.botflow.whatsapp.onboarding;

import static io.botflow.whatsapp.onboarding.ConnectionCheck.step;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.whatsapp.onboarding.ConnectionStep.Kind;
import io.botflow.whatsapp.onboarding.ConnectionStep.State;
import java.util.Set;

/** What the network says of a number, its account and its business. */
final class NumberSteps {
  /** "There is an error with the payment method" in a health status. */
  private static final int PAYMENT_ERROR = 141006;

  private NumberSteps() {}

  static ConnectionStep registered(JsonNode fields) {
    String status = fields.path("status").asText();
    return switch (status) {
      case "CONNECTED" -> step(Kind.REGISTERED, State.DONE, "The number is registered.", "");
      case "" -> unknown(Kind.REGISTERED, "The number's registration cannot be seen.");
      case "FLAGGED", "RESTRICTED" ->
          step(
              Kind.REGISTERED,
              State.ATTENTION,
              "The number is " + status.toLowerCase(java.util.Locale.ROOT) + ".",
              "Look into the WhatsApp Manager for the reason.");
      default ->
          step(
              Kind.REGISTERED,
              State.MISSING,
              "The number is not registered: " + status + ".",
              "Register it with its six-digit PIN.");
    };
  }

  static ConnectionStep displayName(JsonNode fields) {
    String status = fields.path("name_status").asText();
    String name = fields.path("verified_name").asText();
    return switch (status) {
      case "APPROVED", "AVAILABLE_WITHOUT_REVIEW" ->
          step(Kind.DISPLAY_NAME, State.DONE, "People see \"" + name + "\".", "");
      case "" -> unknown(Kind.DISPLAY_NAME, "The display name's review cannot be seen.");
      case "PENDING_REVIEW" ->
          step(
              Kind.DISPLAY_NAME,
              State.ATTENTION,
              "\"" + name + "\" is under review.",
              "Wait; the number can register again when it is approved.");
      default ->
          step(
              Kind.DISPLAY_NAME,
              State.MISSING,
              "\"" + name + "\" is not approved: " + status + ".",
              "Choose another name in the WhatsApp Manager, then register the number again.");
    };
  }

  static ConnectionStep quality(JsonNode fields) {
    return switch (fields.path("quality_rating").asText()) {
      case "GREEN" -> step(Kind.QUALITY, State.DONE, "People take the messages well.", "");
      case "YELLOW" ->
          step(
              Kind.QUALITY,
              State.ATTENTION,
              "Some people block or report the messages.",
              "Send fewer templates, and only to people who asked for them.");
      case "RED" ->
          step(
              Kind.QUALITY,
              State.ATTENTION,
              "Many people block or report the messages; Meta may restrict the number.",
              "Stop marketing now and look at what was sent.");
      case "" -> unknown(Kind.QUALITY, "The number's quality cannot be seen.");
      default -> step(Kind.QUALITY, State.DONE, "There are too few messages for a rating.", "");
    };
  }

  static ConnectionStep limit(JsonNode fields) {
    String limit = fields.path("whatsapp_business_manager_messaging_limit").asText();
    if (limit.isEmpty()) {
      return unknown(Kind.LIMIT, "The messaging limit cannot be seen.");
    }
    return limit.endsWith("250")
        ? step(
            Kind.LIMIT,
            State.ATTENTION,
            "Templates reach 250 people in 24 hours outside of their windows.",
            "Verify the business to get 2,000 and more.")
        : step(Kind.LIMIT, State.DONE, "The messaging limit is " + limit + ".", "");
  }

  static ConnectionStep payment(JsonNode health) {
    if (!health.has("can_send_message")) {
      return unknown(Kind.PAYMENT, "The account's health cannot be seen.");
    }
    for (JsonNode entity : health.path("entities")) {
      for (JsonNode error : entity.path("errors")) {
        if (error.path("error_code").asInt() == PAYMENT_ERROR) {
          return step(
              Kind.PAYMENT,
              State.MISSING,
              "No valid payment method: beyond the free ones, no message is delivered.",
              "Add a payment method to the account in the WhatsApp Manager.");
        }
      }
    }
    String can = health.path("can_send_message").asText();
    if (Set.of("LIMITED", "BLOCKED").contains(can)) {
      return step(
          Kind.PAYMENT,
          can.equals("BLOCKED") ? State.MISSING : State.ATTENTION,
          "Sending is " + can.toLowerCase(java.util.Locale.ROOT) + ": " + reason(health),
          "Follow what the network says.");
    }
    return step(Kind.PAYMENT, State.DONE, "Nothing stands against sending.", "");
  }

  private static String reason(JsonNode health) {
    for (JsonNode entity : health.path("entities")) {
      for (JsonNode error : entity.path("errors")) {
        return error.path("error_description").asText()
            + " "
            + error.path("possible_solution").asText();
      }
    }
    return "no reason is given.";
  }

  private static ConnectionStep unknown(Kind kind, String meaning) {
    return step(kind, State.UNKNOWN, meaning, "Check the token first.");
  }
}
