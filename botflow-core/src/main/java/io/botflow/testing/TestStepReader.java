package io.botflow.testing;

import io.botflow.conversation.Input;
import io.botflow.message.MessageContent;
import io.botflow.message.Referral;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the steps of a flow test. A step with several keys is that many steps, in their order. */
final class TestStepReader {
  private static final String[] KEYS = {
    "user",
    "tap",
    "location",
    "media",
    "form",
    "contacts",
    "order",
    "advance",
    "signal",
    "agent",
    "bot",
    "nothing",
    "variables",
    "node",
    "status",
    "owner",
    "tags"
  };

  private final List<TestStep> steps = new ArrayList<>();

  private TestStepReader() {}

  static List<TestStep> read(YamlValue steps) {
    TestStepReader reader = new TestStepReader();
    for (YamlValue step : steps.list()) {
      step.map("A step", KEYS).forEach(reader::read);
    }
    return reader.steps;
  }

  private void read(String key, YamlValue value) {
    int line = value.line();
    switch (key) {
      case "user" -> user(value);
      case "location", "media", "form", "contacts", "order" -> {
        MessageContent content = InboundContents.read(key, value);
        if (content != null) {
          steps.add(new TestStep.Send(line, List.of(content), null));
        }
      }
      case "tap" -> {
        String option = value.text("\"tap\"");
        if (option != null) {
          steps.add(new TestStep.Tap(line, option));
        }
      }
      case "advance" -> advance(value);
      case "signal" -> signal(value);
      case "agent" -> agent(value);
      case "bot" ->
          steps.add(
              new TestStep.Bot(line, value.list().stream().map(TestStepReader::message).toList()));
      case "nothing" -> {
        if (Boolean.TRUE.equals(value.plain())) {
          steps.add(new TestStep.Nothing(line));
        } else {
          value.report("Write \"nothing: true\" where the bot must be silent.");
        }
      }
      case "variables" -> variables(value);
      case "node" -> fact(value, TestStep.Subject.NODE);
      case "status" ->
          fact(value, TestStep.Subject.STATUS, "new", "waiting", "handed_off", "ended");
      case "owner" -> fact(value, TestStep.Subject.OWNER, "bot", "queue", "person");
      default ->
          steps.add(
              new TestStep.Fact(
                  line,
                  TestStep.Subject.TAGS,
                  String.join(", ", new TreeSet<>(value.texts("A tag")))));
    }
  }

  private void user(YamlValue value) {
    List<MessageContent> contents = new ArrayList<>();
    Referral referral = null;
    for (YamlValue message : value.list()) {
      if (message.isMap()) {
        Map<String, YamlValue> map = message.map("A customer's message", "text", "referral");
        YamlValue text = map.get("text");
        YamlValue source = map.get("referral");
        contents.add(
            new MessageContent.Text(text == null ? "" : String.valueOf(text.text("\"text\""))));
        if (source != null) {
          referral =
              new Referral(
                  null,
                  source.text("\"referral\""),
                  "ad",
                  null,
                  null,
                  null,
                  null,
                  null,
                  null,
                  null);
        }
      } else {
        String text = message.text("What the customer says");
        if (text != null) {
          contents.add(new MessageContent.Text(text));
        }
      }
    }
    if (contents.isEmpty()) {
      value.report("The customer says nothing here.");
    } else {
      steps.add(new TestStep.Send(value.line(), contents, referral));
    }
  }

  private void advance(YamlValue value) {
    String text = value.text("\"advance\"");
    Duration by = text == null ? null : Durations.parse(text);
    if (by == null) {
      value.report("\"advance\" is a duration such as PT25H, 25h, 90m or 2d.");
    } else {
      steps.add(new TestStep.Advance(value.line(), by));
    }
  }

  private void signal(YamlValue value) {
    String name;
    Map<String, Object> data = new LinkedHashMap<>();
    if (value.isMap()) {
      Map<String, YamlValue> map = value.map("A signal", "name", "data");
      YamlValue named = map.get("name");
      name = named == null ? null : named.text("A signal's name");
      YamlValue given = map.get("data");
      if (given != null && given.plain() instanceof Map<?, ?> values) {
        values.forEach((key, datum) -> data.put(String.valueOf(key), datum));
      }
    } else {
      name = value.text("\"signal\"");
    }
    if (name == null) {
      value.report("A signal has a name.");
    } else {
      steps.add(new TestStep.Happen(value.line(), "signal: " + name, new Input.Signal(name, data)));
    }
  }

  private void agent(YamlValue value) {
    String text = value.text("\"agent\"");
    Input input =
        switch (String.valueOf(text)) {
          case "takes over" -> new Input.TakeOver("agent");
          case "gives back" -> new Input.GiveBack("agent", null);
          case "resolves" -> new Input.Resolve("agent");
          default -> null;
        };
    if (input == null) {
      value.report("\"agent\" is \"takes over\", \"gives back\" or \"resolves\".");
    } else {
      steps.add(new TestStep.Happen(value.line(), "agent: " + text, input));
    }
  }

  private static MessageExpectation message(YamlValue value) {
    int line = value.line();
    if (!value.isMap()) {
      return new MessageExpectation(
          line, value.text("What the bot says"), List.of(), null, null, null);
    }
    Map<String, YamlValue> map =
        value.map(
            "What the bot says",
            "text",
            "contains",
            "pattern",
            "kind",
            "options",
            "buttons",
            "list");
    YamlValue text = map.get("text");
    YamlValue contains = map.get("contains");
    YamlValue pattern = map.get("pattern");
    YamlValue kind = map.get("kind");
    String shown = kind == null ? null : kind.text("\"kind\"");
    List<String> options = null;
    for (String key : List.of("options", "buttons", "list")) {
      YamlValue titles = map.get(key);
      if (titles != null) {
        options = titles.texts("An option's title");
        shown = key.equals("options") ? shown : key;
      }
    }
    return new MessageExpectation(
        line,
        text == null ? null : text.text("\"text\""),
        contains == null ? List.of() : contains.texts("\"contains\""),
        pattern == null ? null : pattern(pattern),
        shown,
        options);
  }

  private static io.botflow.expression.@Nullable TextPattern pattern(YamlValue value) {
    String source = value.text("\"pattern\"");
    try {
      return source == null ? null : MessageExpectation.found(source);
    } catch (IllegalArgumentException e) {
      value.report("The pattern cannot be used: " + e.getMessage());
      return null;
    }
  }

  private void variables(YamlValue value) {
    Map<String, Object> filled = new LinkedHashMap<>();
    List<String> empty = new ArrayList<>();
    value
        .map("\"variables\"")
        .forEach(
            (name, expected) -> {
              Object plain = expected.plain();
              if (plain == null) {
                empty.add(name);
              } else {
                filled.put(name, plain);
              }
            });
    steps.add(new TestStep.Variables(value.line(), filled, empty));
  }

  private void fact(YamlValue value, TestStep.Subject subject, String... allowed) {
    String expected = value.text("\"" + subject.name().toLowerCase(Locale.ROOT) + "\"");
    if (expected == null) {
      return;
    }
    if (allowed.length > 0 && !List.of(allowed).contains(expected)) {
      value.report(
          "\""
              + subject.name().toLowerCase(Locale.ROOT)
              + "\" is one of "
              + String.join(", ", allowed)
              + ".");
      return;
    }
    steps.add(new TestStep.Fact(value.line(), subject, expected));
  }
}
