package io.botflow.load;

import java.util.List;
import java.util.function.Consumer;

/** The stand-in of the WhatsApp network that a bot sends its answers to. */
sealed interface Network extends AutoCloseable permits LeanNetwork, SandboxNetwork {
  /** The address in place of the Graph API's. */
  String url();

  /** Begins to take answers from the bot of these numbers; they are told on the event loop. */
  void open(List<Line> lines, Consumer<Answer> listener);

  @Override
  void close();
}
