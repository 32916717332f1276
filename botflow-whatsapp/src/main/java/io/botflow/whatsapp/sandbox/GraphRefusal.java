package io.botflow.whatsapp.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * An error as the Graph API answers it.
 *
 * @param httpStatus the status of the answer; Meta's own statuses are not reliable, so callers
 *     decide on {@code code}
 * @param code the Graph error code, such as 131009
 * @param message the text of {@code error.message}
 * @param details the text of {@code error.error_data.details}; null leaves {@code error_data} out
 * @param subcode {@code error.error_subcode}; 0 leaves it out
 */
public record GraphRefusal(
    int httpStatus, int code, String message, @Nullable String details, int subcode) {

  /** An error without a subcode. */
  public GraphRefusal(int httpStatus, int code, String message, @Nullable String details) {
    this(httpStatus, code, message, details, 0);
  }

  /** Any error of a code, as somebody wants it to happen. */
  static GraphRefusal onRequest(int httpStatus, int code, @Nullable String details) {
    return new GraphRefusal(
        httpStatus,
        code,
        "(#" + code + ") Error on request of the sandbox's user",
        details == null ? "This error was asked for." : details);
  }

  static GraphRefusal template(int subcode, String details) {
    return new GraphRefusal(400, 100, "Invalid parameter", details, subcode);
  }

  static GraphRefusal templatePaused(String name) {
    return new GraphRefusal(
        400, 132015, "(#132015) Template is Paused", "template name (" + name + ") is paused");
  }

  static GraphRefusal templateDisabled(String name) {
    return new GraphRefusal(
        400, 132016, "(#132016) Template is Disabled", "template name (" + name + ") is disabled");
  }

  static GraphRefusal notRegistered() {
    return new GraphRefusal(
        400, 133010, "(#133010) Account not registered", "The account is not registered");
  }

  static GraphRefusal noPayment() {
    return new GraphRefusal(
        400,
        131042,
        "Business eligibility payment issue",
        "Message failed to send because there were one or more errors related to your payment"
            + " method.");
  }

  static GraphRefusal missing(String details) {
    return new GraphRefusal(400, 131008, "(#131008) Required parameter is missing", details);
  }

  static GraphRefusal invalid(String details) {
    return new GraphRefusal(400, 131009, "(#131009) Parameter value is not valid", details);
  }

  static GraphRefusal unexpected(String details) {
    return new GraphRefusal(400, 100, "(#100) Invalid parameter", details);
  }

  static GraphRefusal unknownObject(String id) {
    return new GraphRefusal(
        400,
        100,
        "Unsupported request. Object with ID '"
            + id
            + "' does not exist, cannot be loaded due to missing permissions, or does not support"
            + " this operation.",
        null);
  }

  static GraphRefusal token() {
    return new GraphRefusal(
        401, 190, "Invalid OAuth access token - Cannot parse access token", null);
  }

  static GraphRefusal throughput() {
    return new GraphRefusal(
        429, 130429, "(#130429) Rate limit hit", "Cloud API message throughput has been reached.");
  }

  static GraphRefusal pairRate() {
    return new GraphRefusal(
        429,
        131056,
        "(#131056) (Business Account, Consumer Account) pair rate limit hit",
        "Message failed to send because there were too many messages sent from this phone number"
            + " to the same phone number in a short period of time.");
  }

  static GraphRefusal windowClosed() {
    return new GraphRefusal(
        400,
        131047,
        "Re-engagement message",
        "Message failed to send because more than 24 hours have passed since the customer last"
            + " replied to this number.");
  }

  static GraphRefusal stoppedMarketing() {
    return new GraphRefusal(
        400,
        131050,
        "User has stopped marketing messages",
        "Message failed to send because the user chose to stop marketing messages of your"
            + " business.");
  }

  static GraphRefusal templateMissing(String name, String language) {
    return new GraphRefusal(
        404,
        132001,
        "(#132001) Template name does not exist in the translation",
        "template name (" + name + ") does not exist in " + language);
  }

  static GraphRefusal templateParameters(int given, int expected) {
    return new GraphRefusal(
        400,
        132000,
        "(#132000) Number of parameters does not match the expected number of params",
        "body: number of localizable_params ("
            + given
            + ") does not match the expected number of params ("
            + expected
            + ")");
  }

  /** The body of the answer, with a fresh {@code fbtrace_id}. */
  public ObjectNode json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ObjectNode error = root.putObject("error");
    error.put("message", message).put("type", "OAuthException").put("code", code);
    if (code == 100 && details == null) {
      // Meta's way to say "no such object or no permission", with HTTP 400 and not 404.
      error.put("error_subcode", subcode == 0 ? 33 : subcode);
    } else if (subcode != 0) {
      error.put("error_subcode", subcode);
    }
    if (details != null) {
      error.putObject("error_data").put("messaging_product", "whatsapp").put("details", details);
    }
    byte[] trace = new byte[17];
    ThreadLocalRandom.current().nextBytes(trace);
    error.put("fbtrace_id", Base64.getUrlEncoder().withoutPadding().encodeToString(trace));
    return root;
  }
}
