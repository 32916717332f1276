package io.botflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The packaged command, started as people start it. */
@DisabledOnOs(OS.WINDOWS) // the launcher is a POSIX shell script
class LauncherIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TempDir private Path folder = Path.of("");

  private int code;

  private String botflow(String input, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(ROOT.resolve("botflow").toString()));
    command.addAll(List.of(arguments));
    Path in = Files.writeString(folder.resolve("in"), input);
    Path out = folder.resolve("out");
    Process process =
        new ProcessBuilder(command)
            .directory(ROOT.toFile())
            .redirectInput(in.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    code = process.exitValue();
    return Files.readString(out, StandardCharsets.UTF_8);
  }

  @Test
  void validatesChatsAndRefuses() throws IOException, InterruptedException {
    assertThat(botflow("", "validate", "examples/flows")).contains("4 flows: no problems");
    assertThat(code).isZero();
    assertThat(botflow("hi\n1\n/quit\n", "chat", "examples/flows/order-tracking.flow.json"))
        .contains("1) Where is my order?")
        .contains("What is your order number?");
    assertThat(code).isZero();
    assertThat(botflow("", "validate", "examples/nowhere")).contains("there is no file or folder");
    assertThat(code).isEqualTo(2);
  }
}
