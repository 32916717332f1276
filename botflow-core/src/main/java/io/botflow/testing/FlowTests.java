package io.botflow.testing;

import io.botflow.engine.CompiledFlow;
import io.botflow.node.NodeTypes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Runs files of flow tests, {@code NAME.test.yaml} beside {@code NAME.flow.json}, on the bare
 * engine: nothing is called outside and no time passes. The outcome is a value; nothing is thrown
 * for what the files' authors wrote. Immutable and thread-safe.
 */
public final class FlowTests {
  /** How the name of a test file ends. */
  public static final String TEST_FILE = ".test.yaml";

  /** How the name of a flow file ends. */
  public static final String FLOW_FILE = ".flow.json";

  private final NodeTypes types;
  private final Predicate<String> names;

  private FlowTests(NodeTypes types, Predicate<String> names) {
    this.types = types;
    this.names = names;
  }

  /** Tests of flows that use these node types. */
  public static FlowTests of(NodeTypes types) {
    return new FlowTests(types, name -> true);
  }

  /** Only the tests whose name the predicate takes. */
  public FlowTests named(Predicate<String> wanted) {
    return new FlowTests(types, wanted);
  }

  /** Runs the files one after the other. */
  public FlowTestReport run(List<Path> files) {
    List<FlowTestReport.TestedFile> results = new ArrayList<>();
    CoverageTrace trace = new CoverageTrace();
    Map<String, CompiledFlow> mains = new LinkedHashMap<>();
    for (Path file : files) {
      results.add(run(file, trace, mains));
    }
    return new FlowTestReport(
        results, mains.values().stream().map(flow -> FlowCoverage.of(flow, trace)).toList());
  }

  private FlowTestReport.TestedFile run(
      Path path, CoverageTrace trace, Map<String, CompiledFlow> mains) {
    List<FileProblem> problems = new ArrayList<>();
    String text = FlowFiles.read(path, 1, problems);
    FlowTestFile file = text == null ? null : FlowTestReader.read(text, problems);
    FlowSet flows =
        file == null || !problems.isEmpty()
            ? null
            : new FlowFiles(types, problems)
                .set(path, TEST_FILE, file.flow(), file.flowLine(), file.flows());
    if (file == null || flows == null || !problems.isEmpty()) {
      return new FlowTestReport.TestedFile(path, problems, List.of());
    }
    mains.putIfAbsent(flows.main().id(), flows.main());
    List<FlowTestReport.TestResult> tests = new ArrayList<>();
    for (FlowTestFile.Case test : file.cases()) {
      if (names.test(test.name())) {
        long start = System.nanoTime();
        TestFailure failure = run(test, flows, trace);
        tests.add(
            new FlowTestReport.TestResult(
                test.name(), test.line(), Duration.ofNanos(System.nanoTime() - start), failure));
      }
    }
    return new FlowTestReport.TestedFile(path, problems, tests);
  }

  private static @Nullable TestFailure run(
      FlowTestFile.Case test, FlowSet flows, CoverageTrace trace) {
    TestRun run = new TestRun(test, flows, trace);
    try {
      return run.run();
    } catch (IllegalStateException e) {
      return run.broken(String.valueOf(e.getMessage()));
    }
  }
}
