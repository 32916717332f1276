package io.botflow.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What Linux says of processes; see man 5 proc. */
final class ProcessStat {
  private static final Path PROC = Path.of("/proc");

  /** {@code USER_HZ} is 100 on every Linux. */
  private static final long TICK_MICROS = 10_000;

  // Counted from the state, the first field after the name, which may hold blanks.
  private static final int PARENT = 1;
  private static final int USER = 11;
  private static final int SYSTEM = 12;
  private static final int ENDED_CHILDREN_USER = 13;
  private static final int ENDED_CHILDREN_SYSTEM = 14;

  private ProcessStat() {}

  /** The processor time of one process with all its threads. */
  static long micros(long pid) {
    String[] fields = fields(PROC.resolve(Long.toString(pid)));
    return fields.length == 0 ? 0 : TICK_MICROS * sum(fields, USER, SYSTEM);
  }

  /**
   * The processor time of a process and its children, those that ended included: each connection to
   * PostgreSQL is a child of its postmaster.
   */
  static long familyMicros(long pid) {
    String parent = Long.toString(pid);
    String[] own = fields(PROC.resolve(parent));
    long ticks =
        own.length == 0
            ? 0
            : sum(own, USER, SYSTEM) + sum(own, ENDED_CHILDREN_USER, ENDED_CHILDREN_SYSTEM);
    for (Path process : processes()) {
      String[] fields = fields(process);
      if (fields.length > 0 && fields[PARENT].equals(parent)) {
        ticks += sum(fields, USER, SYSTEM);
      }
    }
    return ticks * TICK_MICROS;
  }

  /** The resident memory of a process in MB; 0 where it is gone. */
  static long residentMegabytes(long pid) {
    try {
      return Files.readAllLines(PROC.resolve(pid + "/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findAny()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  /** The time that all processors spent on anything at all, in microseconds. */
  static long machineMicros() {
    try {
      // cpu user nice system idle iowait irq softirq steal
      String[] fields = Files.readAllLines(PROC.resolve("stat")).get(0).split(" +", -1);
      long ticks = 0;
      for (int i : new int[] {1, 2, 3, 6, 7}) {
        ticks += Long.parseLong(fields[i]);
      }
      return ticks * TICK_MICROS;
    } catch (IOException e) {
      throw new IllegalStateException("the load program needs Linux's /proc", e);
    }
  }

  private static List<Path> processes() {
    try (Stream<Path> entries = Files.list(PROC)) {
      return entries
          .filter(entry -> entry.getFileName().toString().chars().allMatch(Character::isDigit))
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException("the load program needs Linux's /proc", e);
    }
  }

  /** None for a process that is gone. */
  private static String[] fields(Path process) {
    try {
      String stat = Files.readString(process.resolve("stat"));
      return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    } catch (IOException e) {
      return new String[0];
    }
  }

  private static long sum(String[] fields, int one, int two) {
    return Long.parseLong(fields[one]) + Long.parseLong(fields[two]);
  }
}
