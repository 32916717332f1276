package io.botflow.store.jdbc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The server process of one data directory, found through PostgreSQL's own {@code postmaster.pid}.
 * It outlives a BotFlow process that was killed, and the next one has to deal with it.
 *
 * @param data the data directory
 */
record Postmaster(Path data) {
  private static final Duration FAST_SHUTDOWN = Duration.ofSeconds(30);
  private static final Duration IMMEDIATE_SHUTDOWN = Duration.ofSeconds(20);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(10);
  private static final Duration KILL_LIMIT = Duration.ofSeconds(5);
  private static final Path PROC = Path.of("/proc");

  private Path file() {
    return data.resolve("postmaster.pid");
  }

  /** The process id of the running server, empty where none runs on this data directory. */
  OptionalLong running() throws IOException {
    long pid;
    try {
      pid = Long.parseLong(Files.readAllLines(file()).get(0).strip());
    } catch (NoSuchFileException | NumberFormatException | IndexOutOfBoundsException e) {
      return OptionalLong.empty();
    }
    return isOurs(pid) ? OptionalLong.of(pid) : OptionalLong.empty();
  }

  /** The id may have gone to another program since; nothing of somebody else's is ever stopped. */
  private boolean isOurs(long pid) throws IOException {
    String commandLine;
    if (Files.isDirectory(PROC.resolve("self"))) {
      commandLine = isZombie(pid) ? "" : procFile(pid, "cmdline").replace('\0', ' ');
    } else {
      commandLine =
          ProcessHandle.of(pid).flatMap(process -> process.info().commandLine()).orElse("");
    }
    return commandLine.contains("postgres") && commandLine.contains(data.toString());
  }

  /**
   * Stops the running server: clients are cut off, all that was committed is kept.
   *
   * @throws DatabaseException when it does not stop
   */
  void stop() throws IOException {
    if (ends("INT", FAST_SHUTDOWN) || ends("QUIT", IMMEDIATE_SHUTDOWN)) {
      return;
    }
    throw new DatabaseException(
        "The PostgreSQL server %s on %s does not stop. End it by hand and start again."
            .formatted(running(), data));
  }

  private boolean ends(String signal, Duration limit) throws IOException {
    OptionalLong pid = running();
    if (pid.isEmpty()) {
      return true;
    }
    // The shell's own kill: Java can send TERM only, which waits for the clients to leave.
    CommandLine.run(
        List.of("/bin/sh", "-c", "kill -" + signal + " " + pid.getAsLong()), data, KILL_LIMIT);
    long deadline = System.nanoTime() + limit.toNanos();
    while (System.nanoTime() - deadline < 0) {
      if (running().isEmpty()) {
        return true;
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
    return false;
  }

  /**
   * Removes a {@code postmaster.pid} whose server is gone. PostgreSQL itself refuses to start when
   * the id in it belongs to any live process, which is common in containers, where ids are small
   * and come back. Kept where a process of the old server could still be at work on the files.
   */
  void removeStaleFile() throws IOException {
    if (running().isEmpty() && Files.isDirectory(PROC.resolve("self")) && !isInUse()) {
      Files.deleteIfExists(file());
    }
  }

  private boolean isInUse() throws IOException {
    try (Stream<Path> processes = Files.list(PROC)) {
      return processes
          .map(process -> process.getFileName().toString())
          .filter(name -> name.chars().allMatch(Character::isDigit))
          .mapToLong(Long::parseLong)
          .anyMatch(this::worksOnData);
    }
  }

  private boolean worksOnData(long pid) {
    try {
      if (!procFile(pid, "comm").strip().startsWith("postgres") || isZombie(pid)) {
        return false;
      }
      // Every process of a server has the data directory as its working directory.
      return Files.readSymbolicLink(PROC.resolve(pid + "/cwd")).equals(data.toRealPath());
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private static boolean isZombie(long pid) throws IOException {
    String stat = procFile(pid, "stat");
    return stat.isEmpty() || stat.substring(stat.lastIndexOf(')') + 1).strip().startsWith("Z");
  }

  /** Empty where the process is gone. */
  private static String procFile(long pid, String name) throws IOException {
    try {
      return new String(Files.readAllBytes(PROC.resolve(pid + "/" + name)), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      // ESRCH: it ended between opening and reading.
      if (ProcessHandle.of(pid).isEmpty()) {
        return "";
      }
      throw e;
    }
  }
}
