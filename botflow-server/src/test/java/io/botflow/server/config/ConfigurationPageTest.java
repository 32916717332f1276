package io.botflow.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page about settings is made from the one place that declares them. */
class ConfigurationPageTest {
  private static final Path PAGE = Path.of("..", "docs", "configuration.md");

  private static final String HEAD =
      """
      # Configuration

      This page is made from the server's own declaration of its settings
      (`./mvnw -pl botflow-server -am test -Dtest=ConfigurationPageTest -Dbotflow.rewrite=true
      -Dsurefire.failIfNoSpecifiedTests=false` writes it anew); a test fails when the two differ.

      A setting is a variable of the environment, or the same key in the one YAML file that
      `BOTFLOW_CONFIG` names; the environment wins, and an empty variable counts as not given.

      ```yaml
      http:
        port: 8080
      outbound:
        allow: [erp.example.com, 10.1.0.0/16]
      ```

      Everything is checked at start, and all problems are told at once. A key that does not exist is
      refused, with the key that was probably meant. Secrets are never shown, by no command and in no
      log. `botflow doctor` shows what is set and where it comes from, and checks what it leads to.
      Durations are ISO 8601: `PT0.5S`, `PT2M`.
      """;

  /** Run with -Dbotflow.rewrite=true to write the page anew. */
  @Test
  void thePageIsThatOfTheDeclaration() throws IOException {
    String page = page(keys());
    if (Boolean.getBoolean("botflow.rewrite")) {
      Files.writeString(PAGE, page);
    }

    assertThat(PAGE).hasContent(page);
  }

  @Test
  void everyKeySaysWhatItDoes() {
    assertThat(keys())
        .allSatisfy(
            key ->
                assertThat(key.about())
                    .as("settings.about(\"...\") in front of the reading of %s", key.name())
                    .isNotBlank());
  }

  private static List<ConfigurationKey> keys() {
    return ServerConfig.examine(Map.of()).settings().stream()
        .map(ConfigurationReport.Shown::key)
        .toList();
  }

  private static String page(List<ConfigurationKey> keys) {
    StringBuilder page = new StringBuilder(HEAD);
    String concern = "";
    for (ConfigurationKey key : keys) {
      int dot = key.name().indexOf('.');
      String of = dot < 0 ? "database" : key.name().substring(0, dot);
      if (!of.equals(concern)) {
        page.append("\n## ").append(of).append('\n');
        page.append("\n| key, and its variable | default | |\n|---|---|---|\n");
        concern = of;
      }
      page.append(
          "| `%s`<br>`%s` | %s | %s. %s. |\n"
              .formatted(
                  key.name(),
                  key.variable(),
                  key.otherwise() == null ? "" : "`" + key.otherwise() + "`",
                  capital(key.about()),
                  capital(key.values())));
    }
    return page.toString();
  }

  private static String capital(String text) {
    return text.isEmpty() ? "" : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
