package io.botflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.botflow.conversation.Owner;
import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelEvent;
import io.botflow.message.ChannelUser;
import io.botflow.message.InboundMessage;
import io.botflow.message.MessageContent;
import io.botflow.runtime.ConversationView;
import io.botflow.runtime.InMemoryStore;
import io.botflow.runtime.Inbox;
import io.botflow.spi.SendResult;
import io.botflow.testing.RecordingChannel;
import io.botflow.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BotFlowTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final ChannelUser ANNA = ChannelUser.ofPhone("491700000001");

  /** Asks for a name and greets. */
  private static final String GREETING =
      """
      {"botflow": 1, "id": "greeting",
       "nodes": [
         {"id": "start", "type": "trigger", "data": {"config": {"on": "any_message"}}},
         {"id": "ask", "type": "question", "data": {"config":
           {"text": "What is your name?", "variable": "name", "input": {"type": "text"}}}},
         {"id": "greet", "type": "message", "data": {"config": {"text": "Hello {{name}}!"}}},
         {"id": "end", "type": "end", "data": {"config": {}}}],
       "edges": [
         {"id": "e1", "source": "start", "sourceHandle": "next", "target": "ask"},
         {"id": "e2", "source": "ask", "sourceHandle": "next", "target": "greet"},
         {"id": "e3", "source": "greet", "sourceHandle": "next", "target": "end"}]}
      """;

  private final SettableClock clock = new SettableClock();
  private final InMemoryStore store = new InMemoryStore(clock);
  private final RecordingChannel channel = new RecordingChannel();

  @Test
  void aBotTakesAFewLines() {
    List<String> answers = new CopyOnWriteArrayList<>();
    try (BotFlow bot =
        BotFlow.builder()
            .flow(GREETING)
            .channel(
                "terminal",
                sending -> {
                  answers.add(((MessageContent.Text) sending.message().content()).body());
                  return new SendResult.Accepted(null);
                })
            .build()) {
      bot.start();
      ChannelAddress terminal = new ChannelAddress("terminal", "1");
      for (String text : List.of("hi", "Anna")) {
        bot.receive(
            new ChannelEvent.Received(
                terminal,
                ANNA,
                new InboundMessage(text, new MessageContent.Text(text), Instant.now())));
        assertThat(bot.awaitIdle(SOON)).isTrue();
      }
    }
    assertThat(answers).containsExactly("What is your name?", "Hello Anna!");
  }

  @Test
  void whatCameBeforeTheStartIsAnsweredThen() {
    try (BotFlow bot = greeting()) {
      says(bot, ANNA, "hi");
      assertThat(channel.texts()).isEmpty();

      bot.start();

      assertThat(bot.awaitIdle(SOON)).isTrue();
      assertThat(channel.texts()).containsExactly("What is your name?");
    }
  }

  @Test
  void theSameMessageTwiceIsAnsweredOnce() {
    try (BotFlow bot = greeting()) {
      bot.start();
      ChannelEvent hi = channel.text(ANNA, "hi", clock.instant());

      assertThat(bot.receive(hi, hi)).isEqualTo(new Inbox.Receipt(1, 1, 0, List.of()));
      assertThat(bot.receive(hi)).isEqualTo(new Inbox.Receipt(0, 1, 0, List.of()));

      assertThat(bot.awaitIdle(SOON)).isTrue();
      assertThat(channel.texts()).hasSize(1);
    }
  }

  @Test
  void aPersonTakesOverAndGivesBack() {
    try (BotFlow bot = greeting()) {
      bot.start();
      says(bot, ANNA, "hi");
      assertThat(bot.awaitIdle(SOON)).isTrue();
      ConversationView conversation = store.conversations().get(0);

      assertThat(bot.takeOver(conversation.id(), "Clara")).isTrue();
      says(bot, ANNA, "Anna");
      assertThat(bot.awaitIdle(SOON)).isTrue();
      assertThat(store.conversations().get(0).owner()).isEqualTo(Owner.PERSON);
      assertThat(channel.texts()).as("the bot is silent").hasSize(1);

      assertThat(bot.resolve(conversation.id(), "Clara")).isTrue();
      says(bot, ANNA, "hi again");
      assertThat(bot.awaitIdle(SOON)).isTrue();
      assertThat(channel.texts()).containsExactly("What is your name?", "What is your name?");
    }
  }

  @Test
  void aFlowWithErrorsIsRefusedWithAllOfThem() {
    String broken =
        """
        {"botflow": 1, "id": "broken",
         "nodes": [
           {"id": "start", "type": "trigger", "data": {"config": {"on": "any_message"}}},
           {"id": "odd", "type": "teleport", "data": {"config": {}}}],
         "edges": [{"id": "e1", "source": "start", "sourceHandle": "next", "target": "nowhere"}]}
        """;

    assertThatThrownBy(() -> BotFlow.builder().flow(broken).channel(channel).build())
        .isInstanceOf(InvalidFlow.class)
        .hasMessageContaining("broken")
        .hasMessageContaining("BF103 at /nodes/1")
        .hasMessageContaining("BF106 at /edges/0");
  }

  @Test
  void whatIsNoJsonIsRefused() {
    assertThatThrownBy(() -> BotFlow.builder().flow("{nodes"))
        .isInstanceOf(InvalidFlow.class)
        .hasMessageContaining("BF101 at the document");
  }

  @Test
  void aBotWithoutAFlowOrAChannelSaysWhatIsMissing() {
    assertThatThrownBy(() -> BotFlow.builder().flow(GREETING).build())
        .hasMessageContaining("needs a channel");
    assertThatThrownBy(() -> BotFlow.builder().channel(channel).build())
        .hasMessageContaining("either flow(...) or flowSource(...)");
  }

  @Test
  void twoHundredConversationsAtOnceAreAllAnsweredOnceAndInOrder() throws InterruptedException {
    int conversations = 200;
    int rounds = 5;
    List<ChannelUser> users =
        IntStream.range(0, conversations).mapToObj(i -> ChannelUser.ofPhone("4917" + i)).toList();
    List<String> expected = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      expected.add("What is your name?");
      expected.add("Hello " + round + "!");
    }
    try (BotFlow bot = greeting()) {
      bot.start();
      for (int round = 0; round < rounds; round++) {
        int number = round;
        allAtOnce(users, user -> says(bot, user, "hi"));
        assertThat(bot.awaitIdle(SOON)).isTrue();
        allAtOnce(users, user -> says(bot, user, "" + number));
        assertThat(bot.awaitIdle(SOON)).isTrue();
      }
    }
    for (ChannelUser user : users) {
      assertThat(channel.textsTo(user)).isEqualTo(expected);
    }
    assertThat(channel.sendings()).hasSize(conversations * rounds * 2);
  }

  private static void allAtOnce(
      List<ChannelUser> users, java.util.function.Consumer<ChannelUser> work)
      throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (ChannelUser user : users) {
      threads.add(Thread.ofVirtual().start(() -> work.accept(user)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private BotFlow greeting() {
    return BotFlow.builder().flow(GREETING).channel(channel).store(store).build();
  }

  private void says(BotFlow bot, ChannelUser from, String text) {
    bot.receive(channel.text(from, text, clock.instant()));
  }
}
