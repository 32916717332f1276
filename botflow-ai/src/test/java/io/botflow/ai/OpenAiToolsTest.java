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

class OpenAiToolsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ModelServer server =
      new ModelServer(ModelServer.json(200, ModelServer.openAiCall("look", "{\"order\": \"A7\"}")));
  private final OpenAiChatModel model =
      new OpenAiChatModel(new OpenAiSettings(server.address() + "/v1", "k", "gpt-5-mini"));

  @AfterEach
  void stop() {
    model.close();
    server.close();
  }

  @Test
  void asksForToolsAndTellsWhatCameOfThem() throws IOException {
    ChatReply reply = model.chat(request(List.of()));
    ChatTool.Call call = new ChatTool.Call("call_abc", "look", "{\"order\": \"A7\"}");
    assertThat(reply)
        .isInstanceOfSatisfying(
            ChatReply.Answer.class, answer -> assertThat(answer.calls()).containsExactly(call));

    server.behave(ModelServer.json(200, ModelServer.openAi("It is sent.")));
    assertThat(model.chat(request(List.of(new ChatTool.Exchange(call, "sent")))))
        .isInstanceOfSatisfying(
            ChatReply.Answer.class,
            answer ->
                // 600 tokens at 0.25, 400 at 0.025 and 100 at 2 dollars for a million.
                assertThat(answer.attempts().get(0).costMicros()).isEqualTo(360));

    JsonNode first = JSON.readTree(server.requests().get(0));
    assertThat(first.path("tools").get(0).path("function").path("name").asText()).isEqualTo("look");
    assertThat(first.path("tools").get(0).path("function").path("strict").asBoolean()).isTrue();
    assertThat(first.path("messages").get(1).path("content").asText()).contains("<data");
    assertThat(first.path("messages").get(1).path("role").asText()).isEqualTo("user");
    JsonNode messages = JSON.readTree(server.requests().get(1)).path("messages");
    JsonNode asked = messages.get(3);
    assertThat(asked.path("role").asText()).isEqualTo("assistant");
    assertThat(asked.path("tool_calls").get(0).path("function").path("arguments").asText())
        .isEqualTo(call.arguments());
    assertThat(messages.get(4).path("role").asText()).isEqualTo("tool");
    assertThat(messages.get(4).path("tool_call_id").asText()).isEqualTo("call_abc");
    assertThat(messages.get(4).path("content").asText()).isEqualTo("sent");
  }

  @Test
  void aStreamIsToldPieceByPiece() {
    server.behave(ModelServer.events(chunks(true)));
    List<String> pieces = new ArrayList<>();

    ChatReply reply = model.stream(request(List.of()), pieces::add);

    assertThat(String.join("", pieces)).isEqualTo("Yes, we ship.");
    assertThat(reply)
        .isInstanceOfSatisfying(
            ChatReply.Answer.class,
            answer -> {
              assertThat(answer.text()).isEqualTo("Yes, we ship.");
              assertThat(answer.outputTokens()).isEqualTo(5);
            });
  }

  @Test
  void aStreamThatEndsTooEarlyIsAFailureAfterOneRequest() {
    server.behave(ModelServer.cut("text/event-stream", chunks(false)));
    assertThat(model.stream(request(List.of()), piece -> {})).isInstanceOf(ChatReply.Failed.class);
    assertThat(server.requests()).hasSize(1);
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
            List.of(
                new ChatRequest.Message(ChatRequest.Role.DATA, "<data kind=\"facts\">x</data>"),
                new ChatRequest.Message(ChatRequest.Role.CUSTOMER, "Where is A7?")),
            null,
            Duration.ofSeconds(60))
        .with(List.of(new ChatTool("look", "Looks up an order", parameters)), exchanges);
  }

  /** The chunks of "The chat completion chunk object" in OpenAI's API reference. */
  private static String chunks(boolean whole) {
    String begin =
        chunk("{\"role\": \"assistant\", \"content\": \"\"}", "null", "null")
            + chunk("{\"content\": \"Yes, \"}", "null", "null");
    return whole
        ? begin
            + chunk("{\"content\": \"we ship.\"}", "null", "null")
            + chunk("{}", "\"stop\"", "null")
            + "data: {\"id\": \"c1\", \"object\": \"chat.completion.chunk\", \"created\": 1,"
            + " \"model\": \"gpt-5-mini\", \"choices\": [], \"usage\": {\"prompt_tokens\": 9,"
            + " \"completion_tokens\": 5, \"total_tokens\": 14}}\n\ndata: [DONE]\n\n"
        : begin;
  }

  private static String chunk(String delta, String finish, String usage) {
    return "data: {\"id\": \"c1\", \"object\": \"chat.completion.chunk\", \"created\": 1,"
        + " \"model\": \"gpt-5-mini\", \"choices\": [{\"index\": 0, \"delta\": "
        + delta
        + ", \"finish_reason\": "
        + finish
        + "}], \"usage\": "
        + usage
        + "}\n\n";
  }
}
