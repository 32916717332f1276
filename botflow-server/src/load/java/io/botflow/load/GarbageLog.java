package io.botflow.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code -Xlog:gc} wrote. The least heap that a collection left over in a while is the nearest
 * to what is alive that can be had without stopping the server for it.
 */
final class GarbageLog {
  private static final Pattern PAUSE = Pattern.compile("Pause.* \\d+M->(\\d+)M\\(\\d+M\\)");

  private final Path file;
  private int linesSeen;

  GarbageLog(Path file) {
    this.file = file;
  }

  /** The least heap after a collection since the last call, in MB; null where there was none. */
  @Nullable Integer leastSinceLast() {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      return null;
    }
    if (lines.size() < linesSeen) {
      // A server that was started again began a new log.
      linesSeen = 0;
    }
    List<String> fresh = lines.subList(linesSeen, lines.size());
    linesSeen = lines.size();
    return fresh.stream()
        .map(PAUSE::matcher)
        .filter(Matcher::find)
        .map(pause -> Integer.valueOf(pause.group(1)))
        .min(Integer::compare)
        .orElse(null);
  }

  /** The heap after a full collection that is asked for now, in MB; null where none ran. */
  @Nullable Integer afterFullCollection(long pid) throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    leastSinceLast();
    new ProcessBuilder(jcmd, Long.toString(pid), "GC.run")
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
    return leastSinceLast();
  }
}
