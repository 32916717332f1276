package io.botflow.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.message.ChannelUser;
import io.botflow.message.MessageContent;
import io.botflow.message.OutboundMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Prints how long reading and writing take; the bounds only catch what has become far slower. */
class SpeedTest {
  private static final int ROUNDS = 60;

  /** The best of many rounds, which other work on the machine disturbs least. */
  private static Duration best(Runnable work) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      long begin = System.nanoTime();
      work.run();
      best = Math.min(best, System.nanoTime() - begin);
    }
    return Duration.ofNanos(best);
  }

  @Test
  void readsTheLargestBatch() {
    byte[] batch = SharedSamples.bytes("constructed/batch_1000_messages.json");
    Duration taken = best(() -> assertThat(WebhookSamplesTest.events(batch)).hasSize(1000));
    System.out.println("1,000 messages of one webhook read in " + taken.toNanos() / 1000 + " us");
    assertThat(taken).isLessThan(Duration.ofMillis(100));
  }

  @Test
  void checksAndWritesMessagesOfEveryKind() {
    List<OutboundMessage> messages = new ArrayList<>();
    List<Supplier<MessageContent>> kinds = new RandomMessages(1).kinds();
    for (int i = 0; i < 1000; i++) {
      messages.add(new OutboundMessage(kinds.get(i % kinds.size()).get()));
    }
    ChannelUser ann = ChannelUser.ofPhone("15550001111");
    Duration taken =
        best(
            () -> {
              for (OutboundMessage message : messages) {
                MessageContent content = message.content();
                int written =
                    WhatsAppJson.bytes(MessagePayload.of(ann, message, "reference")).length;
                if (WhatsAppLimits.fit(content).size() != 1
                    || !WhatsAppLimits.check(content).isEmpty()
                    || written == 0) {
                  throw new AssertionError(content);
                }
              }
            });
    System.out.println(
        "1,000 messages of every kind checked and written in " + taken.toNanos() / 1000 + " us");
    assertThat(taken).isLessThan(Duration.ofMillis(500));
  }
}
