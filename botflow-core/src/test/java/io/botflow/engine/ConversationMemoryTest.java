package io.botflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.conversation.Memory;
import io.botflow.node.NodeTypes;
import io.botflow.spi.ChatModel;
import io.botflow.spi.ChatReply;
import io.botflow.spi.ChatRequest;
import io.botflow.testing.CheckedFlow;
import io.botflow.testing.FlowSet;
import io.botflow.testing.SimulatedConversation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A long conversation: the model reads the last turns and a summary of what was before. */
class ConversationMemoryTest {
  private static final String FLOW =
      """
      {"botflow": 1, "id": "help", "nodes": [
        {"id": "start", "type": "trigger", "data": {"config": {"on": "any_message"}}},
        {"id": "help", "type": "ai_response", "data": {"config": {
          "instructions": "Help.", "memoryWindow": 4, "facts": {"Plan": "gold"}}}},
        {"id": "more", "type": "question", "data": {"config": {
          "text": "Anything else?", "variable": "more"}}}],
       "edges": [
        {"id": "e1", "source": "start", "target": "help"},
        {"id": "e2", "source": "help", "target": "more"},
        {"id": "e3", "source": "more", "target": "help"}]}
      """;

  private final List<ChatRequest> requests = new ArrayList<>();

  @Test
  void whatFallsOutOfTheMemoryIsSummedUpFirstAndTheSummaryRollsOn() {
    SimulatedConversation talk = conversation();
    for (int i = 0; i < 30; i++) {
      talk.says(List.of("message " + i));
    }

    assertThat(requests).hasSize(30);
    assertThat(texts(requests.get(5)))
        .as("only the window, beside what is known")
        .contains("message 5")
        .contains("Plan: gold")
        .doesNotContain("message 1\n");
    List<ChatRequest> summing =
        requests.stream().filter(request -> request.schema() != null).toList();
    assertThat(summing).as("now and then, not each time").hasSizeBetween(2, 10);
    assertThat(texts(summing.getFirst()))
        .as("all of the memory is read for it")
        .contains("message 1\n");
    ChatRequest second = summing.get(1);
    assertThat(texts(second))
        .as("what was summed up before goes into the next one")
        .contains("<data kind=\"summary\">\nsummary 1\n</data>");
    assertThat(texts(requests.getLast())).contains("summary " + summing.size());
    assertThat(requests)
        .allSatisfy(
            request ->
                assertThat(request.messages().size()).isLessThanOrEqualTo(Memory.MAX_LINES + 3));
  }

  private SimulatedConversation conversation() {
    int[] summaries = new int[1];
    ChatModel model =
        request -> {
          requests.add(request);
          return new ChatReply.Answer(
              request.schema() == null
                  ? "Fine."
                  : "{\"answer\": \"Fine.\", \"summary\": \"summary %d\"}"
                      .formatted(++summaries[0]),
              "scripted",
              1,
              1);
        };
    CompiledFlow flow =
        Objects.requireNonNull(CheckedFlow.of(FLOW, NodeTypes.standard(), null).compiled());
    return new SimulatedConversation(FlowSet.of(flow), new Services(null, model, null, null, null));
  }

  private static String texts(ChatRequest request) {
    return String.join("\n", request.messages().stream().map(ChatRequest.Message::text).toList());
  }
}
