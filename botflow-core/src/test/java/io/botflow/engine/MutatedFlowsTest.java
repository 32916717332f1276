package io.botflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.botflow.flow.FlowReader;
import io.botflow.message.ChannelLimits;
import io.botflow.node.NodeTypes;
import io.botflow.spi.ChatReply;
import io.botflow.spi.FlowVersion;
import io.botflow.spi.HttpResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever is done to a flow, it is refused with problems or it runs; it never breaks anything. */
class MutatedFlowsTest {
  private static final Path EXAMPLES = Path.of("..", "examples", "flows");

  private static final int MUTANTS = 2_000;

  private static final int TURNS = 20;

  private static final List<String> SAID =
      List.of(
          "hi",
          "1",
          "2",
          "yes",
          "no",
          "menu",
          "agent",
          "a@b.co",
          "2026-12-01",
          "tomorrow at 9:00",
          "12.5",
          "Thandi",
          "",
          "\ud83d\ude00",
          "{{ 1 / 0 }}",
          "x".repeat(5_000),
          "stop",
          "start");

  @Test
  void mutantsAreRefusedOrRun() throws IOException {
    assertThat(EXAMPLES).isDirectory();
    List<JsonNode> seeds = new ArrayList<>();
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        seeds.add(Drawing.JSON.readTree(Files.readString(file)));
      }
    }
    int ran = 0;
    for (int seed = 0; seed < MUTANTS; seed++) {
      Random random = new Random(seed);
      ObjectNode mutant = seeds.get(seed % seeds.size()).deepCopy();
      int changes = 1 + random.nextInt(3);
      for (int i = 0; i < changes; i++) {
        mutate(mutant, random);
      }
      String document = mutant.toString();
      boolean[] runs = {false};
      assertThatCode(() -> runs[0] = survives(document, random))
          .as("mutant %s: %s", seed, document)
          .doesNotThrowAnyException();
      ran += runs[0] ? 1 : 0;
    }
    System.out.println(ran + " of " + MUTANTS + " mutants ran");
    assertThat(ran).isBetween(MUTANTS / 20, MUTANTS - MUTANTS / 20);
  }

  private static boolean survives(String document, Random random) {
    FlowReader.Reading reading = FlowReader.read(document);
    if (reading.clean().isEmpty()) {
      assertThat(reading.problems()).isNotEmpty();
      return false;
    }
    Compilation compilation =
        CompiledFlow.compile(
            new FlowVersion("v", reading.clean().get()),
            NodeTypes.standard(),
            ChannelLimits.MESSENGER,
            Known.NOTHING);
    if (compilation instanceof Compilation.Refused refused) {
      assertThat(refused.problems()).isNotEmpty();
      return false;
    }
    Talk talk = Talk.with(document, services(random));
    for (int turn = 0; turn < TURNS; turn++) {
      switch (random.nextInt(6)) {
        case 0 -> talk.after(Duration.ofMinutes(random.nextInt(3_000)));
        case 1 -> talk.taps("opt" + random.nextInt(3));
        default -> talk.says(SAID.get(random.nextInt(SAID.size())));
      }
    }
    return true;
  }

  private static Services services(Random random) {
    return new Services(
        call ->
            random.nextBoolean()
                ? new HttpResult.Answered(200, Map.of(), "{\"state\": [1, null, {\"a\": 2}]}")
                : new HttpResult.Failed("away", random.nextBoolean()),
        request ->
            random.nextBoolean()
                ? new ChatReply.Answer("{\"answer\": 5}", "m", 1, 1)
                : new ChatReply.Failed("away", true),
        null,
        null,
        (organization, team, now) -> random.nextBoolean());
  }

  private static void mutate(ObjectNode flow, Random random) {
    List<JsonNode> containers = new ArrayList<>();
    collect(flow, containers);
    JsonNode chosen = containers.get(random.nextInt(containers.size()));
    if (chosen instanceof ObjectNode object && !object.isEmpty()) {
      List<String> keys = new ArrayList<>();
      object.fieldNames().forEachRemaining(keys::add);
      String key = keys.get(random.nextInt(keys.size()));
      switch (random.nextInt(4)) {
        case 0 -> object.remove(key);
        case 1 -> object.set(key, object.get(keys.get(random.nextInt(keys.size()))).deepCopy());
        case 2 -> object.set("x" + key, object.get(key).deepCopy());
        default -> object.set(key, odd(object.get(key), random));
      }
    } else if (chosen instanceof ArrayNode array && !array.isEmpty()) {
      int at = random.nextInt(array.size());
      switch (random.nextInt(3)) {
        case 0 -> array.remove(at);
        case 1 -> array.add(array.get(at).deepCopy());
        default -> array.set(at, odd(array.get(at), random));
      }
    }
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainerNode()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers));
    }
  }

  private static JsonNode odd(JsonNode before, Random random) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    return switch (random.nextInt(14)) {
      case 0 -> json.nullNode();
      case 1 -> json.numberNode(-1);
      case 2 -> json.numberNode(Long.MAX_VALUE);
      case 3 -> json.numberNode(1e300);
      case 4 -> json.textNode("");
      case 5 -> json.textNode("{{ coalesce(1, 2) }}");
      case 6 -> json.textNode("PT999999999999H");
      case 7 -> json.booleanNode(random.nextBoolean());
      case 8 -> json.arrayNode().add(before.deepCopy()).addNull();
      case 9 -> json.objectNode().set("a", before.deepCopy());
      case 10 -> deep(40);
      case 11 -> json.textNode("x".repeat(70_000));
      case 12 -> json.textNode("({[\\\"'{{ }}");
      default -> json.numberNode(0.5);
    };
  }

  private static JsonNode deep(int levels) {
    JsonNode node = JsonNodeFactory.instance.textNode("deep");
    for (int i = 0; i < levels; i++) {
      node = JsonNodeFactory.instance.arrayNode().add(node);
    }
    return node;
  }
}
