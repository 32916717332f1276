package io.botflow.ai.document;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads documents that nobody vouches for, each in a process of its own with bounded memory, which
 * is ended when its time is up: no document can hold up or bring down this process. The process
 * gets this one's class path and nothing of its environment. Thread-safe; blocks.
 */
public final class IsolatedReader {
  /** What most documents need a twentieth of. */
  public static final IsolatedReader DEFAULT = new IsolatedReader(Duration.ofSeconds(60), 256);

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Duration time;
  private final int megabytes;

  /**
   * A reader.
   *
   * @param time of one document
   * @param megabytes of memory for one document
   */
  public IsolatedReader(Duration time, int megabytes) {
    this.time = time;
    this.megabytes = megabytes;
  }

  /** The form in which the other process answers. */
  record Reply(
      ReadDocument.@Nullable Why why,
      @Nullable String title,
      @Nullable String text,
      @Nullable String language) {}

  /**
   * Reads a file.
   *
   * @param name as whoever has it calls it
   * @throws IOException where no process can be begun
   */
  public ReadDocument read(Path file, String name) throws IOException, InterruptedException {
    Path answer = Files.createTempFile("botflow-document", ".json");
    try {
      return read(file, name, answer);
    } finally {
      Files.deleteIfExists(answer);
    }
  }

  private ReadDocument read(Path file, String name, Path answer)
      throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + megabytes + "m",
                "-Xss1m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                IsolatedReader.class.getName(),
                file.toAbsolutePath().toString(),
                name,
                answer.toString()));
    builder.environment().clear();
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
        return new ReadDocument.Refused(ReadDocument.Why.TOO_MUCH);
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    Reply reply = JSON.readValue(answer.toFile(), Reply.class);
    return reply.why() == null && reply.text() != null
        ? new ReadDocument.Read(reply.title(), reply.text(), reply.language())
        : new ReadDocument.Refused(reply.why() == null ? ReadDocument.Why.DAMAGED : reply.why());
  }

  /** The other process: a file, its name, and where to write what it says. */
  public static void main(String[] arguments) throws IOException {
    ReadDocument read = new DocumentReader().read(Path.of(arguments[0]), arguments[1]);
    Reply reply =
        switch (read) {
          case ReadDocument.Read(String title, String text, String language) ->
              new Reply(null, title, text, language);
          case ReadDocument.Refused(ReadDocument.Why why) -> new Reply(why, null, null, null);
        };
    JSON.writeValue(Path.of(arguments[2]).toFile(), reply);
  }
}
