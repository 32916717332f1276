package io.botflow.runtime;

/** Describes what was thrown without its message, which may repeat a customer's words. */
final class Failures {
  private Failures() {}

  /** The kind of failure and where it happened, causes included. */
  static String describe(Throwable thrown) {
    StringBuilder text = new StringBuilder();
    int depth = 0;
    for (Throwable next = thrown; next != null && depth < 4; next = next.getCause()) {
      StackTraceElement[] trace = next.getStackTrace();
      text.append(depth++ == 0 ? "" : ", caused by ").append(next.getClass().getName());
      if (trace.length > 0) {
        text.append(" at ").append(trace[0]);
      }
    }
    return text.toString();
  }
}
