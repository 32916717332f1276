package io.botflow.examples.embedded;

import io.botflow.BotFlow;
import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelEvent;
import io.botflow.message.ChannelUser;
import io.botflow.message.InboundMessage;
import io.botflow.message.MessageContent;
import io.botflow.spi.SendResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** A bot in a terminal: what is typed is a customer's message, what is printed its answer. */
public final class Terminal {
  private Terminal() {}

  /** Runs the flow document that is named first, until the input ends. */
  public static void main(String[] args) throws IOException {
    try (BotFlow bot =
        BotFlow.builder()
            .flow(Path.of(args[0]))
            .channel(
                "terminal",
                sending -> {
                  if (sending.message().content() instanceof MessageContent.Text text) {
                    System.out.println(text.body());
                  }
                  return new SendResult.Accepted(null);
                })
            .build()) {
      bot.start();
      ChannelAddress here = new ChannelAddress("terminal", "desk");
      ChannelUser customer = ChannelUser.ofPhone("27820000001");
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        InboundMessage message =
            new InboundMessage(
                UUID.randomUUID().toString(), new MessageContent.Text(line), Instant.now());
        bot.receive(new ChannelEvent.Received(here, customer, message));
        bot.awaitIdle(Duration.ofSeconds(5));
      }
    }
  }
}
