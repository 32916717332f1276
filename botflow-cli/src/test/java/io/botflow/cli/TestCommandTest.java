package io.botflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestCommandTest {
  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void copyFlow() throws IOException {
    Files.copy(
        CommandRun.EXAMPLES.resolve("order-tracking.flow.json"),
        folder.resolve("order-tracking.flow.json"));
    Files.writeString(
        folder.resolve("order-tracking.test.yaml"),
        """
        tests:
          - name: it greets
            steps: [{user: hi}, {bot: {contains: How can we help}}]
          - name: it sings
            steps:
              - user: hi
              - bot: La la la
        """);
  }

  @Test
  void theExamplesPassWithEveryEdge() {
    CommandRun run = CommandRun.of("test", CommandRun.EXAMPLES, "--min-coverage", 100);
    assertThat(run.out()).contains("edges 100 %").contains(" 0 failed");
    assertThat(run.code()).isZero();
  }

  @Test
  void aFailureIsShownWhereItStands() {
    CommandRun run = CommandRun.of("test", folder);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains("ok   it greets")
        .contains("FAIL it sings")
        .contains("order-tracking.test.yaml:7")
        .contains("expected: La la la")
        .contains("actual:   Hello Alex!")
        .contains("user: hi")
        .contains("2 tests, 1 failed")
        .contains("never: ");
  }

  @Test
  void aFilterChoosesTestsByName() {
    assertThat(CommandRun.of("test", folder, "--filter", "GREETS").code()).isZero();
    CommandRun none = CommandRun.of("test", folder, "--filter", "dances");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("no test has \"dances\"");
  }

  @Test
  void tooLittleCoverageFails() {
    CommandRun run = CommandRun.of("test", folder, "--filter", "greets", "--min-coverage", "100");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("of the edges of \"order-tracking\"; 100 % are wanted");
    assertThat(CommandRun.of("test", folder, "--min-coverage", "101").code()).isEqualTo(2);
  }

  @Test
  void programsReadJsonJunitAndGithub() throws IOException {
    JsonNode json = new JsonMapper().readTree(CommandRun.of("test", folder, "-f", "json").out());
    assertThat(json.at("/failed").asInt()).isEqualTo(1);
    assertThat(json.at("/files/0/tests/1/failure/line").asInt()).isEqualTo(7);
    assertThat(json.at("/coverage/0/edges/percent").asInt()).isLessThan(100);
    assertThat(CommandRun.of("test", folder, "-f", "junit").out())
        .contains("tests=\"2\" failures=\"1\"")
        .contains("<failure message=\"the bot says something else\">");
    assertThat(CommandRun.of("test", folder, "-f", "github").out())
        .startsWith("::error file=")
        .contains(",line=7,title=it sings::");
  }

  @Test
  void aFileThatCannotBeReadFailsAndSaysWhy() throws IOException {
    Files.writeString(folder.resolve("lost.test.yaml"), "tests: [{name: a, steps: [{user: b}]}]");
    CommandRun run = CommandRun.of("test", folder.resolve("lost.test.yaml"));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("There is no file").contains("1 file not run");
  }
}
