package io.botflow.testing;

import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelLimits;
import io.botflow.message.ChannelProblem;
import io.botflow.message.ChannelUser;
import io.botflow.message.MessageContent;
import io.botflow.message.Wording;
import io.botflow.spi.Channel;
import io.botflow.spi.SendResult;
import io.botflow.spi.Sending;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;

class RecordingChannelContractTest {

  @Nested
  class OfMenus extends Contract {
    OfMenus() {
      super(ChannelLimits.MESSENGER);
    }
  }

  @Nested
  class OfPlainText extends Contract {
    OfPlainText() {
      super(ChannelLimits.PLAIN_TEXT);
    }
  }

  abstract static class Contract extends ChannelContract {
    private final RecordingChannel channel;
    private boolean away;

    private Contract(ChannelLimits limits) {
      channel = new RecordingChannel(limits);
    }

    @Override
    protected Channel channel() {
      return channel;
    }

    @Override
    protected ChannelAddress from() {
      return RecordingChannel.ADDRESS;
    }

    @Override
    protected ChannelUser to() {
      return new ChannelUser("somebody", null, null, null);
    }

    @Override
    protected List<String> arrived(List<String> awaited) {
      return away
          ? List.of()
          : channel.sendings().stream()
              .filter(Sending::mayBeSent)
              .map(sending -> sending.message().content())
              .map((MessageContent content) -> Wording.of(content))
              .toList();
    }

    @Override
    protected void cutOff() {
      away = true;
      channel.answer(
          new SendResult.RetryAfter(
              Duration.ofSeconds(1),
              SendResult.Scope.MESSAGE,
              new ChannelProblem(ChannelProblem.NOT_SENT, null, null)));
    }
  }
}
