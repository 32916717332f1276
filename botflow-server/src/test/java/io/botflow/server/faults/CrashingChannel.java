package io.botflow.server.faults;

import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelLimits;
import io.botflow.message.ChannelUser;
import io.botflow.message.MessageContent;
import io.botflow.spi.Channel;
import io.botflow.spi.SendResult;
import io.botflow.spi.Sending;
import java.util.List;

/** A channel before and after whose sending the process may die. */
record CrashingChannel(Channel channel, CrashPlan plan) implements Channel {
  @Override
  public String name() {
    return channel.name();
  }

  @Override
  public SendResult send(Sending sending) {
    plan.reached(CrashPoint.C8);
    SendResult result = channel.send(sending);
    if (result instanceof SendResult.Accepted) {
      plan.reached(CrashPoint.C9);
    }
    return result;
  }

  @Override
  public List<MessageContent> fit(MessageContent content) {
    return channel.fit(content);
  }

  @Override
  public ChannelLimits limits() {
    return channel.limits();
  }

  @Override
  public void typing(ChannelAddress from, ChannelUser to, String messageId) {
    channel.typing(from, to, messageId);
  }
}
