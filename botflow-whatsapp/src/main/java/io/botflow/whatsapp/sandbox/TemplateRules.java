package io.botflow.whatsapp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules of a template message's shape; whether the template exists is judged elsewhere. */
final class TemplateRules {
  private static final Set<String> COMPONENTS =
      Set.of("header", "body", "button", "carousel", "limited_time_offer", "order_status");
  private static final Set<String> BUTTONS =
      Set.of(
          "quick_reply",
          "url",
          "catalog",
          "mpm",
          "flow",
          "copy_code",
          "voice_call",
          "order_details",
          "call_permission_request");
  private static final Pattern INDEX = Pattern.compile("[0-9]");

  private TemplateRules() {}

  static void check(JsonNode body, BodyProblems problems) {
    JsonNode template = problems.object(body, "", "template");
    if (template == null) {
      return;
    }
    problems.text(template, "template", "name", 0, Integer.MAX_VALUE);
    JsonNode language = problems.object(template, "template", "language");
    if (language != null) {
      problems.text(language, "template['language']", "code", 0, Integer.MAX_VALUE);
      if (language.has("policy")) {
        problems.oneOf(language, "template['language']", "policy", Set.of("deterministic"));
      }
    }
    if (!template.has("components")) {
      return;
    }
    JsonNode components = problems.array(template, "template", "components", 0, Integer.MAX_VALUE);
    if (components != null) {
      for (int i = 0; i < components.size(); i++) {
        component(components.get(i), "template['components'][" + i + "]", problems);
      }
    }
  }

  private static void component(JsonNode component, String path, BodyProblems problems) {
    if (!component.isObject()) {
      problems.invalid(path, "must be an object.");
      return;
    }
    String type = problems.text(component, path, "type", 0, Integer.MAX_VALUE);
    if (type != null && !COMPONENTS.contains(type.toLowerCase(Locale.ROOT))) {
      problems.invalid(path + "['type']", "must be one of " + COMPONENTS + ".");
    }
    String subType = problems.optionalText(component, path, "sub_type", 0, Integer.MAX_VALUE);
    if (subType != null && !BUTTONS.contains(subType.toLowerCase(Locale.ROOT))) {
      problems.invalid(path + "['sub_type']", "must be one of " + BUTTONS + ".");
    }
    JsonNode index = component.get("index");
    if (index != null && !isIndex(index)) {
      problems.invalid(path + "['index']", "must be 0 to 9.");
    }
    if (component.has("parameters")) {
      JsonNode parameters = problems.array(component, path, "parameters", 0, Integer.MAX_VALUE);
      if (parameters != null) {
        for (JsonNode parameter : parameters) {
          if (!parameter.isObject()) {
            problems.invalid(path + "['parameters']", "must hold objects.");
          }
        }
      }
    }
    if (component.has("cards")) {
      cards(component, path, problems);
    }
    if (component.has("tap_target_configuration")) {
      problems.array(component, path, "tap_target_configuration", 0, Integer.MAX_VALUE);
    }
  }

  private static void cards(JsonNode component, String path, BodyProblems problems) {
    JsonNode cards = problems.array(component, path, "cards", 1, 10);
    for (int i = 0; cards != null && i < cards.size(); i++) {
      String card = path + "['cards'][" + i + "]";
      JsonNode inside = problems.array(cards.get(i), card, "components", 0, Integer.MAX_VALUE);
      for (int c = 0; inside != null && c < inside.size(); c++) {
        component(inside.get(c), card + "['components'][" + c + "]", problems);
      }
    }
  }

  private static boolean isIndex(JsonNode index) {
    return index.isTextual()
        ? INDEX.matcher(index.textValue()).matches()
        : index.isIntegralNumber() && index.intValue() >= 0 && index.intValue() <= 9;
  }
}
