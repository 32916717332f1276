package io.botflow.ai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.botflow.spi.ChatReply;
import io.botflow.spi.ChatRequest;
import io.botflow.spi.ChatTool;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnthropicChatModelTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String TEXT = "{\"type\": \"text\", \"text\": \"Yes, we ship.\"}";

  /** The place of the server that hangs in the list of what goes wrong. */
  private static final int HANGS = 6;

  private final ModelServer server =
      new ModelServer(ModelServer.json(200, ModelServer.anthropic(TEXT, "end_turn")));
  private final AnthropicChatModel model =
      new AnthropicChatModel(
          new AnthropicSettings(server.address(), "key-canary", "claude-haiku-4-5", 500));

  @AfterEach
  void stop() {
    model.close();
    server.close();
  }

  @Test
  void asksAndReadsTheDocumentedShapes() throws IOException {
    assertThat(model.chat(request(List.of())))
        .isInstanceOfSatisfying(
            ChatReply.Answer.class,
            answer -> {
              assertThat(answer.text()).isEqualTo("Yes, we ship.");
              assertThat(answer.inputTokens()).isEqualTo(1000);
              // 1,000 at 1 dollar and 100 at 5 dollars for a million.
              assertThat(answer.attempts())
                  .singleElement()
                  .satisfies(attempt -> assertThat(attempt.costMicros()).isEqualTo(1500));
            });
    JsonNode sent = JSON.readTree(server.requests().get(0));
    assertThat(sent.path("model").asText()).isEqualTo("claude-haiku-4-5");
    assertThat(sent.path("max_tokens").asInt()).isEqualTo(500);
    assertThat(sent.path("system").asText()).isEqualTo("You help a shop.");
    assertThat(sent.path("messages")).hasSize(1);
    assertThat(sent.path("tools").get(0).path("name").asText()).isEqualTo("look");
  }

  @Test
  void asksForToolsAndTellsWhatCameOfThem() throws IOException {
    server.behave(
        ModelServer.json(
            200,
            ModelServer.anthropic(
                "{\"type\": \"tool_use\", \"id\": \"toolu_1\", \"name\": \"look\","
                    + " \"input\": {\"order\": \"A7\"}}",
                "tool_use")));
    ChatReply reply = model.chat(request(List.of()));
    assertThat(reply)
        .isInstanceOfSatisfying(
            ChatReply.Answer.class,
            answer ->
                assertThat(answer.calls())
                    .singleElement()
                    .satisfies(
                        call -> {
                          assertThat(call.tool()).isEqualTo("look");
                          assertThat(call.arguments()).isEqualTo("{\"order\":\"A7\"}");
                        }));

    model.chat(
        request(
            List.of(
                new ChatTool.Exchange(
                    new ChatTool.Call("id.of another", "look", "{\"order\": \"A7\"}"), "sent"))));

    JsonNode messages = JSON.readTree(server.requests().get(1)).path("messages");
    JsonNode use = messages.get(1).path("content").get(0);
    JsonNode result = messages.get(2).path("content").get(0);
    assertThat(use.path("type").asText()).isEqualTo("tool_use");
    assertThat(use.path("input").path("order").asText()).isEqualTo("A7");
    assertThat(result.path("tool_use_id").asText()).isEqualTo(use.path("id").asText());
    assertThat(result.path("content").asText()).isEqualTo("sent");
  }

  @Test
  void aStreamIsToldPieceByPiece() {
    server.behave(ModelServer.events(stream(true)));
    List<String> pieces = new ArrayList<>();

    ChatReply reply = model.stream(request(List.of()), pieces::add);

    assertThat(pieces).containsExactly("Yes, ", "we ship.");
    assertThat(reply)
        .isInstanceOfSatisfying(
            ChatReply.Answer.class, answer -> assertThat(answer.text()).isEqualTo("Yes, we ship."));
  }

  @Test
  void aStreamThatEndsTooEarlyIsAFailureAfterOneRequest() {
    server.behave(ModelServer.events(stream(false)));
    assertThat(model.stream(request(List.of()), piece -> {})).isInstanceOf(ChatReply.Failed.class);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void whatGoesWrongIsAFailureAfterOneRequest() {
    List<ModelServer.Behaviour> wrong =
        List.of(
            ModelServer.status(529, "1"),
            ModelServer.status(500, "1"),
            ModelServer.status(401, "1"),
            ModelServer.json(200, "<html>busy</html>"),
            ModelServer.json(200, "{}"),
            ModelServer.cut("application/json", "{\"id\": "),
            ModelServer.hang(),
            ModelServer.json(200, ModelServer.anthropic(TEXT, "refusal")));
    for (int i = 0; i < wrong.size(); i++) {
      server.behave(wrong.get(i));
      Duration most = i == HANGS ? Duration.ofMillis(700) : Duration.ofSeconds(60);
      ChatReply reply = model.chat(request(List.of()).within(most));
      boolean again = i < 2;
      assertThat(reply)
          .as("case %s", i)
          .isInstanceOfSatisfying(
              ChatReply.Failed.class,
              failed -> assertThat(failed.retryable()).as(failed.why()).isEqualTo(again));
      assertThat(server.requests()).as("requests after case %s", i).hasSize(i + 1);
    }
  }

  @Test
  void settingsDoNotShowTheKey() {
    assertThat(AnthropicSettings.of("key-canary", "m").toString()).doesNotContain("canary");
  }

  private static ChatRequest request(List<ChatTool.Exchange> exchanges) {
    Map<String, Object> parameters =
        Map.of(
            "type",
            "object",
            "properties",
            Map.of("order", Map.of("type", "string")),
            "required",
            List.of("order"),
            "additionalProperties",
            false);
    return new ChatRequest(
            null,
            null,
            "You help a shop.",
            List.of(new ChatRequest.Message(ChatRequest.Role.CUSTOMER, "Do you ship?")),
            null,
            Duration.ofSeconds(60))
        .with(List.of(new ChatTool("look", "Looks up an order", parameters)), exchanges);
  }

  /** The events of "Streaming Messages" in Anthropic's documentation. */
  private static String stream(boolean whole) {
    String begin =
        """
        event: message_start
        data: {"type": "message_start", "message": {"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-haiku-4-5", "content": [], "stop_reason": null, "stop_sequence": null, "usage": {"input_tokens": 10, "output_tokens": 1}}}

        event: content_block_start
        data: {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}}

        event: content_block_delta
        data: {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "Yes, "}}

        """;
    String end =
        """
        event: content_block_delta
        data: {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "we ship."}}

        event: content_block_stop
        data: {"type": "content_block_stop", "index": 0}

        event: message_delta
        data: {"type": "message_delta", "delta": {"stop_reason": "end_turn", "stop_sequence": null}, "usage": {"output_tokens": 5}}

        event: message_stop
        data: {"type": "message_stop"}

        """;
    return whole ? begin + end : begin;
  }
}
