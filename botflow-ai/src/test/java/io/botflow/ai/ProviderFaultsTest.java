package io.botflow.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.botflow.BotFlow;
import io.botflow.conversation.Owner;
import io.botflow.message.ChannelUser;
import io.botflow.runtime.InMemoryStore;
import io.botflow.spi.ChatRequest;
import io.botflow.testing.RecordingChannel;
import io.botflow.testing.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two providers' servers that misbehave in the same way, asked by the real clients: the customer
 * has an answer or a person, and nobody is asked more often than our own rule says.
 */
class ProviderFaultsTest {
  private static final ChannelUser ANNA = ChannelUser.ofPhone("27820000001");

  /** What a customer is promised; TurnBoundsTest of the server measures it. */
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  /** Without circuits; the engine's own limit comes first. */
  private static final FallbackSettings SETTINGS =
      new FallbackSettings(
          Duration.ofSeconds(20), 100, Duration.ofSeconds(30), new LastStep.HandOff());

  private static final Duration SHORT = Duration.ofMillis(700);

  private final RecordingChannel channel = new RecordingChannel();
  private final InMemoryStore store = new InMemoryStore(new SettableClock());

  /** A fault, and how often both servers together are asked at most. */
  static Stream<Arguments> faults() {
    String huge = "word ".repeat(20_480);
    return Stream.of(
        Arguments.of("hangs", ModelServer.hang(), 2),
        Arguments.of("429, a moment", ModelServer.status(429, "0.1"), 3),
        Arguments.of("429, a minute", ModelServer.status(429, "60"), 2),
        Arguments.of("500", ModelServer.status(500, "0.1"), 3),
        Arguments.of("502", ModelServer.status(502, "0.1"), 2),
        Arguments.of("529", ModelServer.status(529, "0.1"), 3),
        Arguments.of("401", ModelServer.status(401, "0.1"), 2),
        Arguments.of("cut", ModelServer.cut("application/json", "{\"id\": \"chatcmpl-1\", "), 2),
        Arguments.of("broken JSON", ModelServer.json(200, "{\"choices\": [{\"mess"), 2),
        Arguments.of("no JSON", ModelServer.json(200, "<html>busy</html>"), 2),
        Arguments.of("100 kB of nothing", ModelServer.json(200, huge), 2),
        Arguments.of("100 kB of text", ModelServer.json(200, ModelServer.openAi(huge)), 2));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void theCustomerHasAnAnswerOrAPerson(String name, ModelServer.Behaviour fault, int most) {
    try (ModelServer first = new ModelServer(fault);
        ModelServer second = new ModelServer(fault);
        OpenAiChatModel openAi = openAi(first);
        AnthropicChatModel anthropic = anthropic(second);
        BotFlow bot = bot(openAi, anthropic, SHORT)) {
      ask(bot);
      assertThat(channel.texts()).hasSize(1);
      assertThat(store.conversations().get(0).owner()).isEqualTo(Owner.QUEUE);
      int asked = first.requests().size() + second.requests().size();
      assertThat(asked).isLessThanOrEqualTo(most);
      assertThat(first.requests()).as("only the last is asked twice").hasSizeLessThan(2);
    }
  }

  @Test
  void theSecondAnswersWhereTheFirstFails() {
    String text = "{\"type\": \"text\", \"text\": \"Yes, we ship.\"}";
    try (ModelServer first = new ModelServer(ModelServer.status(500, "0.1"));
        ModelServer second =
            new ModelServer(ModelServer.json(200, ModelServer.anthropic(text, "end_turn")));
        OpenAiChatModel openAi = openAi(first);
        AnthropicChatModel anthropic = anthropic(second);
        BotFlow bot = bot(openAi, anthropic, Duration.ofSeconds(20))) {
      // The clients load for seconds on a busy machine, which is not what is tested here.
      anthropic.chat(warmUp());
      openAi.chat(warmUp());
      ask(bot);
      assertThat(channel.texts()).containsExactly("Yes, we ship.");
      assertThat(first.requests()).hasSize(2);
      assertThat(second.requests()).hasSize(2);
      assertThat(store.conversations().get(0).owner()).isEqualTo(Owner.BOT);
    }
  }

  /** With the defaults, and what the engine allows a call beyond its time, it is 8 seconds. */
  @Test
  void theDefaultsKeepThePromise() {
    Duration grace = Duration.ofMillis(500);
    assertThat(FallbackSettings.DEFAULT.total().plus(grace)).isLessThan(PATIENCE);
    assertThat(Provider.DEFAULT_TIMEOUT).isLessThan(FallbackSettings.DEFAULT.total());
  }

  @Test
  void aModelWithoutProvidersIsRefused() {
    assertThatThrownBy(() -> new FallbackChatModel(List.of(), FallbackSettings.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void ask(BotFlow bot) {
    bot.start();
    bot.receive(channel.text(ANNA, "Do you ship?", new SettableClock().instant()));
    assertThat(bot.awaitIdle(Duration.ofSeconds(20))).isTrue();
  }

  private static ChatRequest warmUp() {
    return new ChatRequest(
        null,
        null,
        "Help.",
        List.of(new ChatRequest.Message(ChatRequest.Role.CUSTOMER, "Hi")),
        null,
        Duration.ofSeconds(60));
  }

  private static OpenAiChatModel openAi(ModelServer server) {
    return new OpenAiChatModel(new OpenAiSettings(server.address() + "/v1", "k", "gpt-5-mini"));
  }

  private static AnthropicChatModel anthropic(ModelServer server) {
    return new AnthropicChatModel(
        new AnthropicSettings(server.address(), "k", "claude-haiku-4-5", 500));
  }

  private BotFlow bot(OpenAiChatModel openAi, AnthropicChatModel anthropic, Duration most) {
    return BotFlow.builder()
        .flow(
            """
            {"botflow": 1, "id": "help", "nodes": [
              {"id": "start", "type": "trigger", "data": {"config": {"on": "any_message"}}},
              {"id": "help", "type": "ai_response", "data": {"config": {"instructions": "Help."}}},
              {"id": "end", "type": "end", "data": {"config": {}}}],
             "edges": [
              {"id": "e1", "source": "start", "sourceHandle": "next", "target": "help"},
              {"id": "e2", "source": "help", "sourceHandle": "next", "target": "end"}]}
            """)
        .channel(channel)
        .store(store)
        .model(
            new FallbackChatModel(
                List.of(
                    new Provider("openai", openAi, Set.of(), most),
                    new Provider("anthropic", anthropic, Set.of(), most)),
                SETTINGS))
        .build();
  }
}
