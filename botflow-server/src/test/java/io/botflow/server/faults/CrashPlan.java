package io.botflow.server.faults;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * When a process dies or freezes, as its environment says: {@code BOTFLOW_CRASH_AT=C6} is where,
 * {@code BOTFLOW_CRASH_SKIP=17} how often it is passed before, {@code BOTFLOW_CRASH_BY=STOP}
 * freezes it, as SIGSTOP does, instead of killing it. Thread-safe.
 */
final class CrashPlan {
  static final String AT = "BOTFLOW_CRASH_AT";
  static final String SKIP = "BOTFLOW_CRASH_SKIP";
  static final String BY = "BOTFLOW_CRASH_BY";

  /** As a shell says it of a process that was killed with signal 9. */
  static final int KILLED = 137;

  private final @Nullable CrashPoint at;
  private final AtomicInteger left;
  private final boolean freezes;

  private CrashPlan(@Nullable CrashPoint at, int skip, boolean freezes) {
    this.at = at;
    this.left = new AtomicInteger(skip);
    this.freezes = freezes;
  }

  /** Takes the plan out of the environment: the server refuses settings that it does not know. */
  static CrashPlan take(Map<String, String> environment) {
    String at = environment.remove(AT);
    String skip = environment.remove(SKIP);
    String by = environment.remove(BY);
    return new CrashPlan(
        at == null ? null : CrashPoint.valueOf(at),
        skip == null ? 0 : Integer.parseInt(skip),
        "STOP".equals(by));
  }

  /** Called wherever the process may die. */
  void reached(CrashPoint point) {
    if (point == at && left.getAndDecrement() == 0) {
      if (freezes) {
        freeze();
      } else {
        Runtime.getRuntime().halt(KILLED);
      }
    }
  }

  private static void freeze() {
    String self = Long.toString(ProcessHandle.current().pid());
    try {
      new ProcessBuilder("/bin/sh", "-c", "kill -STOP " + self).start().waitFor();
    } catch (IOException e) {
      throw new IllegalStateException("cannot freeze", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
