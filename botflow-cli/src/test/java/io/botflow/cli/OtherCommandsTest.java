package io.botflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.botflow.testing.FlowTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherCommandsTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void newListsItsTemplatesAndWritesOneThatPasses() {
    assertThat(CommandRun.of("new").out())
        .contains("booking", "order-tracking", "faq", "lead-generation");
    for (String template : new String[] {"booking", "order-tracking", "faq", "lead-generation"}) {
      Path bot = folder.resolve("bots").resolve(template);
      CommandRun run = CommandRun.of("new", template, bot);
      assertThat(run.code()).as(run.err()).isZero();
      assertThat(CommandRun.of("validate", bot).code()).isZero();
      assertThat(bot.resolve(template + FlowTests.TEST_FILE)).exists();
    }
  }

  @Test
  void newNeverOverwritesAndKnowsItsNames() {
    CommandRun.of("new", "faq", folder);
    CommandRun again = CommandRun.of("new", "faq", folder);
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains("is there already");
    assertThat(CommandRun.of("new", "pizza", folder).err()).contains("there is no template");
  }

  @Test
  void formatChecksAndWrites() throws IOException {
    Path file = folder.resolve("a.flow.json");
    Files.writeString(file, "{\"id\": \"a\", \"botflow\": 1, \"nodes\": [], \"edges\": []}");
    assertThat(CommandRun.of("fmt", file, "--check").code()).isEqualTo(1);
    assertThat(CommandRun.of("fmt", file).out().strip()).isEqualTo(file.toString());
    assertThat(Files.readString(file)).startsWith("{\n  \"botflow\": 1,");
    assertThat(CommandRun.of("fmt", folder, "--check").code()).isZero();
    Files.writeString(file, "{");
    assertThat(CommandRun.of("fmt", file).code()).isEqualTo(1);
  }

  @Test
  void theExamplesAreFormatted() {
    CommandRun run = CommandRun.of("fmt", CommandRun.EXAMPLES, "--check");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void graphDrawsNodesAndPorts() {
    CommandRun run = CommandRun.of("graph", CommandRun.EXAMPLES.resolve("faq.flow.json"));
    assertThat(run.out()).startsWith("flowchart TD").contains("-->|\"uncertain\"|");
    assertThat(CommandRun.of("graph", CommandRun.EXAMPLES).err()).contains("name one of them");
  }

  @Test
  void schemaIsAJsonSchemaOfFlows() throws IOException {
    String schema = CommandRun.of("schema").out();
    assertThat(new JsonMapper().readTree(schema).has("$schema")).isTrue();
    assertThat(schema).contains("ai_response");
  }

  @Test
  void completionKnowsTheCommands() {
    assertThat(CommandRun.of("completion", "bash").out()).contains("validate", "complete -F");
    assertThat(CommandRun.of("completion", "zsh").out()).startsWith("autoload");
    assertThat(CommandRun.of("completion", "fish").code()).isEqualTo(2);
  }

  @Test
  void chatSaysWhyAFlowCannotRun() throws IOException {
    Path file = Files.writeString(folder.resolve("a.flow.json"), "{}");
    CommandRun run = CommandRun.of("chat", file);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("cannot run").contains("botflow validate");
    assertThat(CommandRun.of("chat", folder.resolve("none.json")).code()).isEqualTo(2);
  }

  @Test
  void misspeltCommandsAreUnderstood() {
    CommandRun run = CommandRun.of("vlidate");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("Did you mean: botflow validate");
    assertThat(CommandRun.of("--version").out()).startsWith("botflow ");
    assertThat(CommandRun.of("help", "test").out()).contains("--min-coverage");
    assertThat(CommandRun.of("validate", "--help").code()).isZero();
  }
}
