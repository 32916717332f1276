package io.botflow.load;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Processor time used up to a moment, in microseconds.
 *
 * @param bot of the process that runs the bots
 * @param postgres of its database
 * @param load of this program: the people and the network
 * @param machine of everything that runs on the machine
 */
record Usage(long bot, long postgres, long load, long machine) {
  static final Usage NONE = new Usage(0, 0, 0, 0);

  static Usage now(Target target) throws IOException {
    @Nullable PostgresFolder postgres = target.postgres();
    return new Usage(
        ProcessStat.micros(target.pid()),
        postgres == null ? 0 : ProcessStat.familyMicros(postgres.pid()),
        ProcessStat.micros(ProcessHandle.current().pid()),
        ProcessStat.machineMicros());
  }

  Usage since(Usage earlier) {
    return new Usage(
        bot - earlier.bot,
        postgres - earlier.postgres,
        load - earlier.load,
        machine - earlier.machine);
  }

  Usage plus(Usage other) {
    return new Usage(
        bot + other.bot, postgres + other.postgres, load + other.load, machine + other.machine);
  }

  /** What ran beside the measurement. */
  long others() {
    return Math.max(0, machine - bot - postgres - load);
  }
}
