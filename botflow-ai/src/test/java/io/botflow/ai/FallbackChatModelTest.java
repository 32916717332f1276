package io.botflow.ai;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.spi.ChatModel;
import io.botflow.spi.ChatReply;
import io.botflow.spi.ChatRequest;
import io.botflow.spi.ChatTool;
import io.botflow.testing.SettableClock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FallbackChatModelTest {
  private final SettableClock clock = new SettableClock();
  private final List<ChatRequest> first = new ArrayList<>();
  private final List<ChatRequest> second = new ArrayList<>();
  private ChatReply firstReply = failed(false);
  private ChatReply secondReply = new ChatReply.Answer("Yes.", "b-1", 3, 2);

  @Test
  void theNextProviderGetsTheSameQuestionAtOnce() {
    ChatRequest asked =
        request(null).with(List.of(new ChatTool("t", "d", Map.of("type", "object"))), List.of());

    ChatReply reply = model(FallbackSettings.DEFAULT).chat(asked);

    assertThat(reply)
        .isInstanceOfSatisfying(
            ChatReply.Answer.class,
            answer -> {
              assertThat(answer.text()).isEqualTo("Yes.");
              assertThat(answer.attempts())
                  .extracting(ChatReply.Attempt::provider, ChatReply.Attempt::failure)
                  .containsExactly(
                      org.assertj.core.groups.Tuple.tuple("a", "it failed"),
                      org.assertj.core.groups.Tuple.tuple("b", null));
            });
    assertThat(first).hasSize(1);
    assertThat(second).hasSize(1);
    assertThat(second.get(0).tools()).isEqualTo(first.get(0).tools()).isEqualTo(asked.tools());
    assertThat(second.get(0).messages()).isEqualTo(asked.messages());
  }

  @Test
  void onlyTheLastIsAskedTwiceAndOnlyWhatItSurelyDidNotDo() {
    firstReply = failed(true);
    secondReply = new ChatReply.Failed("busy", true, 1L, false, List.of());
    assertThat(model(FallbackSettings.DEFAULT).chat(request(null)))
        .isInstanceOf(ChatReply.Failed.class);
    assertThat(first).hasSize(1);
    assertThat(second).hasSize(2);

    secondReply = failed(false);
    model(FallbackSettings.DEFAULT).chat(request(null));
    assertThat(second).as("nothing of unknown outcome is repeated").hasSize(3);
  }

  @Test
  void aServerThatWantsMoreTimeThanThereIsIsNotAskedAgain() {
    secondReply = new ChatReply.Failed("busy", true, 60_000L, false, List.of());
    assertThat(model(FallbackSettings.DEFAULT).chat(request(null)))
        .isInstanceOf(ChatReply.Failed.class);
    assertThat(second).hasSize(1);
  }

  @Test
  void aModelThatOnlyOneProviderHasIsAskedThere() {
    model(FallbackSettings.DEFAULT).chat(request("a-big"));
    assertThat(first.get(0).model()).isEqualTo("a-big");
    assertThat(second.get(0).model()).isNull();
  }

  @Test
  void aProviderThatFailsIsLeftAloneForAWhile() {
    FallbackChatModel model =
        model(
            new FallbackSettings(
                Duration.ofSeconds(7), 3, Duration.ofSeconds(30), new LastStep.HandOff()));
    for (int i = 0; i < 10; i++) {
      model.chat(request(null));
    }
    assertThat(first).hasSize(3);
    assertThat(second).hasSize(10);

    clock.advance(Duration.ofSeconds(31));
    firstReply = new ChatReply.Answer("Back.", "a-1", 1, 1);
    assertThat(model.chat(request(null)))
        .isInstanceOfSatisfying(
            ChatReply.Answer.class, answer -> assertThat(answer.text()).isEqualTo("Back."));
  }

  @Test
  void whatIsTheRequestsOwnFaultOpensNoCircuit() {
    firstReply = new ChatReply.Failed("refused", false, null, true, List.of());
    FallbackChatModel model =
        model(
            new FallbackSettings(
                Duration.ofSeconds(7), 3, Duration.ofSeconds(30), new LastStep.HandOff()));
    for (int i = 0; i < 10; i++) {
      model.chat(request(null));
    }
    assertThat(first).hasSize(10);
  }

  @Test
  void aFixedTextIsTheLastStepWhereTheHostSaysSo() {
    secondReply = failed(false);
    FallbackChatModel model =
        model(
            new FallbackSettings(
                Duration.ofSeconds(7), 10, Duration.ofSeconds(30), new LastStep.Say("Later.")));
    assertThat(model.chat(request(null)))
        .isInstanceOfSatisfying(
            ChatReply.Answer.class,
            answer -> {
              assertThat(answer.text()).isEqualTo("Later.");
              assertThat(answer.attempts()).hasSize(2);
            });
  }

  @Test
  void aProviderThatThrowsHasFailed() {
    ChatModel broken =
        request -> {
          throw new IllegalStateException("broken");
        };
    FallbackChatModel model =
        new FallbackChatModel(
            List.of(new Provider("broken", broken), new Provider("b", this::second)),
            FallbackSettings.DEFAULT);
    assertThat(model.chat(request(null))).isInstanceOf(ChatReply.Answer.class);
  }

  private FallbackChatModel model(FallbackSettings settings) {
    Provider a =
        new Provider(
            "a",
            request -> {
              first.add(request);
              return firstReply;
            },
            Set.of("a-big"),
            Duration.ofSeconds(4));
    return new FallbackChatModel(
        List.of(a, new Provider("b", this::second)), settings, clock.withZone(ZoneOffset.UTC));
  }

  private ChatReply second(ChatRequest request) {
    second.add(request);
    return secondReply;
  }

  private static ChatReply failed(boolean retryable) {
    return new ChatReply.Failed("it failed", retryable);
  }

  private static ChatRequest request(@Nullable String model) {
    return new ChatRequest(
        model,
        null,
        "Help.",
        List.of(new ChatRequest.Message(ChatRequest.Role.CUSTOMER, "Do you ship?")),
        null,
        Duration.ofSeconds(7));
  }
}
