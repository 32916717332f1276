package io.botflow.load;

import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What a run showed; the JSON file is this record.
 *
 * @param seconds measured, without the warm-up
 * @param turns ended in that time: a message with all its answers
 * @param botMicros processor time a turn of the process that runs the bots
 * @param postgresMicros the same of its database
 * @param loadMicros the same of this program
 * @param otherCores processors that others kept busy meanwhile
 * @param heapAfterFullCollection in MB, at the end
 */
record Result(
    Setting setting,
    double seconds,
    long turns,
    double turnsPerSecond,
    long botMicros,
    long postgresMicros,
    long loadMicros,
    double otherCores,
    Latency ack,
    Latency reply,
    Faults faults,
    @Nullable Integer heapAfterFullCollection,
    List<Sample> samples,
    @Nullable Restart restart,
    @Nullable Limit limit) {

  /** The same with the limit that was measured after it. */
  Result withLimit(Limit measured) {
    return new Result(
        setting,
        seconds,
        turns,
        turnsPerSecond,
        botMicros,
        postgresMicros,
        loadMicros,
        otherCores,
        ack,
        reply,
        faults,
        heapAfterFullCollection,
        samples,
        restart,
        measured);
  }

  /** What was run. */
  record Setting(
      String target,
      String network,
      String mode,
      int conversations,
      int organisations,
      @Nullable Integer messagesPerSecond,
      String statuses,
      long storedMessages) {}

  /** Milliseconds. */
  record Latency(double p50, double p95, double p99, double max) {
    static Latency of(Histogram micros) {
      return new Latency(
          micros.getValueAtPercentile(50) / 1_000.0,
          micros.getValueAtPercentile(95) / 1_000.0,
          micros.getValueAtPercentile(99) / 1_000.0,
          micros.getMaxValue() / 1_000.0);
    }
  }

  /**
   * Over the whole run, warm-up included.
   *
   * @param allTurns of the whole run
   * @param lost answers that never came
   * @param doubled answers that came twice
   * @param outOfOrder answers before one that belongs before them
   * @param wrong answers to something else, such as after a forgotten conversation
   * @param repeatedWebhooks webhooks that were not answered with 200 and came again, since the
   *     measurement began
   */
  record Faults(
      long allTurns, long lost, long doubled, long outOfOrder, long wrong, long repeatedWebhooks) {}

  /**
   * A moment of the run.
   *
   * @param second since the measurement began
   * @param turnsPerSecond since the sample before, as is all but the memory
   * @param replyP99 milliseconds
   * @param residentMegabytes of the process that runs the bots
   * @param heapAfterCollection in MB; null where no collection ran
   */
  record Sample(
      long second,
      double turnsPerSecond,
      double replyP99,
      long residentMegabytes,
      @Nullable Integer heapAfterCollection) {}

  /**
   * A {@code kill -9} in the middle.
   *
   * @param inFlight conversations that waited for an answer when the process was killed
   * @param downSeconds until the process answered again
   */
  record Restart(int inFlight, double downSeconds) {}

  /**
   * What the same database does when a turn is one statement.
   *
   * @param program what asked: pgbench, or this program by JDBC
   */
  record Limit(String program, double turnsPerSecond, long postgresMicros) {}
}
