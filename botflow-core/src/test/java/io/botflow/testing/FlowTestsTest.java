package io.botflow.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.node.NodeTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlowTestsTest {
  @TempDir Path folder;

  @BeforeEach
  void writeFlow() throws IOException {
    Files.writeString(folder.resolve("orders.flow.json"), TestFlow.ORDERS);
  }

  private FlowTestReport.TestedFile run(String yaml) throws IOException {
    return report(yaml).files().get(0);
  }

  private FlowTestReport report(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("orders.test.yaml"), yaml);
    return FlowTests.of(NodeTypes.standard()).run(List.of(file));
  }

  private TestFailure failure(String steps) throws IOException {
    FlowTestReport.TestedFile file = run("tests:\n - name: one\n   steps:\n" + steps.indent(4));
    assertThat(file.problems()).isEmpty();
    TestFailure failure = file.tests().get(0).failure();
    if (failure == null) {
      throw new AssertionError("the test passed");
    }
    return failure;
  }

  private static final String ALL =
      """
      stubs:
        http:
          - {method: GET, url: "https://shop.example/orders/A1", body: {state: sent}}
          - {url: "https://shop.example/*", status: 500}
      tests:
        - name: tracks an order
          steps:
            - user: [hi, there]
            - bot: {text: "What can we do for you?", buttons: [Track an order, A person]}
              node: menu
              status: waiting
            - tap: track
            - bot: What is your order number?
            - user: A1
            - bot: [A1 is sent., Goodbye!]
            - status: ended
        - name: the shop does not answer
          steps:
            - user: hi
            - tap: Track an order
            - user: B2
            - bot: [{contains: cannot}, {pattern: "Good(bye|day)"}]
        - name: nobody answers
          steps:
            - user: hi
            - advance: 59m
            - nothing: true
            - advance: PT1M
            - bot: [Are you still there?, Goodbye!]
        - name: a person answers
          steps:
            - user: hi
            - tap: person
            - owner: queue
            - status: handed_off
            - user: hello?
            - nothing: true
            - agent: gives back
            - bot: Goodbye!
        - name: nobody is there
          stubs: {desk: closed}
          steps:
            - user: hi
            - tap: person
            - bot: [Nobody is here now., Goodbye!]
      """;

  @Test
  void testsOfAllKindsPassAndCoverEveryEdge() throws IOException {
    FlowTestReport report = report(ALL);
    assertThat(report.files().get(0).problems()).isEmpty();
    assertThat(report.files().get(0).tests())
        .extracting(test -> test.failure())
        .containsOnlyNulls();
    assertThat(report.count()).isEqualTo(5);
    assertThat(report.passed()).isTrue();
    FlowCoverage coverage = report.coverage().get(0);
    assertThat(coverage.edges().missing()).isEmpty();
    assertThat(coverage.edges().percent()).isEqualTo(100);
    assertThat(coverage.nodes().percent()).isEqualTo(100);
  }

  @Test
  void coverageNamesWhatWasNeverReached() throws IOException {
    FlowCoverage coverage =
        report("tests:\n - name: one\n   steps: [{user: hi}, {tap: person}]\n").coverage().get(0);
    assertThat(coverage.nodes().missing()).contains("number", "lookup").doesNotContain("human");
    assertThat(coverage.edges().missing()).contains("lookup:success -> found");
    assertThat(coverage.edges().reached()).isEqualTo(2);
  }

  @Test
  void onlyNamedTestsRun() throws IOException {
    Path file = Files.writeString(folder.resolve("orders.test.yaml"), ALL);
    FlowTestReport report =
        FlowTests.of(NodeTypes.standard())
            .named(name -> name.contains("nobody"))
            .run(List.of(file));
    assertThat(report.count()).isEqualTo(2);
  }

  @Test
  void aFailureNamesStepLineAndBothSides() throws IOException {
    TestFailure failure = failure("- user: hi\n- bot: Good day!\n");
    assertThat(failure.step()).isEqualTo(2);
    assertThat(failure.line()).isEqualTo(5);
    assertThat(failure.expected()).isEqualTo("Good day!");
    assertThat(failure.actual()).isEqualTo("What can we do for you? [Track an order | A person]");
    assertThat(failure.transcript()).contains("user: hi");
  }

  @Test
  void aFailedCallIsInTheTranscript() throws IOException {
    TestFailure failure =
        failure("- user: hi\n- tap: track\n- user: A1\n- bot: [A1 is sent., Goodbye!]\n");
    assertThat(failure.describe()).contains("no stub for GET https://shop.example/orders/A1");
  }

  @Test
  void tooLittleAndTooMuchAreFailures() throws IOException {
    assertThat(failure("- user: hi\n- bot: [\"What can we do for you?\", More]\n").actual())
        .isEqualTo("nothing more");
    assertThat(
            failure("- user: hi\n- tap: person\n- agent: gives back\n- nothing: true\n").actual())
        .isEqualTo("Goodbye!");
    assertThat(
            failure("- user: hi\n- advance: 1h\n- bot: Are you still there?\n- user: hi again\n")
                .what())
        .contains("says more");
  }

  @Test
  void otherExpectationsFailClearly() throws IOException {
    assertThat(failure("- user: hi\n- tap: Nothing\n").actual())
        .isEqualTo("shown were Track an order | A person");
    assertThat(failure("- user: hi\n- variables: {choice: track}\n").actual()).isEqualTo("empty");
    assertThat(failure("- user: hi\n- node: start\n").actual()).isEqualTo("menu");
    assertThat(failure("- user: hi\n- status: ended\n").actual()).isEqualTo("waiting");
    assertThat(failure("- user: hi\n- owner: person\n").actual()).isEqualTo("bot");
  }

  @Test
  void aFileThatCannotBeReadSaysWhere() throws IOException {
    assertThat(run("tests: [").problems())
        .hasSize(1)
        .first()
        .matches(p -> p.text().contains("YAML"));
    assertThat(run("").problems().get(0).text()).contains("empty");
    assertThat(run("test: []").problems().get(0).text()).contains("did you mean \"tests\"?");
    FlowTestReport.TestedFile file =
        run(
            """
            tests:
             - name: a
               steps:
                - usr: hi
                - advance: soon
                - status: dead
            """);
    assertThat(file.problems()).extracting(FileProblem::line).containsExactly(4, 5, 6);
    assertThat(file.tests()).isEmpty();
  }

  @Test
  void aFlowThatIsMissingOrBrokenIsAProblemOfTheFile() throws IOException {
    assertThat(run("flow: other.flow.json\ntests: [{name: a, steps: [{user: hi}]}]").problems())
        .extracting(FileProblem::text)
        .singleElement()
        .asString()
        .contains("There is no file");
    Files.writeString(folder.resolve("other.flow.json"), "{\"botflow\": 1, \"id\": \"x\"}");
    assertThat(
            run("flow: other.flow.json\ntests: [{name: a, steps: [{user: hi}]}]")
                .problems()
                .get(0)
                .text())
        .contains("cannot run: BF");
  }
}
