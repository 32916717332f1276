package io.botflow.testing;

import io.botflow.message.MessageContent;

/** A customer's message on one line, for transcripts. */
final class InboundWords {
  private InboundWords() {}

  static String of(MessageContent content) {
    BotMessage message = BotMessage.of(content);
    return switch (message.kind()) {
      case "text" -> message.text();
      case "tap" -> "[" + message.text() + "]";
      default -> "(" + message.kind() + ") " + message.text();
    };
  }
}
