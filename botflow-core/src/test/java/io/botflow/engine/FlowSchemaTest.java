package io.botflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.botflow.node.NodeType;
import io.botflow.node.NodeTypes;
import io.botflow.node.Outcome;
import io.botflow.node.Setting;
import io.botflow.node.TurnContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FlowSchemaTest {
  private static final Path COMMITTED = Path.of("src/main/resources/io/botflow/flow.schema.json");

  private static final Path EXAMPLES = Path.of("..", "examples", "flows");

  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(FlowSchema.text(NodeTypes.standard()));

  /** Run with -Dbotflow.rewrite=true to write the file anew. */
  @Test
  void theCommittedSchemaIsTheOneOfTheConfigRecords() throws IOException {
    String schema = FlowSchema.text(NodeTypes.standard());
    if (Boolean.getBoolean("botflow.rewrite")) {
      Files.createDirectories(COMMITTED.getParent());
      Files.writeString(COMMITTED, schema);
    }

    assertThat(COMMITTED).hasContent(schema);
  }

  @Test
  void theExampleFlowsFollowIt() throws IOException {
    assertThat(EXAMPLES).isDirectory();
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".flow.json")).toList()) {
        assertThat(errors(Files.readString(file))).as("%s", file).isEmpty();
      }
    }
  }

  @Test
  void theGoodExamplesOfProblemsFollowIt() throws IOException {
    assertThat(ProblemExamplesTest.examples())
        .allSatisfy(example -> assertThat(errors(Drawing.document(example.get("good")))).isEmpty());
  }

  /** Problems of a node's form, which the schema sees as well as the reader does. */
  @Test
  void theBadExamplesOfBrokenSettingsDoNot() throws IOException {
    Set<String> form = Set.of("BF102", "BF103", "BF104", "BF209");

    assertThat(ProblemExamplesTest.examples())
        .filteredOn(example -> form.contains(example.get("code").textValue()))
        .allSatisfy(
            example -> assertThat(errors(Drawing.document(example.get("bad")))).isNotEmpty());
  }

  @Test
  void hintsForFormsComeFromTheAnnotations() {
    JsonNode text = FlowSchema.of(NodeTypes.standard()).at("/$defs/config.message/properties/text");

    assertThat(text.get("title").textValue()).isEqualTo("Text");
    assertThat(text.get("x-botflow-translated").booleanValue()).isTrue();
    assertThat(text.get("x-botflow-multiline").booleanValue()).isTrue();
    assertThat(text.get("x-botflow-template").booleanValue()).isTrue();
  }

  @Test
  void whatHasADefaultIsNotRequired() {
    ObjectNode schema = FlowSchema.of(NodeTypes.standard());

    assertThat(schema.at("/$defs/config.trigger/required").isMissingNode()).isTrue();
    assertThat(schema.at("/$defs/config.trigger/properties/on/default").textValue())
        .isEqualTo("conversation_start");
    assertThat(schema.at("/$defs/config.ai_response/required")).hasToString("[\"instructions\"]");
    assertThat(schema.at("/$defs/MessageSpec.Place/required"))
        .hasToString("[\"latitude\",\"longitude\"]");
  }

  @Test
  void partnersTypesAreInIt() {
    ObjectNode schema = FlowSchema.of(NodeTypes.standard().with(List.of(new Weather())));

    assertThat(schema.at("/$defs/node/properties/type/enum").toString()).contains("weather");
    assertThat(schema.at("/$defs/config.weather/required")).hasToString("[\"city\"]");
    assertThat(schema.at("/$defs/config.weather/properties/city/description").textValue())
        .isEqualTo("Where it rains.");
  }

  /** A partner's node type. */
  private static final class Weather implements NodeType<Weather.Config> {
    record Config(
        @Setting(value = "City", help = "Where it rains.") String city,
        @Setting("Days") @Nullable Integer days) {}

    @Override
    public String name() {
      return "weather";
    }

    @Override
    public Class<Config> config() {
      return Config.class;
    }

    @Override
    public Outcome enter(Config config, TurnContext turn) {
      return Outcome.NEXT;
    }
  }

  static List<Error> errors(String document) {
    return SCHEMA.validate(document, InputFormat.JSON);
  }
}
