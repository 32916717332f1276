package io.botflow.server.faults;

import io.botflow.spi.ChatModel;
import io.botflow.spi.ChatReply;
import io.botflow.spi.ChatRequest;

/**
 * A model that some words of a customer break: in the worst case the whole process, as a defect of
 * the runtime or of a native library would.
 */
record PoisonedModel(ChatModel model) implements ChatModel {
  static final String KILLS = "poison: kill";
  static final String FILLS_MEMORY = "poison: memory";
  static final String FILLS_STACK = "poison: stack";

  @Override
  public ChatReply chat(ChatRequest request) {
    String said = request.messages().getLast().text();
    return switch (said) {
      case KILLS -> {
        Runtime.getRuntime().halt(CrashPlan.KILLED);
        throw new IllegalStateException("halted");
      }
      case FILLS_MEMORY -> {
        long[][] rows = new long[1 << 20][1 << 20];
        throw new IllegalStateException("there was room for " + rows.length);
      }
      case FILLS_STACK -> throw new IllegalStateException("there was room for " + depth(1));
      default -> model.chat(request);
    };
  }

  @SuppressWarnings("InfiniteRecursion") // That is what it is for.
  private static int depth(int depth) {
    return depth(depth + 1) + 1;
  }
}
