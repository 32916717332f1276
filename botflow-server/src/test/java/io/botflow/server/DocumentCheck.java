package io.botflow.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Holds every answer that a test gets against the published document: the status that it names, and
 * exactly the fields that it lists. Routes and document so cannot part without a test that fails.
 */
final class DocumentCheck {
  private final JsonNode document;

  DocumentCheck(JsonNode document) {
    this.document = document;
  }

  void check(String method, String path, HttpResponse<String> answer) throws Exception {
    String asked = path.split("\\?", -1)[0];
    for (Map.Entry<String, JsonNode> each : document.get("paths").properties()) {
      JsonNode operation = each.getValue().get(method.toLowerCase(Locale.ROOT));
      if (operation != null && asked.matches(each.getKey().replaceAll("\\{\\w+}", "[^/]+"))) {
        check(method + " " + each.getKey(), operation.get("responses"), answer);
        return;
      }
    }
  }

  private void check(String route, JsonNode responses, HttpResponse<String> answer)
      throws Exception {
    boolean good = answer.statusCode() < 300;
    JsonNode response =
        good ? responses.get(Integer.toString(answer.statusCode())) : responses.get("default");
    if (answer.statusCode() == 304) {
      return;
    }
    assertThat(response).as("%s answers %d, as documented", route, answer.statusCode()).isNotNull();
    JsonNode content = response.path("content");
    if (content.isMissingNode()) {
      assertThat(answer.body()).as(route).isEmpty();
      return;
    }
    JsonNode schema = content.path(good ? "application/json" : "application/problem+json");
    if (schema.has("schema")) {
      conforms(ApiPeople.JSON.readTree(answer.body()), schema.get("schema"), route);
    }
  }

  private void conforms(JsonNode value, JsonNode given, String place) {
    JsonNode schema =
        given.has("$ref") ? document.at(given.get("$ref").asText().substring(1)) : given;
    switch (schema.path("type").asText("")) {
      case "object" -> {
        assertThat(value.isObject()).as("%s is an object: %s", place, value).isTrue();
        Set<String> names =
            value.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
        JsonNode properties = schema.path("properties");
        assertThat(names)
            .as("the fields that %s has to have", place)
            .containsAll(
                StreamSupport.stream(schema.path("required").spliterator(), false)
                    .map(JsonNode::asText)
                    .toList());
        for (String name : names) {
          JsonNode inner =
              properties.has(name) ? properties.get(name) : schema.path("additionalProperties");
          assertThat(inner.isObject()).as("%s/%s is documented", place, name).isTrue();
          conforms(value.get(name), inner, place + "/" + name);
        }
      }
      case "array" -> {
        assertThat(value.isArray()).as("%s is a list: %s", place, value).isTrue();
        value.forEach(each -> conforms(each, schema.get("items"), place + "/*"));
      }
      case "string" -> assertThat(value.isTextual()).as("%s is a text: %s", place, value).isTrue();
      case "boolean" -> assertThat(value.isBoolean()).as("%s: %s", place, value).isTrue();
      case "integer" ->
          assertThat(value.isIntegralNumber()).as("%s is a number: %s", place, value).isTrue();
      case "number" -> assertThat(value.isNumber()).as("%s: %s", place, value).isTrue();
      default -> assertThat(schema.size()).as("%s: %s", place, schema).isLessThanOrEqualTo(1);
    }
  }
}
