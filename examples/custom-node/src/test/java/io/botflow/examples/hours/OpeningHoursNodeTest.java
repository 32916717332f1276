package io.botflow.examples.hours;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.BotFlow;
import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelEvent;
import io.botflow.message.ChannelUser;
import io.botflow.message.InboundMessage;
import io.botflow.message.MessageContent;
import io.botflow.node.NodeTypes;
import io.botflow.spi.SendResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpeningHoursNodeTest {
  @ParameterizedTest
  @CsvSource({
    "2026-01-05T07:00:00Z, Welcome!", // a Monday, nine o'clock in Johannesburg
    "2026-01-05T06:59:59Z, We are closed",
    "2026-01-05T15:30:00Z, We are closed",
    "2026-01-04T10:00:00Z, We are closed" // a Sunday
  })
  void theFlowKnowsWhetherTheShopIsOpen(Instant now, String answer) {
    List<String> said = new CopyOnWriteArrayList<>();
    try (BotFlow bot =
        BotFlow.builder()
            .flow(Path.of("flows", "shop.flow.json"))
            .nodeTypes(NodeTypes.discovered())
            .clock(InstantSource.fixed(now))
            .channel(
                "test",
                sending -> {
                  said.add(sending.message().content().toString());
                  return new SendResult.Accepted(null);
                })
            .build()) {
      bot.start();
      bot.receive(
          new ChannelEvent.Received(
              new ChannelAddress("test", "shop"),
              ChannelUser.ofPhone("27820000001"),
              new InboundMessage("m1", new MessageContent.Text("hello"), now)));
      assertThat(bot.awaitIdle(Duration.ofSeconds(10))).isTrue();
    }
    assertThat(said).hasSize(1).first().asString().contains(answer);
  }
}
