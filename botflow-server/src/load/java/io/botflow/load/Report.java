package io.botflow.load;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A result as people and programs read it. */
final class Report {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private Report() {}

  static void print(Result.Sample sample, PrintStream out) {
    out.printf(
        "%7d %9.0f %8.1f ms %5d MB %14s%n",
        sample.second(),
        sample.turnsPerSecond(),
        sample.replyP99(),
        sample.residentMegabytes(),
        sample.heapAfterCollection() == null ? "-" : sample.heapAfterCollection() + " MB");
  }

  static void print(Result result, PrintStream out) {
    Result.Setting setting = result.setting();
    Result.Faults faults = result.faults();
    out.printf(
        "%n%s, %s network, statuses %s, %s loop%s, %d conversations, %d organisations, %,d stored"
            + " messages%n",
        setting.target(),
        setting.network(),
        setting.statuses(),
        setting.mode(),
        setting.messagesPerSecond() == null
            ? ""
            : " of " + setting.messagesPerSecond() + " messages/s",
        setting.conversations(),
        setting.organisations(),
        setting.storedMessages());
    line(
        out,
        "turns a second",
        "%,.0f (%,d in %.1f s)"
            .formatted(result.turnsPerSecond(), result.turns(), result.seconds()));
    line(
        out,
        "CPU a turn",
        "bot %,d us + PostgreSQL %,d us = %,d us"
            .formatted(
                result.botMicros(),
                result.postgresMicros(),
                result.botMicros() + result.postgresMicros()));
    line(
        out,
        "beside it",
        "people and network %,d us a turn; other programs %.2f cores"
            .formatted(result.loadMicros(), result.otherCores()));
    line(out, "webhook to ack", text(result.ack()));
    line(out, "webhook to reply", text(result.reply()));
    line(
        out,
        "of %,d turns".formatted(faults.allTurns()),
        "%d answers lost, %d doubled, %d out of order, %d wrong; %d webhooks repeated"
            .formatted(
                faults.lost(),
                faults.doubled(),
                faults.outOfOrder(),
                faults.wrong(),
                faults.repeatedWebhooks()));
    if (result.heapAfterFullCollection() != null) {
      line(out, "heap after full GC", result.heapAfterFullCollection() + " MB");
    }
    if (result.restart() != null) {
      line(
          out,
          "kill -9",
          "%d messages in flight, up again after %.1f s"
              .formatted(result.restart().inFlight(), result.restart().downSeconds()));
    }
    Result.Limit limit = result.limit();
    if (limit != null) {
      line(
          out,
          "limit of PostgreSQL",
          "%,.0f turns/s at %,d us of its CPU (%s); this run reaches %.0f%%"
              .formatted(
                  limit.turnsPerSecond(),
                  limit.postgresMicros(),
                  limit.program(),
                  100 * result.turnsPerSecond() / limit.turnsPerSecond()));
    }
  }

  private static String text(Result.Latency latency) {
    return "p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, max %.1f ms"
        .formatted(latency.p50(), latency.p95(), latency.p99(), latency.max());
  }

  private static void line(PrintStream out, String name, String value) {
    out.printf("  %-20s %s%n", name, value);
  }

  /** Writes the result as JSON. */
  static void write(Result result, Path file) throws IOException {
    Files.write(file, JSON.writeValueAsBytes(result));
  }
}
