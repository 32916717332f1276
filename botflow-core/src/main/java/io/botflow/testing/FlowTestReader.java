package io.botflow.testing;

import io.botflow.conversation.Contact;
import io.botflow.conversation.Variables;
import io.botflow.message.ChannelUser;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads files of flow tests; {@code docs/flow-tests.md} describes them. Reports everything that is
 * wrong with one and never throws for what its author wrote.
 */
final class FlowTestReader {
  private static final String[] KEYS = {
    "flow", "flows", "stubs", "contact", "now", "channel", "tests"
  };
  private static final String[] TEST_KEYS = {"name", "stubs", "contact", "now", "channel", "steps"};

  private final List<FileProblem> problems;

  private FlowTestReader(List<FileProblem> problems) {
    this.problems = problems;
  }

  /** The file, as far as it could be read; what is wrong with it goes into the list. */
  static FlowTestFile read(String text, List<FileProblem> problems) {
    return new FlowTestReader(problems).file(text);
  }

  private FlowTestFile file(String text) {
    FlowTestFile nothing = new FlowTestFile(null, 1, List.of(), List.of());
    YamlValue value = YamlValue.document(text, "\"tests:\"", problems);
    if (value == null) {
      return nothing;
    }
    Map<String, YamlValue> file = value.map("A test file", KEYS);
    Setup setup =
        setup(
            file,
            new Setup(
                Stubs.NONE,
                SimulatedConversation.SOMEBODY,
                SimulatedConversation.BEGINNING,
                false));
    YamlValue tests = file.get("tests");
    if (tests == null && problems.isEmpty()) {
      value.report("The file has no \"tests:\".");
    }
    YamlValue flow = file.get("flow");
    YamlValue flows = file.get("flows");
    return new FlowTestFile(
        flow == null ? null : flow.text("\"flow\""),
        flow == null ? 1 : flow.line(),
        flows == null ? List.of() : flows.texts("A flow's path"),
        tests == null ? List.of() : cases(tests, setup));
  }

  private record Setup(Stubs stubs, Contact contact, Instant now, boolean plainText) {}

  private List<FlowTestFile.Case> cases(YamlValue tests, Setup setup) {
    List<FlowTestFile.Case> cases = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (YamlValue test : tests.list()) {
      Map<String, YamlValue> map = test.map("A test", TEST_KEYS);
      YamlValue named = map.get("name");
      String name = named == null ? null : named.text("A test's name");
      if (name == null) {
        name = "test " + (cases.size() + 1);
      } else if (!names.add(name)) {
        test.report("Another test is called \"" + name + "\".");
      }
      YamlValue steps = map.get("steps");
      if (steps == null || steps.list().isEmpty()) {
        test.report("The test \"" + name + "\" has no steps.");
        continue;
      }
      Setup own = setup(map, setup);
      cases.add(
          new FlowTestFile.Case(
              name,
              test.line(),
              own.stubs,
              own.contact,
              own.now,
              own.plainText,
              TestStepReader.read(steps)));
    }
    return cases;
  }

  private static Setup setup(Map<String, YamlValue> map, Setup outer) {
    YamlValue stubs = map.get("stubs");
    YamlValue contact = map.get("contact");
    YamlValue now = map.get("now");
    YamlValue channel = map.get("channel");
    return new Setup(
        stubs == null ? outer.stubs : StubsReader.read(stubs).before(outer.stubs),
        contact == null ? outer.contact : contact(contact, outer.contact),
        now == null ? outer.now : instant(now, outer.now),
        channel == null ? outer.plainText : plainText(channel));
  }

  private static Instant instant(YamlValue value, Instant otherwise) {
    String text = value.text("\"now\"");
    try {
      return text == null ? otherwise : Instant.parse(text);
    } catch (DateTimeException e) {
      value.report("\"now\" is a moment such as 2026-01-05T09:00:00Z.");
      return otherwise;
    }
  }

  private static boolean plainText(YamlValue value) {
    String text = value.text("\"channel\"");
    boolean plain = "text".equals(text);
    if (!plain && !"whatsapp".equals(text)) {
      value.report("\"channel\" is whatsapp or text.");
    }
    return plain;
  }

  private static Contact contact(YamlValue value, Contact outer) {
    Map<String, YamlValue> map =
        value.map("A contact", "name", "phone", "language", "zone", "fields", "tags");
    String name = text(map, "name", outer.name());
    String phone = text(map, "phone", outer.user().phone());
    YamlValue fields = map.get("fields");
    YamlValue tags = map.get("tags");
    return new Contact(
        outer.id(),
        new ChannelUser(null, phone, name, null),
        name,
        text(map, "language", outer.language()),
        text(map, "zone", outer.zone()),
        fields == null ? outer.fields() : variables(fields),
        tags == null ? outer.tags() : Set.copyOf(tags.texts("A tag")),
        outer.optedOut());
  }

  private static Variables variables(YamlValue value) {
    Variables variables = Variables.empty();
    for (Map.Entry<String, YamlValue> field : value.map("\"fields\"").entrySet()) {
      variables = variables.with(field.getKey(), field.getValue().plain());
    }
    return variables;
  }

  private static @Nullable String text(
      Map<String, YamlValue> map, String key, @Nullable String otherwise) {
    YamlValue value = map.get(key);
    String text = value == null ? null : value.text("\"" + key + "\"");
    return text == null ? otherwise : text;
  }
}
