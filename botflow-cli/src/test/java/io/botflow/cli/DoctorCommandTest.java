package io.botflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DoctorCommandTest {
  /** Nobody is there, so that everything fails at once and nothing leaves this machine. */
  private static final Map<String, String> NOBODY =
      Map.of(
          "BOTFLOW_DATABASE_URL", "postgres://ann:canary@127.0.0.1:1/bots",
          "BOTFLOW_WHATSAPP_GRAPH_URL", "http://127.0.0.1:1");

  @Test
  void aTableSaysWhatIsSetWhatFailedAndWhatToDo() {
    CommandRun run = run(NOBODY, CommandLine.Help.Ansi.OFF);

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains("database.url", "(secret)", "BOTFLOW_DATABASE_URL")
        .containsPattern("failed +database +.*127.0.0.1:1")
        .contains("-> Start it")
        .contains("2 failed")
        .doesNotContain("http.port", "canary", "\u001b");
    assertThat(run(NOBODY, CommandLine.Help.Ansi.OFF, "--all").out())
        .containsPattern("http.port +8080 +default");
  }

  @Test
  void aTerminalGetsColours() {
    assertThat(run(NOBODY, CommandLine.Help.Ansi.ON).out()).contains("\u001b[1m");
  }

  @Test
  void aProgramGetsJson() throws Exception {
    CommandRun run = run(NOBODY, CommandLine.Help.Ansi.OFF, "--json");

    JsonNode report = new JsonMapper().readTree(run.out());
    assertThat(run.code()).isEqualTo(1);
    assertThat(report.path("healthy").asBoolean(true)).isFalse();
    assertThat(report.path("checks").findValuesAsText("state")).contains("failed", "ok");
    assertThat(report.path("settings").findValuesAsText("key")).contains("http.port");
    assertThat(run.out()).doesNotContain("canary");
  }

  @Test
  void settingsThatDoNotExistAreToldWithTheOnesThatDo() {
    CommandRun run = run(Map.of("BOTFLOW_HTTP_PROT", "1"), CommandLine.Help.Ansi.OFF);

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("did you mean BOTFLOW_HTTP_PORT?");
  }

  private static CommandRun run(
      Map<String, String> environment, CommandLine.Help.Ansi ansi, String... options) {
    StringWriter out = new StringWriter();
    int code =
        new CommandLine(new DoctorCommand(environment))
            .setOut(new PrintWriter(out, true))
            .setColorScheme(CommandLine.Help.defaultColorScheme(ansi))
            .execute(List.of(options).toArray(String[]::new));
    return new CommandRun(code, out.toString(), "");
  }
}
