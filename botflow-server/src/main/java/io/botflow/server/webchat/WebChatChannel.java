package io.botflow.server.webchat;

import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelLimits;
import io.botflow.message.ChannelProblem;
import io.botflow.message.ChannelUser;
import io.botflow.message.MessageContent;
import io.botflow.spi.Channel;
import io.botflow.spi.SendResult;
import io.botflow.spi.SendResult.Scope;
import io.botflow.spi.Sending;
import io.botflow.spi.StoreUnavailable;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;

/**
 * The web chat as a channel. What is sent is put where the visitor's browsers find it, whichever
 * server they are connected to and also when they come back; so sending again what was sent changes
 * nothing. A browser's acknowledgement is the status that a message was delivered.
 */
final class WebChatChannel implements Channel {
  /** The channel's name. */
  static final String NAME = "webchat";

  private static final Duration LATER = Duration.ofSeconds(1);

  private final WebChatTable table;
  private final Lines lines;

  @Inject
  WebChatChannel(WebChatTable table, Lines lines) {
    this.table = table;
    this.lines = lines;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ChannelLimits limits() {
    return WebChatLimits.SHOWN;
  }

  @Override
  public List<MessageContent> fit(MessageContent content) {
    return WebChatLimits.FIT.of(content);
  }

  @Override
  public SendResult send(Sending sending) {
    if (!sending.mayBeSent()) {
      return notSent("its lease was over");
    }
    String visitor = sending.to().userId();
    if (visitor == null) {
      return new SendResult.Rejected(
          new ChannelProblem("no_visitor", null, "the contact never visited a page"),
          Scope.CONTACT);
    }
    if (!(sending.message().content() instanceof MessageContent.Reaction)) {
      try {
        table.add(sending, visitor);
      } catch (StoreUnavailable e) {
        return notSent("the database is away");
      }
      lines.wake(new Visitor(sending.channel(), visitor));
    }
    return new SendResult.Accepted(sending.id().toString());
  }

  @Override
  public void typing(ChannelAddress from, ChannelUser to, String messageId) {
    if (to.userId() != null) {
      lines.typing(from, to.userId());
    }
  }

  private static SendResult notSent(String why) {
    return new SendResult.RetryAfter(
        LATER, Scope.MESSAGE, new ChannelProblem(ChannelProblem.NOT_SENT, null, why));
  }
}
