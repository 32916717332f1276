package io.botflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.botflow.engine.CompiledFlow;
import io.botflow.node.NodeTypes;
import io.botflow.testing.CheckedFlow;
import io.botflow.testing.FlowSet;
import io.botflow.testing.SimulatedConversation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntentsCommandTest {
  private static final String FLOW =
      """
      {"botflow": 1, "id": "shop",
       "intents": [
        {"name": "track", "examples": ["Where is my order?", "track my order",
          "when will my order arrive", "my order has not arrived", "the order is late", "hello"]},
        {"name": "refund", "examples": ["I want my money back", "give me my money back", "hello"]}],
       "nodes": [
        {"id": "track", "type": "trigger",
         "data": {"config": {"on": "intent", "intents": ["track"]}}},
        {"id": "any", "type": "trigger", "data": {"config": {"on": "any_message"}}},
        {"id": "tracked", "type": "end", "data": {"config": {"text": "On its way."}}},
        {"id": "anything", "type": "end", "data": {"config": {"text": "A person answers."}}}],
       "edges": [
        {"id": "1", "source": "track", "target": "tracked"},
        {"id": "2", "source": "any", "target": "anything"}]}
      """;

  @TempDir private Path folder = Path.of("");

  @Test
  void saysWhatIsWeakAndWhatIsShared() throws IOException {
    CommandRun run = CommandRun.of("intents", flow(FLOW));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("2 intents with 9 examples")
        .contains("refund                           3 examples")
        .contains("\"hello\" is in refund, track");
  }

  @Test
  void saysItInJson() throws IOException {
    JsonNode report =
        new JsonMapper().readTree(CommandRun.of("intents", flow(FLOW), "--format", "json").out());
    assertThat(report.path("intents").asInt()).isEqualTo(2);
    assertThat(report.path("weak").path(0).path("intent").asText()).isEqualTo("refund");
    assertThat(report.path("shared").path(0).path("intents")).hasSize(2);
  }

  @Test
  void suggestsExamplesFromWhatCustomersWrote() throws IOException {
    Path texts =
        Files.writeString(
            folder.resolve("written.txt"),
            "track my order\nmoney for my order\nMoney for my order\n");
    CommandRun run = CommandRun.of("intents", flow(FLOW), "--texts", texts);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("\"money for my order\" (2 times)");
    assertThat(
            new JsonMapper()
                .readTree(
                    CommandRun.of("intents", flow(FLOW), "--texts", texts, "--format", "json")
                        .out())
                .path("suggested"))
        .hasSize(1);
  }

  @Test
  void failsWhereLessIsFoundThanWanted() throws IOException {
    assertThat(CommandRun.of("intents", flow(FLOW), "--least", "100").code()).isEqualTo(1);
  }

  @Test
  void aFlowWithoutIntentsIsSaid() {
    CommandRun run =
        CommandRun.of("intents", CommandRun.EXAMPLES.resolve("order-tracking.flow.json"));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("has no intents");
  }

  @Test
  void chatGoesByTheIntentsOfTheFlow() {
    assertThat(said("track my ordr")).contains("On its way.");
    assertThat(said("bananas")).contains("A person answers.");
  }

  private static String said(String text) {
    CompiledFlow flow = CheckedFlow.of(FLOW, NodeTypes.standard(), null).compiled();
    StringWriter written = new StringWriter();
    new Chat(
            new SimulatedConversation(
                FlowSet.of(Objects.requireNonNull(flow)), ChatCommand.services()),
            false,
            new PrintWriter(written, true))
        .take(text);
    return written.toString();
  }

  private Path flow(String document) throws IOException {
    return Files.writeString(folder.resolve("shop.flow.json"), document);
  }
}
