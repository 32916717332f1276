package io.botflow.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.botflow.spi.ChatReply;
import io.botflow.spi.ChatTool;
import io.botflow.spi.HttpResult;
import io.botflow.spi.Passage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the {@code stubs} of a test file. */
final class StubsReader {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private StubsReader() {}

  static Stubs read(YamlValue value) {
    Map<String, YamlValue> map =
        value.map("\"stubs\"", "http", "model", "knowledge", "intents", "desk");
    return new Stubs(
        list(map, "http").stream().map(StubsReader::http).toList(),
        list(map, "model").stream().map(StubsReader::model).toList(),
        list(map, "knowledge").stream().map(StubsReader::knowledge).toList(),
        list(map, "intents").stream().map(StubsReader::intent).toList(),
        desk(map.get("desk")));
  }

  private static List<YamlValue> list(Map<String, YamlValue> map, String key) {
    YamlValue value = map.get(key);
    return value == null ? List.of() : value.list();
  }

  private static Stubs.Http http(YamlValue value) {
    Map<String, YamlValue> map =
        value.map(
            "A stub of HTTP", "method", "url", "status", "body", "headers", "fails", "answers");
    YamlValue method = map.get("method");
    YamlValue url = map.get("url");
    if (url == null) {
      value.report("The stub needs a \"url\", in which * stands for any text.");
    }
    String address = url == null ? null : url.text("\"url\"");
    List<HttpResult> results = new ArrayList<>();
    if (map.containsKey("answers")) {
      for (YamlValue answer : list(map, "answers")) {
        results.add(result(answer.map("An answer", "status", "body", "headers", "fails")));
      }
    }
    if (results.isEmpty()) {
      results.add(result(map));
    }
    return new Stubs.Http(
        method == null ? null : method.text("\"method\""), address == null ? "" : address, results);
  }

  private static HttpResult result(Map<String, YamlValue> map) {
    YamlValue fails = map.get("fails");
    if (fails != null) {
      return failed(fails);
    }
    YamlValue status = map.get("status");
    YamlValue headers = map.get("headers");
    Map<String, String> sent = new java.util.HashMap<>(Map.of("content-type", "application/json"));
    if (headers != null) {
      headers
          .map("\"headers\"")
          .forEach(
              (name, value) -> {
                String text = value.text("A header");
                if (text != null) {
                  sent.put(name.toLowerCase(Locale.ROOT), text);
                }
              });
    }
    return new HttpResult.Answered(
        status == null ? 200 : (int) status.number("\"status\"", 200),
        sent,
        map.containsKey("body") ? json(map.get("body")) : "");
  }

  private static HttpResult failed(YamlValue fails) {
    String why = fails.text("\"fails\"");
    return new HttpResult.Failed(why == null || why.equals("true") ? "no answer" : why, false);
  }

  /** A text as it is, everything else as JSON. */
  private static String json(@Nullable YamlValue value) {
    if (value == null) {
      return "";
    }
    Object plain = value.plain();
    if (plain instanceof String text) {
      return text;
    }
    try {
      return JSON.writeValueAsString(plain);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values can always be written as JSON", e);
    }
  }

  private static Stubs.Model model(YamlValue value) {
    if (value.isScalar()) {
      return new Stubs.Model("", List.of(reply(value)));
    }
    Map<String, YamlValue> map =
        value.map("A stub of the model", "when", "answer", "answers", "fails");
    List<ChatReply> replies = new ArrayList<>();
    list(map, "answers").forEach(answer -> replies.add(reply(answer)));
    YamlValue answer = map.get("answer");
    if (answer != null) {
      replies.add(reply(answer));
    }
    YamlValue fails = map.get("fails");
    if (fails != null) {
      String why = fails.text("\"fails\"");
      replies.add(new ChatReply.Failed(why == null ? "no answer" : why, false));
    }
    if (replies.isEmpty()) {
      value.report("The stub needs an \"answer\", \"answers\" or \"fails\".");
      replies.add(new ChatReply.Failed("no answer is written", false));
    }
    return new Stubs.Model(when(map), replies);
  }

  /** A text, values as JSON, or {@code tool} and {@code arguments} for a call that it asks for. */
  private static ChatReply reply(YamlValue value) {
    if (value.plain() instanceof Map<?, ?> map
        && map.get("tool") instanceof String tool
        && Set.of("tool", "arguments").containsAll(map.keySet())) {
      return new ChatReply.Answer(
          "", "scripted", 0, 0, List.of(new ChatTool.Call(tool, tool, arguments(map))), List.of());
    }
    return new ChatReply.Answer(json(value), "scripted", 0, 0);
  }

  private static String arguments(Map<?, ?> map) {
    try {
      return JSON.writeValueAsString(map.get("arguments"));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values can always be written as JSON", e);
    }
  }

  private static Stubs.Knowledge knowledge(YamlValue value) {
    Map<String, YamlValue> map = value.map("A stub of the knowledge", "when", "passages");
    List<Passage> passages = new ArrayList<>();
    for (YamlValue passage : list(map, "passages")) {
      if (passage.isScalar()) {
        passages.add(new Passage("article", "Article", String.valueOf(passage.text("")), 1));
        continue;
      }
      Map<String, YamlValue> of = passage.map("A passage", "article", "title", "text", "score");
      YamlValue score = of.get("score");
      passages.add(
          new Passage(
              text(of, "article", "article"),
              text(of, "title", "Article"),
              text(of, "text", ""),
              score == null ? 1 : score.number("\"score\"", 1)));
    }
    return new Stubs.Knowledge(when(map), passages);
  }

  private static Stubs.Intent intent(YamlValue value) {
    Map<String, YamlValue> map = value.map("A stub of intents", "when", "intent", "confidence");
    if (!map.containsKey("intent")) {
      value.report("The stub needs an \"intent\".");
    }
    YamlValue confidence = map.get("confidence");
    return new Stubs.Intent(
        when(map),
        text(map, "intent", ""),
        confidence == null ? 1 : confidence.number("\"confidence\"", 1));
  }

  /** {@code open}, {@code closed} or {@code closed: [teams]}. */
  private static List<String> desk(@Nullable YamlValue value) {
    if (value == null) {
      return List.of();
    }
    if (value.isMap()) {
      YamlValue closed = value.map("\"desk\"", "closed").get("closed");
      return closed == null ? List.of() : closed.texts("A team");
    }
    String text = value.text("\"desk\"");
    if (!"open".equals(text) && !"closed".equals(text)) {
      value.report("\"desk\" is open, closed, or \"closed: [teams]\".");
    }
    return "closed".equals(text) ? List.of("") : List.of();
  }

  private static String when(Map<String, YamlValue> map) {
    return text(map, "when", "");
  }

  private static String text(Map<String, YamlValue> map, String key, String otherwise) {
    YamlValue value = map.get(key);
    String text = value == null ? otherwise : value.text("\"" + key + "\"");
    return text == null ? otherwise : text;
  }
}
