package io.botflow.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The document of the API, for programs and for people. */
class OpenApiPageTest {

  @Test
  void thePageLoadsNothingFromElsewhere() throws Exception {
    try (ApiPeople people = new ApiPeople()) {
      HttpResponse<String> page = people.server.get("/api/docs");
      assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
      assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
          .startsWith("default-src 'none'; script-src 'self';");
      assertThat(page.body()).doesNotContain("http:", "https:", "<script>");
      for (String part : List.of("docs.js", "swagger-ui-bundle.js", "swagger-ui.css")) {
        assertThat(page.body()).contains("/api/docs/" + part);
        assertThat(people.server.get("/api/docs/" + part).statusCode()).as(part).isEqualTo(200);
      }
      assertThat(people.server.get("/api/docs/pom.xml").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void everyReferenceLeadsSomewhereAndEveryNameIsGivenOnce() throws Exception {
    try (ApiPeople people = new ApiPeople()) {
      JsonNode document = people.good("GET", "/api/openapi.json", null, "");
      assertThat(document.get("openapi").asText()).isEqualTo("3.1.0");
      for (String reference : document.findValuesAsText("$ref")) {
        assertThat(document.at(reference.substring(1)).isObject()).as(reference).isTrue();
      }
      List<String> names = document.findValuesAsText("operationId");
      Set<String> once = new HashSet<>(names);
      assertThat(names).hasSameSizeAs(once).hasSizeGreaterThan(50);
    }
  }
}
