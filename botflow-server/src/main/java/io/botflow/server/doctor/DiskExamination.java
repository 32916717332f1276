package io.botflow.server.doctor;

import io.botflow.server.config.ServerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToLongFunction;

/** Whether there is room for what the server writes. */
final class DiskExamination implements Examination {
  private static final String SUBJECT = "disk";

  /** PostgreSQL stops where its write-ahead log finds no room. */
  private static final long LEAST = 256L << 20;

  private static final long COMFORTABLE = 2L << 30;

  private final ToLongFunction<Path> usable;

  /** An examination that asks for the bytes that are free on the disk of a folder. */
  DiskExamination(ToLongFunction<Path> usable) {
    this.usable = usable;
  }

  static long usable(Path folder) {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<Finding> examine(ServerConfig config) {
    Path folder = FileExamination.nearest(config.database().dataDirectory().toAbsolutePath());
    long free;
    try {
      free = usable.applyAsLong(folder);
    } catch (UncheckedIOException e) {
      return List.of(Finding.skipped(SUBJECT, "The disk of " + folder + " does not tell."));
    }
    String meaning = "%d MB are free on the disk of %s.".formatted(free >> 20, folder);
    String next = "Make room, or set BOTFLOW_DATA_DIR to a larger disk.";
    return List.of(
        free < LEAST
            ? Finding.failed(SUBJECT, meaning, next)
            : free < COMFORTABLE
                ? Finding.attention(SUBJECT, meaning, next)
                : Finding.ok(SUBJECT, meaning));
  }
}
