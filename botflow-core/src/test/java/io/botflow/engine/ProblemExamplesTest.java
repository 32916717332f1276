package io.botflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.flow.Flow;
import io.botflow.flow.FlowProblem;
import io.botflow.flow.FlowReader;
import io.botflow.flow.ProblemCode;
import io.botflow.flow.Severity;
import io.botflow.message.ChannelLimits;
import io.botflow.node.NodeTypes;
import io.botflow.spi.FlowVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every problem code has a flow that has the problem, one that is mended, and a page. */
class ProblemExamplesTest {
  private static final Known KNOWN =
      new Known("returns"::equals, "shop"::equals, "small"::equals, "sales"::equals, null);

  static Stream<JsonNode> examples() throws IOException {
    try (InputStream file =
        ProblemExamplesTest.class.getResourceAsStream("/problems/examples.json")) {
      List<JsonNode> examples = new ArrayList<>();
      Drawing.JSON.readTree(file).forEach(examples::add);
      return examples.stream();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theBadFlowHasTheProblemAndTheGoodOneHasNot(JsonNode example) {
    ProblemCode code = code(example.get("code").textValue());
    List<FlowProblem> bad = problems(Drawing.document(example.get("bad")));
    List<FlowProblem> good = problems(Drawing.document(example.get("good")));

    assertThat(bad).filteredOn(problem -> problem.code() == code).isNotEmpty();
    if (example.has("at")) {
      assertThat(bad)
          .filteredOn(problem -> problem.code() == code)
          .extracting(FlowProblem::pointer)
          .contains(example.get("at").textValue());
    }
    assertThat(good).filteredOn(problem -> problem.code() == code).isEmpty();
    assertThat(good).filteredOn(problem -> problem.severity() == Severity.ERROR).isEmpty();
  }

  @Test
  void everyCodeHasAnExample() throws IOException {
    Set<String> codes = new TreeSet<>();
    examples().forEach(example -> codes.add(example.get("code").textValue()));

    assertThat(codes)
        .containsExactly(
            Stream.of(ProblemCode.values()).map(ProblemCode::code).sorted().toArray(String[]::new));
  }

  @Test
  void everyCodeHasItsPage() throws IOException {
    String pages = Files.readString(Path.of("..", "docs", "problems.md"));

    for (ProblemCode code : ProblemCode.values()) {
      assertThat(pages).contains("\n## " + code.code() + " " + code.title() + "\n");
    }
  }

  static List<FlowProblem> problems(String document) {
    FlowReader.Reading reading = FlowReader.read(document);
    Flow flow = reading.flow();
    List<FlowProblem> all = new ArrayList<>(reading.problems());
    if (flow != null) {
      all.addAll(
          CompiledFlow.compile(
                  new FlowVersion("v1", flow), NodeTypes.standard(), ChannelLimits.MESSENGER, KNOWN)
              .problems());
    }
    return all;
  }

  private static ProblemCode code(String code) {
    return Stream.of(ProblemCode.values())
        .filter(c -> c.code().equals(code))
        .findFirst()
        .orElseThrow();
  }
}
