package io.botflow.load;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One run: warm-up, measurement with a line each ten seconds, and the answers still to come. */
final class Measurement {
  private static final int SAMPLE_SECONDS = 10;

  private final Options options;
  private final Driver driver;
  private final Network network;
  private final Target target;
  private final PrintStream out;
  private final @Nullable GarbageLog garbage;
  private final List<Result.Sample> samples = new ArrayList<>();
  private Result.@Nullable Restart restart;

  /** A process that was killed took its count with it. */
  private Usage usedBeforeMark = Usage.NONE;

  private Usage mark = Usage.NONE;

  Measurement(Options options, Driver driver, Network network, Target target, PrintStream out) {
    this.options = options;
    this.driver = driver;
    this.network = network;
    this.target = target;
    this.out = out;
    this.garbage = target.garbage();
  }

  Result run() throws IOException, InterruptedException {
    driver.run(
        loop -> {
          switch (options.mode) {
            case CLOSED -> loop.startClosed();
            case OPEN ->
                loop.startOpen(options.rate, Duration.ofSeconds(options.warmUp).dividedBy(2));
          }
        });
    TimeUnit.SECONDS.sleep(options.warmUp);
    driver.run(loop -> loop.tally.measure());
    mark = Usage.now(target);
    long start = System.nanoTime();
    watch(start);
    Usage used = usedBeforeMark.plus(Usage.now(target).since(mark));
    double seconds = seconds(start);
    Measured measured =
        driver.ask(
            loop -> {
              loop.stop();
              return new Measured(
                  loop.tally.turns,
                  Result.Latency.of(loop.tally.acks),
                  Result.Latency.of(loop.tally.replies));
            });
    drain();
    long turns = Math.max(1, measured.turns());
    return new Result(
        options.setting(),
        seconds,
        measured.turns(),
        measured.turns() / seconds,
        used.bot() / turns,
        used.postgres() / turns,
        used.load() / turns,
        used.others() / 1e6 / seconds,
        measured.acks(),
        measured.replies(),
        driver.ask(Driver::faults),
        garbage == null ? null : garbage.afterFullCollection(target.pid()),
        samples,
        restart,
        null);
  }

  private record Measured(long turns, Result.Latency acks, Result.Latency replies) {}

  /** Lets the time pass; a line each ten seconds, and the kill where one is asked for. */
  private void watch(long start) throws IOException, InterruptedException {
    out.printf("%7s %9s %11s %8s %14s%n", "second", "turns/s", "reply p99", "RSS", "heap after GC");
    if (garbage != null) {
      garbage.leastSinceLast();
    }
    int killAt = options.killAfter == null ? Integer.MAX_VALUE : options.killAfter;
    long turnsBefore = 0;
    long sampledAt = start;
    int second = 0;
    while (second < options.seconds) {
      int end = Math.min(second + SAMPLE_SECONDS, options.seconds);
      if (restart == null && killAt < end) {
        sleepUntil(start, killAt);
        restart = killAndStart();
      }
      sleepUntil(start, end);
      long turns = driver.ask(loop -> loop.tally.turns);
      Result.Sample sample =
          new Result.Sample(
              end,
              (turns - turnsBefore) / seconds(sampledAt),
              driver.ask(Driver::takeRecentP99),
              ProcessStat.residentMegabytes(target.pid()),
              garbage == null ? null : garbage.leastSinceLast());
      samples.add(sample);
      Report.print(sample, out);
      turnsBefore = turns;
      sampledAt = System.nanoTime();
      second = end;
    }
  }

  private Result.Restart killAndStart() throws IOException, InterruptedException {
    int inFlight = driver.ask(Driver::waiting);
    long start = System.nanoTime();
    usedBeforeMark = Usage.now(target).since(mark);
    target.kill();
    target.start(network.url());
    mark = Usage.now(target);
    Result.Restart done = new Result.Restart(inFlight, seconds(start));
    out.printf(
        "kill -9 with %d messages in flight, up again after %.1f s%n",
        done.inFlight(), done.downSeconds());
    return done;
  }

  /** Until every answer has come or is given up. */
  private void drain() throws InterruptedException {
    while (driver.ask(Driver::waiting) > 0) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    // What comes twice comes a little later.
    TimeUnit.SECONDS.sleep(1);
  }

  private static void sleepUntil(long start, int second) throws InterruptedException {
    long left = start + TimeUnit.SECONDS.toNanos(second) - System.nanoTime();
    TimeUnit.NANOSECONDS.sleep(Math.max(0, left));
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
