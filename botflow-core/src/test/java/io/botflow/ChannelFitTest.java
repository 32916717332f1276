package io.botflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.event.Event;
import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelEvent;
import io.botflow.message.ChannelUser;
import io.botflow.message.InboundMessage;
import io.botflow.message.MessageContent;
import io.botflow.spi.Channel;
import io.botflow.spi.SendResult;
import io.botflow.spi.Sending;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChannelFitTest {
  private static final String FLOW =
      """
      {"botflow": 1, "id": "f", "nodes": [
        {"id": "start", "type": "trigger", "data": {"config": {"on": "conversation_start"}}},
        {"id": "bye", "type": "end", "data": {"config": {"text": "long text"}}}],
       "edges": [{"id": "1", "source": "start", "target": "bye"}]}
      """;

  @Test
  void whatDoesNotFitIntoOneMessageIsSentAsSeveralWithAnIdEach() {
    OneWordAMessage channel = new OneWordAMessage();
    List<Event> events = new ArrayList<>();
    try (BotFlow bot =
        BotFlow.builder()
            .flow(FLOW)
            .channel(channel)
            .listener((claim, turn) -> events.addAll(turn.events()))
            .build()) {
      bot.start();
      bot.receive(
          new ChannelEvent.Received(
              new ChannelAddress("words", "1"),
              ChannelUser.ofPhone("27820000001"),
              new InboundMessage("m1", new MessageContent.Text("hi"), Instant.now())));
      assertThat(bot.awaitIdle(Duration.ofSeconds(20))).isTrue();
    }
    assertThat(channel.sent)
        .extracting(sending -> sending.message().content())
        .containsExactly(new MessageContent.Text("long"), new MessageContent.Text("text"));
    List<UUID> ids = channel.sent.stream().map(Sending::id).toList();
    assertThat(new HashSet<>(ids)).hasSize(2);
    assertThat(events)
        .filteredOn(Event.Fitted.class::isInstance)
        .containsExactly(new Event.Fitted("text", List.of("text", "text")));
  }

  private static final class OneWordAMessage implements Channel {
    private final List<Sending> sent = new ArrayList<>();

    @Override
    public String name() {
      return "words";
    }

    @Override
    public synchronized SendResult send(Sending sending) {
      sent.add(sending);
      return new SendResult.Accepted(null);
    }

    @Override
    public List<MessageContent> fit(MessageContent content) {
      return content instanceof MessageContent.Text text
          ? text.body()
              .lines()
              .flatMap(line -> List.of(line.split(" ", -1)).stream())
              .<MessageContent>map(MessageContent.Text::new)
              .toList()
          : List.of(content);
    }
  }
}
