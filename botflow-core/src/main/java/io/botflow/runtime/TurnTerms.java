package io.botflow.runtime;

import io.botflow.conversation.Turn;
import io.botflow.engine.CompiledFlow;
import io.botflow.flow.Settings;
import io.botflow.message.Disclosure;
import io.botflow.message.Fallback;
import io.botflow.message.MessageContent;
import io.botflow.message.OutboundMessage;
import io.botflow.message.Purpose;
import io.botflow.message.Terms;
import io.botflow.node.Phrases;
import io.botflow.spi.Channel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives what a turn says the terms on which it may leave, whichever node said it. What becomes of
 * them is decided when it leaves: see {@link io.botflow.spi.Clearance}.
 */
final class TurnTerms {
  private final CompiledFlow flow;
  private final String language;

  /**
   * @param language the conversation's
   */
  TurnTerms(CompiledFlow flow, String language) {
    this.flow = flow;
    this.language = language;
  }

  /** The turn whose free messages have the bot's default template where they have no other. */
  Turn withFallback(Turn turn) {
    Settings.DefaultTemplate template = flow.flow().settings().defaultTemplate();
    if (template == null || turn.messages().isEmpty()) {
      return turn;
    }
    Fallback fallback =
        new Fallback(
            new MessageContent.Template(
                template.name(),
                template.language() == null ? language : template.language(),
                List.of()),
            purpose(template.category()),
            true);
    List<OutboundMessage> messages = new ArrayList<>(turn.messages().size());
    for (OutboundMessage message : turn.messages()) {
      boolean needs =
          message.terms().fallback() == null
              && !(message.content() instanceof MessageContent.Template);
      messages.add(needs ? message.withTerms(message.terms().withFallback(fallback)) : message);
    }
    return turn.withMessages(messages, turn.events());
  }

  /**
   * The turn whose words begin with the line that says that a machine answers, where a model is or
   * may be asked: every message has it, and the first one that the channel takes shows it. A
   * template's words are approved as they are, so that the line waits for the next message.
   */
  Turn withDisclosure(Turn turn, @Nullable Channel channel) {
    if (turn.messages().isEmpty() || !(flow.asksModel() || turn.supersedable())) {
      return turn;
    }
    String own = flow.flow().settings().aiDisclosure().get(language);
    String line = own == null ? Phrases.of(language).get(Phrases.Phrase.AI_DISCLOSURE) : own;
    List<OutboundMessage> messages = new ArrayList<>(turn.messages().size() + 1);
    boolean told = false;
    for (OutboundMessage message : turn.messages()) {
      if (message.content() instanceof MessageContent.Template) {
        messages.add(message);
      } else if (takes(line, message.content(), channel)) {
        messages.add(message.withTerms(message.terms().withDisclosure(line)));
        told = true;
      } else {
        if (!told) {
          Terms terms = Terms.NONE.withDisclosure(line).withFallback(botsOwn(message.terms()));
          messages.add(new OutboundMessage(new MessageContent.Text(line)).withTerms(terms));
          told = true;
        }
        messages.add(message);
      }
    }
    return turn.withMessages(messages, turn.events());
  }

  /** Whether a message is still one message with the line before its words. */
  private static boolean takes(String line, MessageContent content, @Nullable Channel channel) {
    MessageContent told = Disclosure.before(line, content);
    if (told == null || channel == null) {
      return told != null;
    }
    List<MessageContent> pieces = channel.fit(told);
    return pieces.size() == 1 && pieces.get(0).equals(told);
  }

  private static @Nullable Fallback botsOwn(Terms terms) {
    return terms.fallback() != null && terms.fallback().botsOwn() ? terms.fallback() : null;
  }

  private static @Nullable Purpose purpose(Settings.@Nullable Category category) {
    return switch (category) {
      case UTILITY -> Purpose.UTILITY;
      case MARKETING -> Purpose.MARKETING;
      case AUTHENTICATION -> Purpose.AUTHENTICATION;
      case null -> null;
    };
  }
}
