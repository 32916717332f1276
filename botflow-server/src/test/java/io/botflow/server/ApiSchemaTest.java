package io.botflow.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The dashboard calls the API by types that are made of the API's own description. */
class ApiSchemaTest {
  private static final Path WEB = Path.of("src", "main", "web");
  private static final Path TYPES = WEB.resolve(Path.of("src", "api", "schema.d.ts"));

  /** Run with -Dbotflow.rewrite=true -Ddashboard.skip to write the types anew. */
  @Test
  void theTypesAreThoseOfTheServer() throws Exception {
    boolean rewrites = Boolean.getBoolean("botflow.rewrite");
    assumeFalse(Boolean.getBoolean("dashboard.skip") && !rewrites, "the dashboard is left out");
    String types;
    try (TestServer server = TestServer.onFreshDatabase()) {
      types = types(server.get("/api/openapi.json").body());
    }
    if (rewrites) {
      Files.writeString(TYPES, types);
    }

    assertThat(TYPES).hasContent(types);
  }

  private static String types(String document) throws Exception {
    Process node =
        new ProcessBuilder("node", "api.mjs")
            .directory(WEB.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    // The whole description is read before the first line is written.
    try (var in = node.getOutputStream()) {
      in.write(document.getBytes(StandardCharsets.UTF_8));
    }
    String types = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(node.waitFor()).isZero();
    return types;
  }
}
