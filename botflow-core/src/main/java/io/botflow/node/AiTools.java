package io.botflow.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.botflow.event.Event;
import io.botflow.message.MessageContent;
import io.botflow.message.Option;
import io.botflow.spi.ChatTool;
import io.botflow.spi.HttpResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The calls that a model may ask for, and nothing else. Whatever the model was talked into, here is
 * decided what is done: only calls that the author named, only values of the types that the author
 * gave, and what changes something only after the customer's own tap. Whose data it is, the call's
 * own templates say; a model cannot.
 */
final class AiTools {
  /** Longest result that a model reads, in characters. */
  private static final int MAX_RESULT = 4_000;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Map<String, Offered> offered = new LinkedHashMap<>();
  private final TurnContext turn;

  /** A tool and the call behind it. */
  record Offered(AiResponseNode.Tool tool, ApiCallNode.Config call, ChatTool spec) {

    boolean wantsConfirmation() {
      return tool.confirm() == null ? !call.isSafe() : tool.confirm();
    }
  }

  /** What a model's wish turned out to be. */
  sealed interface Reading {}

  /** It may be done. */
  record Ready(Offered offered, Map<String, Object> arguments) implements Reading {}

  /** It may not, for this reason, which the model is told. */
  record Refused(String why) implements Reading {}

  AiTools(AiResponseNode.Config config, TurnContext turn) {
    this.turn = turn;
    for (AiResponseNode.Tool tool : config.tools()) {
      ApiCallNode.Config call = turn.settings(tool.node(), ApiCallNode.Config.class);
      if (call != null) {
        String name = name(tool.node());
        offered.put(
            name,
            new Offered(tool, call, new ChatTool(name, tool.description(), parameters(tool))));
      }
    }
  }

  /** What every provider takes as a name. */
  static String name(String node) {
    String name = node.replaceAll("[^A-Za-z0-9_-]", "_");
    return name.length() > 64 ? name.substring(0, 64) : name;
  }

  private static Map<String, Object> parameters(AiResponseNode.Tool tool) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (AiResponseNode.Parameter parameter : tool.parameters()) {
      properties.put(
          parameter.variable(),
          Map.of(
              "type",
              AiValues.schemaType(parameter.type()),
              "description",
              parameter.description() + AiValues.format(parameter.type())));
      if (!parameter.optional()) {
        required.add(parameter.variable());
      }
    }
    return AiAnswer.objectOf(properties, required);
  }

  List<ChatTool> specs() {
    return offered.values().stream().map(Offered::spec).toList();
  }

  /** Looks at a wish; one that may not be fulfilled is recorded. */
  Reading read(ChatTool.Call call) {
    Reading reading = reading(call);
    if (reading instanceof Refused refused) {
      String name = call.tool().length() > 64 ? call.tool().substring(0, 64) : call.tool();
      turn.record(new Event.Called(turn.node(), "tool", name, refused.why(), true, false));
    }
    return reading;
  }

  /** The same without a record. */
  Reading reading(ChatTool.Call call) {
    Offered tool = offered.get(call.tool());
    if (tool == null) {
      return new Refused("there is no such tool");
    }
    Map<String, Object> written =
        AiAnswer.members(call.arguments().isBlank() ? "{}" : call.arguments());
    if (written == null) {
      return new Refused("the arguments are no JSON object");
    }
    Map<String, Object> arguments = new LinkedHashMap<>();
    for (AiResponseNode.Parameter parameter : tool.tool().parameters()) {
      Object given = written.remove(parameter.variable());
      Object value = given == null ? null : AiValues.read(parameter.type(), given, turn);
      if (value == null && (given != null || !parameter.optional())) {
        return new Refused(
            "\"" + parameter.variable() + (given == null ? "\" is missing" : "\" does not fit"));
      }
      if (value != null) {
        arguments.put(parameter.variable(), value);
      }
    }
    return written.isEmpty()
        ? new Ready(tool, arguments)
        : new Refused("there are arguments that the tool does not have");
  }

  /** Fills the variables of the call. */
  void fill(Ready ready) {
    for (AiResponseNode.Parameter parameter : ready.offered().tool().parameters()) {
      turn.set(parameter.variable(), ready.arguments().get(parameter.variable()));
    }
  }

  /** Makes the call; what the model is told of it. */
  String run(Ready ready) {
    fill(ready);
    ApiCallNode.Config call = ready.offered().call();
    return switch (ApiCallNode.call(call, turn)) {
      case HttpResult.Failed failed -> "failed: " + failed.why();
      case HttpResult.Answered answered -> {
        ApiCallNode.keep(call, turn, answered);
        String status = "status " + answered.status() + "\n";
        yield AiPrompt.data("result", status + shown(call, answered));
      }
    };
  }

  /** The pieces that the author keeps, where the author says which; else the whole answer. */
  private String shown(ApiCallNode.Config call, HttpResult.Answered answered) {
    String text = answered.body();
    if (!call.map().isEmpty()) {
      Map<String, Object> kept = new LinkedHashMap<>();
      for (String variable : call.map().keySet()) {
        Object value = turn.get(variable);
        if (value != null) {
          kept.put(variable, value);
        }
      }
      text = json(kept);
    }
    return text.length() <= MAX_RESULT ? text : text.substring(0, MAX_RESULT) + " (cut)";
  }

  /** The question whether this may be done, with buttons that mean this call and no other. */
  MessageContent confirmation(Ready ready) {
    fill(ready);
    Phrases phrases = Phrases.of(turn.language());
    io.botflow.expression.Template own = ready.offered().tool().ask();
    StringBuilder text = new StringBuilder();
    if (own == null) {
      text.append(phrases.get(Phrases.Phrase.CONFIRM));
      for (AiResponseNode.Parameter parameter : ready.offered().tool().parameters()) {
        Object value = ready.arguments().get(parameter.variable());
        if (value != null) {
          text.append("\n\u2022 ").append(parameter.description()).append(": ").append(value);
        }
      }
    } else {
      text.append(turn.render(own));
    }
    List<Option> options =
        phrases.yesNo().stream()
            .map(option -> new Option(option.id() + ":" + mark(ready), option.title()))
            .toList();
    return Menus.of(
        text.toString(), null, null, phrases.get(Phrases.Phrase.CHOOSE), options, turn.limits());
  }

  /** A mark of exactly this call, so that an old button never means a new one. */
  static String mark(Ready ready) {
    String cause = ready.offered().tool().node() + json(ready.arguments());
    return UUID.nameUUIDFromBytes(cause.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** What the customer said to the question: null where it was something else. */
  static @Nullable Boolean decision(Ready ready, Resumption.Answer answer, TurnContext turn) {
    if (answer.last().content() instanceof MessageContent.Tap tap) {
      String mark = mark(ready);
      return tap.id().equals("yes:" + mark)
          ? Boolean.TRUE
          : tap.id().equals("no:" + mark) ? false : null;
    }
    Phrases phrases = Phrases.of(turn.language());
    String said = answer.text().strip().toLowerCase(java.util.Locale.ROOT);
    return phrases.yesWords().contains(said)
        ? Boolean.TRUE
        : phrases.noWords().contains(said) ? Boolean.FALSE : null;
  }

  static String json(Map<String, Object> values) {
    try {
      return JSON.writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values can always be written as JSON", e);
    }
  }
}
