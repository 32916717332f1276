package io.botflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.botflow.conversation.Input;
import io.botflow.event.Event;
import io.botflow.flow.FlowProblem;
import io.botflow.message.ContactCard;
import io.botflow.message.MediaKind;
import io.botflow.message.MediaSource;
import io.botflow.message.MessageContent;
import io.botflow.message.OrderItem;
import io.botflow.node.NodeType;
import io.botflow.node.NodeTypes;
import io.botflow.node.Port;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every node type has a file {@code nodes/<type>.json} of cases. A case with a {@code config} gets
 * a flow around it: a trigger before, and at every port a question that says {@code -> port}.
 */
class NodeFixturesTest {

  static Stream<NodeType<?>> types() {
    return NodeTypes.standard().all().stream();
  }

  static Stream<Arguments> cases() {
    return Stream.concat(types().map(NodeType::name), Stream.of("engine"))
        .flatMap(
            type ->
                StreamSupport.stream(file(type).spliterator(), false)
                    .map(
                        c ->
                            Arguments.of(type + ": " + c.get("description").textValue(), type, c)));
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyTypeHasAFixture(NodeType<?> type) {
    assertThat(NodeFixturesTest.class.getResource("/nodes/" + type.name() + ".json"))
        .as("src/test/resources/nodes/%s.json", type.name())
        .isNotNull();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void theCaseHolds(String description, String type, JsonNode fixture) throws IOException {
    String document = Drawing.document(drawing(type, fixture));
    if (fixture.has("problems")) {
      assertThat(ProblemExamplesTest.problems(document))
          .extracting(problem -> shown(problem))
          .containsAll(texts(fixture.get("problems")));
      return;
    }
    assertThat(FlowSchemaTest.errors(document)).as(description).isEmpty();
    ScriptedServices services = new ScriptedServices(fixture.path("services"));
    Talk talk = Talk.with(document, services.services());
    for (JsonNode other : fixture.path("others")) {
      talk.with(Talk.compiled(Drawing.document(other)));
    }
    int number = 0;
    for (JsonNode step : fixture.get("steps")) {
      play(talk, step);
      check(talk, step, description + ", step " + ++number);
    }
    if (fixture.has("calls")) {
      assertThat(services.calls)
          .extracting(
              call ->
                  call.method() + " " + call.url() + (call.body() == null ? "" : " " + call.body()))
          .containsExactlyElementsOf(texts(fixture.get("calls")));
    }
    for (JsonNode told : fixture.path("told")) {
      assertThat(services.told()).contains(told.textValue());
    }
  }

  private static void play(Talk talk, JsonNode step) {
    if (step.has("says")) {
      talk.says(texts(step.get("says")).toArray(String[]::new));
    } else if (step.has("taps")) {
      talk.taps(step.get("taps").textValue());
    } else if (step.has("sends")) {
      talk.sends(content(step.get("sends").textValue()));
    } else if (step.has("after")) {
      talk.after(Duration.parse(step.get("after").textValue()));
    } else if (step.has("signal")) {
      talk.input(new Input.Signal(step.get("signal").textValue(), plain(step.path("data"))));
    } else if (step.has("takeOver")) {
      talk.input(new Input.TakeOver("thandi"));
    } else if (step.has("giveBack")) {
      String node = step.get("giveBack").textValue();
      talk.input(new Input.GiveBack("thandi", node.isEmpty() ? null : node));
    } else if (step.has("resolve")) {
      talk.input(new Input.Resolve("thandi"));
    } else {
      throw new AssertionError("a step that does nothing: " + step);
    }
  }

  private static void check(Talk talk, JsonNode step, String where) {
    if (step.has("hears")) {
      assertThat(talk.hears()).as(where).containsExactlyElementsOf(texts(step.get("hears")));
    }
    if (step.has("shown")) {
      assertThat(talk.turn().messages())
          .as(where)
          .extracting(message -> message.content().getClass().getSimpleName())
          .containsExactlyElementsOf(texts(step.get("shown")));
    }
    if (step.has("events")) {
      assertThat(talk.turn().events())
          .as(where)
          .extracting(NodeFixturesTest::shown)
          .containsSubsequence(texts(step.get("events")));
    }
    if (step.has("owner")) {
      assertThat(talk.owner().name()).as(where).isEqualToIgnoringCase(step.get("owner").asText());
    }
    if (step.has("status")) {
      assertThat(talk.session().status().name())
          .as(where)
          .isEqualToIgnoringCase(step.get("status").asText());
    }
    plain(step.path("variables"))
        .forEach((name, value) -> assertThat(talk.variable(name)).as(where).isEqualTo(value));
    plain(step.path("contact"))
        .forEach(
            (name, value) ->
                assertThat(talk.contact().fields().get(name)).as(where).isEqualTo(value));
    if (step.has("tags")) {
      assertThat(talk.contact().tags())
          .as(where)
          .containsExactlyInAnyOrderElementsOf(texts(step.get("tags")));
    }
  }

  /** The case's own flow, or one around its config. */
  private static JsonNode drawing(String type, JsonNode fixture) {
    if (fixture.has("flow")) {
      return fixture.get("flow");
    }
    ObjectNode flow = Drawing.JSON.createObjectNode();
    fixture.path("with").properties().forEach(e -> flow.set(e.getKey(), e.getValue()));
    ObjectNode nodes = flow.putObject("nodes");
    ArrayNode edges = flow.putArray("edges");
    nodes.putObject("start").put("type", "trigger");
    ObjectNode it = nodes.putObject("it").put("type", type);
    it.setAll((ObjectNode) fixture.get("config"));
    edges.add("start > it");
    List<String> undrawn = texts(fixture.path("undrawn"));
    int number = 0;
    for (String port : ports(NodeTypes.standard().find(type), (ObjectNode) fixture.get("config"))) {
      if (!undrawn.contains(port)) {
        String id = "at" + ++number;
        nodes.putObject(id).put("type", "question").put("text", "-> " + port);
        edges.add("it:" + port + " > " + id);
        edges.add(id + " > bye");
      }
    }
    if (number > 0) {
      nodes.putObject("bye").put("type", "end");
    }
    return flow;
  }

  private static <C> List<String> ports(
      @org.jspecify.annotations.Nullable NodeType<C> type, ObjectNode config) {
    if (type == null) {
      throw new AssertionError("no such type");
    }
    io.botflow.flow.Node node =
        new io.botflow.flow.Node(
            0, "it", type.name(), "", io.botflow.flow.Position.ORIGIN, config, config);
    Binding scratch =
        new Binding(
            node,
            null,
            io.botflow.message.ChannelLimits.MESSENGER,
            Drawing.flow(),
            Known.NOTHING,
            new ArrayList<>(),
            new Reads());
    C read = ConfigReader.read(type.config(), config, scratch);
    return read == null ? List.of() : type.ports(read).stream().map(Port::name).toList();
  }

  private static MessageContent content(String kind) {
    return switch (kind) {
      case "location" -> new MessageContent.Location(-26.2, 28.04, "Office", null);
      case "image" ->
          new MessageContent.Media(
              MediaKind.IMAGE,
              new MediaSource.Link("https://example.com/a.jpg"),
              null,
              null,
              null,
              false);
      case "contact" ->
          new MessageContent.Contacts(
              List.of(
                  ContactCard.of("Sipho", null, null, null, List.of("+27820000001"), List.of())));
      case "reaction" -> new MessageContent.Reaction("m1", "\uD83D\uDC4D");
      case "unsupported" -> new MessageContent.Unsupported("poll", null);
      case "form" -> new MessageContent.FormReply(Map.of("size", "M"));
      case "order" ->
          new MessageContent.Order(null, null, List.of(new OrderItem("p1", 2, null, null)));
      case "sticker" ->
          new MessageContent.Media(
              MediaKind.STICKER, new MediaSource.Stored("s1", null, null), null, null, null, false);
      default -> throw new AssertionError("no content " + kind);
    };
  }

  private static String shown(FlowProblem problem) {
    return problem.code().code()
        + " "
        + problem.pointer().replaceFirst("^/nodes/1/data/config", "");
  }

  private static String shown(Event event) {
    String name = event.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    return switch (event) {
      case Event.Failed failed -> name + " " + failed.code();
      case Event.Decided decided -> name + " " + decided.port();
      case Event.Left left -> name + " " + left.port();
      case Event.Entered entered -> name + " " + entered.node();
      case Event.AnswerRefused refused -> name + " " + refused.attempt();
      default -> name;
    };
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    if (list.isTextual()) {
      texts.add(list.textValue());
    }
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static Map<String, Object> plain(JsonNode values) {
    Map<String, Object> map = new LinkedHashMap<>();
    values
        .properties()
        .forEach(
            e ->
                map.put(
                    e.getKey(),
                    io.botflow.node.Values.plain(
                        Drawing.JSON.convertValue(e.getValue(), Object.class))));
    return map;
  }

  private static JsonNode file(String type) {
    try (InputStream file =
        NodeFixturesTest.class.getResourceAsStream("/nodes/" + type + ".json")) {
      return file == null ? Drawing.JSON.createArrayNode() : Drawing.JSON.readTree(file);
    } catch (IOException e) {
      throw new AssertionError("nodes/" + type + ".json cannot be read", e);
    }
  }
}
