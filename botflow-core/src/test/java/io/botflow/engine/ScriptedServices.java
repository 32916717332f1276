package io.botflow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.spi.ChatReply;
import io.botflow.spi.ChatRequest;
import io.botflow.spi.ChatTool;
import io.botflow.spi.HttpCall;
import io.botflow.spi.HttpResult;
import io.botflow.spi.IntentClassifier;
import io.botflow.spi.Passage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Services that answer what a fixture says, one answer after the other. */
final class ScriptedServices {
  private final Deque<JsonNode> http = new ArrayDeque<>();
  private final Deque<JsonNode> model = new ArrayDeque<>();
  private final List<Passage> passages = new ArrayList<>();
  private final JsonNode script;
  final List<HttpCall> calls = new ArrayList<>();
  final List<ChatRequest> asked = new ArrayList<>();

  ScriptedServices(JsonNode script) {
    this.script = script;
    script.path("http").forEach(http::add);
    script.path("model").forEach(model::add);
    script
        .path("passages")
        .forEach(
            p ->
                passages.add(
                    new Passage(
                        "a1",
                        p.path("title").asText("Help"),
                        p.get("text").textValue(),
                        p.path("score").asDouble(1))));
  }

  Services services() {
    return new Services(
        script.has("http") ? this::call : null,
        script.has("model") ? this::chat : null,
        script.has("passages") ? (organization, question, categories, most) -> passages : null,
        script.has("intents") ? this::classify : null,
        script.has("desk") ? (organization, team, now) -> script.get("desk").booleanValue() : null);
  }

  /** All that the model was told at first. */
  String told() {
    ChatRequest request = asked.get(0);
    StringBuilder told = new StringBuilder(request.instructions());
    request.messages().forEach(message -> told.append('\n').append(message.text()));
    return told.toString();
  }

  private HttpResult call(HttpCall call) {
    calls.add(call);
    JsonNode answer = http.removeFirst();
    if (answer.has("failed")) {
      return new HttpResult.Failed(
          answer.get("failed").textValue(), answer.path("retryable").asBoolean(false));
    }
    JsonNode body = answer.path("body");
    return new HttpResult.Answered(
        answer.get("status").intValue(),
        Map.of(),
        body.isTextual() ? body.textValue() : body.isMissingNode() ? "" : body.toString());
  }

  private ChatReply chat(ChatRequest request) {
    asked.add(request);
    JsonNode answer = model.removeFirst();
    if (answer.has("failed")) {
      return new ChatReply.Failed(answer.get("failed").textValue(), false);
    }
    if (answer.has("tool")) {
      return new ChatReply.Answer(
          "",
          "scripted",
          1,
          1,
          List.of(
              new ChatTool.Call(
                  "call-" + asked.size(),
                  answer.get("tool").textValue(),
                  answer.path("arguments").toString())),
          List.of());
    }
    return new ChatReply.Answer(
        answer.isTextual() ? answer.textValue() : answer.toString(), "scripted", 1, 1);
  }

  private IntentClassifier.Intent classify(String text, Map<String, List<String>> intents) {
    return new IntentClassifier.Intent(script.get("intents").path(text).asText(""), 0.9);
  }
}
