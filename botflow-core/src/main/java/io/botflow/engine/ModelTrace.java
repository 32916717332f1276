package io.botflow.engine;

import io.botflow.spi.ChatReply;
import io.botflow.spi.ChatTool;
import java.util.Locale;
import java.util.stream.Collectors;

/** A model's reply in words for people: what it cost, who answered, and why others did not. */
final class ModelTrace {
  private static final double MICROS = 1_000_000;

  private ModelTrace() {}

  static String of(ChatReply.Answer answer) {
    StringBuilder text = new StringBuilder();
    text.append(answer.inputTokens()).append(" + ").append(answer.outputTokens()).append(" tokens");
    if (!answer.calls().isEmpty()) {
      text.append("; asks for ")
          .append(
              answer.calls().stream()
                  .map(ChatTool.Call::tool)
                  .map(ModelTrace::brief)
                  .collect(Collectors.joining(", ")));
    }
    return text + trail(answer);
  }

  static String of(ChatReply.Failed failed) {
    return failed.why() + trail(failed);
  }

  private static String trail(ChatReply reply) {
    StringBuilder text = new StringBuilder();
    for (ChatReply.Attempt attempt : reply.attempts()) {
      text.append("; ").append(attempt.provider()).append(' ').append(attempt.millis());
      text.append(" ms: ").append(attempt.failure() == null ? "answered" : attempt.failure());
      if (attempt.costMicros() != null && attempt.costMicros() > 0) {
        text.append(String.format(Locale.ROOT, ", $%.6f", attempt.costMicros() / MICROS));
      }
    }
    return text.toString();
  }

  /** A model may call a tool whatever it likes. */
  private static String brief(String name) {
    return name.length() <= 64 ? name : name.substring(0, 64);
  }
}
