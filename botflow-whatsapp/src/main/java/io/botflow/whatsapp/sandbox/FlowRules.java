package io.botflow.whatsapp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.whatsapp.WhatsAppLimits;
import java.util.Set;

/** The rules of the action of a WhatsApp Flows ("form") message. */
final class FlowRules {
  private FlowRules() {}

  static void check(JsonNode action, BodyProblems problems) {
    problems.oneOf(action, "action", "name", Set.of("flow"));
    JsonNode parameters = problems.object(action, "action", "parameters");
    if (parameters == null) {
      return;
    }
    if (!parameters.has("flow_message_version")) {
      problems.missing("flow_message_version");
    } else if (!parameters.path("flow_message_version").asText().equals("3")) {
      problems.invalid("flow_message_version", "must be 3.");
    }
    problems.text(parameters, "parameters", "flow_cta", 1, WhatsAppLimits.FORM_BUTTON_MAX_LENGTH);
    if (parameters.has("flow_id") == parameters.has("flow_name")) {
      problems.invalid("parameters", "must have exactly one of flow_id and flow_name.");
    }
    if (parameters.has("mode")) {
      problems.oneOf(parameters, "parameters", "mode", Set.of("draft", "published"));
    }
    if (parameters.has("flow_action")) {
      problems.oneOf(parameters, "parameters", "flow_action", Set.of("navigate", "data_exchange"));
    }
  }
}
