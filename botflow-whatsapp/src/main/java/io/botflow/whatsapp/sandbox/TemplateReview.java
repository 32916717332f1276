package io.botflow.whatsapp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the Graph API refuses when a template is created, by Meta's pages. Written apart from the
 * checks of {@code io.botflow.whatsapp.template}, so that an error there is found here.
 */
final class TemplateReview {
  private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,512}");
  private static final Pattern VARIABLE = Pattern.compile("\\{\\{[^{}]*}}");
  private static final Pattern EDGE =
      Pattern.compile("^\\s*\\{\\{[^{}]*}}.*|.*\\{\\{[^{}]*}}\\s*$", Pattern.DOTALL);
  private static final Pattern ADJACENT = Pattern.compile("}}\\s*\\{\\{");
  private static final Set<String> CATEGORIES = Set.of("MARKETING", "UTILITY", "AUTHENTICATION");

  private TemplateReview() {}

  static Optional<GraphRefusal> refusal(JsonNode template) {
    for (String key : new String[] {"name", "language", "category", "components"}) {
      if (!template.hasNonNull(key)) {
        return Optional.of(GraphRefusal.missing("The parameter " + key + " is required."));
      }
    }
    if (!NAME.matcher(template.path("name").asText()).matches()) {
      return refused(0, "name must be lower-case letters, digits and underscores.");
    }
    return content(template);
  }

  static Optional<GraphRefusal> content(JsonNode template) {
    String category = template.path("category").asText().toUpperCase(Locale.ROOT);
    if (template.has("category") && !CATEGORIES.contains(category)) {
      return refused(0, "category must be MARKETING, UTILITY or AUTHENTICATION.");
    }
    for (JsonNode component : template.path("components")) {
      Optional<GraphRefusal> found =
          switch (component.path("type").asText().toUpperCase(Locale.ROOT)) {
            case "HEADER" -> header(component);
            case "BODY" -> body(component);
            case "FOOTER" -> footer(component);
            case "BUTTONS" -> buttons(component);
            default -> Optional.empty();
          };
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<GraphRefusal> header(JsonNode header) {
    String text = header.path("text").asText();
    if (text.length() > 60) {
      return refused(2388040, "The header has more than 60 characters.");
    }
    if (text.indexOf('\n') >= 0 || text.indexOf('*') >= 0) {
      return refused(2388047, "The header can't have new lines or formatting.");
    }
    if (VARIABLE.matcher(text).find() && !header.has("example")) {
      return refused(0, "The header's variable has no example.");
    }
    return Optional.empty();
  }

  private static Optional<GraphRefusal> body(JsonNode body) {
    String text = body.path("text").asText();
    if (text.length() > 1024) {
      return refused(2388040, "The body has more than 1024 characters.");
    }
    if (EDGE.matcher(text).matches()) {
      return refused(2388299, "Variables can't be at the start or end of the template.");
    }
    if (ADJACENT.matcher(text).find()) {
      return refused(2388293, "Variables can't stand beside each other.");
    }
    if (VARIABLE.matcher(text).find() && !body.has("example")) {
      return refused(0, "The body's variables have no examples.");
    }
    return Optional.empty();
  }

  private static Optional<GraphRefusal> footer(JsonNode footer) {
    String text = footer.path("text").asText();
    if (text.length() > 60) {
      return refused(2388040, "The footer has more than 60 characters.");
    }
    return VARIABLE.matcher(text).find()
        ? refused(2388073, "The footer can't have variables.")
        : Optional.empty();
  }

  private static Optional<GraphRefusal> buttons(JsonNode component) {
    if (component.path("buttons").size() > 10) {
      return refused(0, "There are more than 10 buttons.");
    }
    for (JsonNode button : component.path("buttons")) {
      if (button.path("text").asText().length() > 25) {
        return refused(2388040, "A button has more than 25 characters.");
      }
    }
    return Optional.empty();
  }

  private static Optional<GraphRefusal> refused(int subcode, String details) {
    return Optional.of(GraphRefusal.template(subcode, details));
  }
}
