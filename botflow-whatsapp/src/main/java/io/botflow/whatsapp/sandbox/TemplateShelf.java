package io.botflow.whatsapp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The message templates of each account; new ones are approved at once. Guarded by its monitor. */
final class TemplateShelf {
  private static final Pattern VARIABLE = Pattern.compile("\\{\\{\\s*([\\w.]+)\\s*}}");
  private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,512}");

  private final Map<String, Map<String, ObjectNode>> byAccount = new LinkedHashMap<>();
  private long nextId = 700_000_000_000_000L;

  /** Stores a template; answers what the Graph API does, or why it is refused. */
  synchronized Reply create(String wabaId, JsonNode body) {
    if (!(body instanceof ObjectNode template)) {
      return Reply.refusal(GraphRefusal.unexpected("body must be a JSON object."));
    }
    for (String key : new String[] {"name", "language", "category", "components"}) {
      if (!template.hasNonNull(key)) {
        return Reply.refusal(GraphRefusal.missing("The parameter " + key + " is required."));
      }
    }
    if (!NAME.matcher(template.path("name").asText()).matches()) {
      return Reply.refusal(
          GraphRefusal.unexpected("name must be lower-case letters, digits and underscores."));
    }
    String id = Long.toString(nextId++);
    ObjectNode stored = template.deepCopy();
    stored.put("id", id).put("status", "APPROVED");
    byAccount
        .computeIfAbsent(wabaId, key -> new LinkedHashMap<>())
        .put(key(stored.path("name").asText(), stored.path("language").asText()), stored);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("id", id).put("status", "APPROVED");
    answer.set("category", stored.get("category"));
    return Reply.json(200, answer);
  }

  synchronized ObjectNode list(String wabaId) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode data = answer.putArray("data");
    byAccount.getOrDefault(wabaId, Map.of()).values().forEach(data::add);
    answer.putObject("paging").putObject("cursors").put("before", "").put("after", "");
    return answer;
  }

  /** Whether a template message fits what was created; {@code strict} refuses unknown templates. */
  synchronized Optional<GraphRefusal> check(String wabaId, JsonNode message, boolean strict) {
    JsonNode template = message.path("template");
    String name = template.path("name").asText();
    String language = template.path("language").path("code").asText();
    ObjectNode stored = byAccount.getOrDefault(wabaId, Map.of()).get(key(name, language));
    if (stored == null) {
      return strict ? Optional.of(GraphRefusal.templateMissing(name, language)) : Optional.empty();
    }
    int expected = variables(component(stored, "body").path("text").asText());
    int given = component(template, "body").path("parameters").size();
    return expected == given
        ? Optional.empty()
        : Optional.of(GraphRefusal.templateParameters(given, expected));
  }

  private static JsonNode component(JsonNode template, String type) {
    for (JsonNode component : template.path("components")) {
      if (component.path("type").asText().toLowerCase(Locale.ROOT).equals(type)) {
        return component;
      }
    }
    return JsonNodeFactory.instance.missingNode();
  }

  private static int variables(String text) {
    TreeSet<String> names = new TreeSet<>();
    Matcher matcher = VARIABLE.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names.size();
  }

  private static String key(String name, String language) {
    return name + ' ' + language;
  }
}
