package io.botflow.node;

import io.botflow.message.InboundMessage;
import io.botflow.message.MessageContent;
import io.botflow.message.Referral;
import java.util.List;
import java.util.Map;

/** Why a waiting node goes on. */
public sealed interface Resumption {

  /** The customer wrote; never empty. */
  record Answer(List<InboundMessage> messages) implements Resumption {
    public Answer {
      messages = List.copyOf(messages);
    }

    /** The last message. */
    public InboundMessage last() {
      return messages.get(messages.size() - 1);
    }

    /** Whether the last message is a tap. */
    public boolean tapped() {
      return last().content() instanceof MessageContent.Tap;
    }

    /** Whether it is an emoji on an earlier message and nothing else, which asks for no answer. */
    public boolean isReaction() {
      return messages.stream()
          .allMatch(message -> message.content() instanceof MessageContent.Reaction);
    }

    /** Whether an advertisement or a link led here, one of these where any are given. */
    public boolean comesFrom(List<String> sources) {
      for (InboundMessage message : messages) {
        Referral referral = message.referral();
        String source = referral == null ? null : referral.sourceId();
        if (referral != null
            && (sources.isEmpty() || (source != null && sources.contains(source)))) {
          return true;
        }
      }
      return false;
    }

    /** All that was said, one text a line. */
    public String text() {
      if (messages.size() == 1) {
        return messages.get(0).text();
      }
      StringBuilder all = new StringBuilder();
      for (InboundMessage message : messages) {
        String text = message.text();
        if (!text.isEmpty()) {
          all.append(all.isEmpty() ? "" : "\n").append(text);
        }
      }
      return all.toString();
    }
  }

  /** The time that the node asked for has come. */
  record TimeUp() implements Resumption {}

  /** A program outside said that something happened. */
  record Signal(String name, Map<String, Object> data) implements Resumption {}

  /** The flow that this node called ended; its variables at the end. */
  record Returned(Map<String, Object> variables) implements Resumption {}

  /** A person gave the conversation back. */
  record GivenBack(String by) implements Resumption {}
}
