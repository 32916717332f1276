package io.botflow.store.jdbc;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs one of PostgreSQL's programs to its end and keeps what it printed. */
final class CommandLine {

  /** How a program ended; {@code output} is standard output and error together, trimmed. */
  record Result(int exitCode, String output) {
    boolean succeeded() {
      return exitCode == 0;
    }
  }

  private CommandLine() {}

  /**
   * Runs {@code command} in {@code directory}.
   *
   * @throws DatabaseException when it cannot be started or takes longer than {@code limit}
   */
  static Result run(List<String> command, Path directory, Duration limit) {
    Path output = null;
    try {
      // A file and not a pipe: a server started by the program would inherit the pipe and keep
      // the reader waiting for as long as it lives.
      output = Files.createTempFile("botflow-postgres", ".out");
      ProcessBuilder builder =
          new ProcessBuilder(new ArrayList<>(command))
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(nullDevice()))
              .redirectOutput(output.toFile());
      cleanEnvironment(builder.environment());
      Process process = builder.start();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new DatabaseException(
            "%s did not end within %d s: %s"
                .formatted(command, limit.toSeconds(), Files.readString(output)));
      }
      return new Result(process.exitValue(), Files.readString(output).strip());
    } catch (IOException e) {
      return new Result(127, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseException("interrupted while waiting for " + command, e);
    } finally {
      deleteQuietly(output);
    }
  }

  private static File nullDevice() {
    return new File(System.getProperty("os.name", "").startsWith("Windows") ? "NUL" : "/dev/null");
  }

  /** PG* variables of the caller's shell (PGDATA, PGPORT ...) would change what the tools do. */
  private static void cleanEnvironment(Map<String, String> environment) {
    environment.keySet().removeIf(name -> name.startsWith("PG"));
    environment.put("LC_ALL", "C");
  }

  private static void deleteQuietly(@Nullable Path file) {
    if (file != null) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        file.toFile().deleteOnExit();
      }
    }
  }
}
