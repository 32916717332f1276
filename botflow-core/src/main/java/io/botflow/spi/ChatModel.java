package io.botflow.spi;

/** A language model. Thread-safe; called on virtual threads, so it may block. */
@FunctionalInterface
public interface ChatModel {

  /**
   * Answers within the request's timeout; never throws for what the network or the provider does,
   * and never repeats a call by itself beyond that time.
   */
  ChatReply chat(ChatRequest request);
}
