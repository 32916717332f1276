package io.botflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.node.NodeTypes;
import io.botflow.testing.FlowTestReport;
import io.botflow.testing.FlowTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The flows that people start from have no problem at all. */
class ExampleFlowsTest {

  static List<Path> flows() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("..", "examples", "flows"))) {
      return files.filter(file -> file.toString().endsWith(".flow.json")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("flows")
  void everyExampleCompilesWithoutAProblem(Path flow) throws IOException {
    Compilation compilation = Talk.compile(Files.readString(flow));
    assertThat(compilation.problems()).isEmpty();
    assertThat(compilation).isInstanceOf(Compilation.Ready.class);
  }

  @Test
  void theirTestsPassAndTakeEveryEdge() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("..", "examples", "flows"))) {
      FlowTestReport report =
          FlowTests.of(NodeTypes.standard())
              .run(
                  files
                      .filter(file -> file.toString().endsWith(FlowTests.TEST_FILE))
                      .sorted()
                      .toList());
      assertThat(report.files())
          .hasSize(4)
          .allSatisfy(file -> assertThat(file.problems()).isEmpty());
      assertThat(report.files())
          .flatExtracting(FlowTestReport.TestedFile::tests)
          .allSatisfy(test -> assertThat(test.failure()).as(test.name()).isNull());
      assertThat(report.coverage())
          .hasSize(4)
          .allSatisfy(flow -> assertThat(flow.edges().missing()).as(flow.flow()).isEmpty());
    }
  }
}
