package io.botflow.spi;

import java.util.function.Consumer;

/** A language model. Thread-safe; called on virtual threads, so it may block. */
@FunctionalInterface
public interface ChatModel {

  /**
   * Answers within the request's timeout; never throws for what the network or the provider does,
   * and never repeats a call by itself beyond that time.
   */
  ChatReply chat(ChatRequest request);

  /**
   * The same, and tells the answer's text piece by piece as it is written. Where the reply is a
   * failure, what was told so far is worth nothing.
   */
  default ChatReply stream(ChatRequest request, Consumer<String> piece) {
    ChatReply reply = chat(request);
    if (reply instanceof ChatReply.Answer answer && !answer.text().isEmpty()) {
      piece.accept(answer.text());
    }
    return reply;
  }
}
