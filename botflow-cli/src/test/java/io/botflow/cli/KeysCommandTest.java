package io.botflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.server.secret.KeyFile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The operator gives the server a new key. */
class KeysCommandTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void preparesThenRotatesTheFileOfTheSettings() throws Exception {
    Path file = folder.resolve("keys.json");
    assertThat(run(file, "rotate").code()).as("nothing is made that no server reads").isEqualTo(2);
    assertThat(file).doesNotExist();
    KeyFile.open(file);
    assertThat(run(file, "rotate", "--prepare").out())
        .contains(file.toString(), "2 keys", "waits for the next rotate");
    assertThat(run(file, "rotate").out()).contains("2 keys", "the newest seals");
    assertThat(run(file, "rotate").out()).contains("3 keys", "the newest seals");
    assertThat(Files.readString(file)).contains("primaryKeyId");
  }

  private static CommandRun run(Path file, String... options) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        new CommandLine(new KeysCommand(Map.of("BOTFLOW_SECRETS_KEY_FILE", file.toString())))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(options);
    return new CommandRun(code, out.toString(), err.toString());
  }
}
