package io.botflow.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A route as the published document lists it.
 *
 * @param permission null where none is needed
 * @param open whether everybody may use it, without a log-in
 * @param body whether it takes a body
 */
record ApiRoute(String verb, String path, @Nullable String permission, boolean open, boolean body) {
  private static final Pattern PARAMETER = Pattern.compile("\\{\\w+}");

  static List<ApiRoute> all(ApiPeople people) throws Exception {
    List<ApiRoute> routes = new ArrayList<>();
    JsonNode paths = people.good("GET", "/api/openapi.json", null, "").get("paths");
    for (Map.Entry<String, JsonNode> path : paths.properties()) {
      for (Map.Entry<String, JsonNode> verb : path.getValue().properties()) {
        JsonNode permission = verb.getValue().get("x-permission");
        routes.add(
            new ApiRoute(
                verb.getKey().toUpperCase(Locale.ROOT),
                path.getKey(),
                permission == null ? null : permission.asText(),
                verb.getValue().get("security").isEmpty(),
                verb.getValue().has("requestBody")));
      }
    }
    return routes;
  }

  /** The beginnings of the path that end with a parameter: what each parameter is a name of. */
  List<String> things() {
    return PARAMETER
        .matcher(path)
        .results()
        .map((MatchResult found) -> path.substring(0, found.end()))
        .toList();
  }

  /** The path with these in the place of its parameters, in order. */
  String with(List<String> values) {
    String filled = path;
    for (String value : values) {
      filled = filled.replaceFirst("\\{\\w+}", value);
    }
    return filled;
  }

  @Override
  public String toString() {
    return verb + " " + path;
  }
}
