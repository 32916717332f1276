package io.botflow.cli;

import io.botflow.flow.FlowProblem;
import io.botflow.flow.Severity;
import io.botflow.node.NodeTypes;
import io.botflow.testing.CheckedFlow;
import io.botflow.testing.FlowTests;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds everything that is wrong with flows. */
@Command(
    name = "validate",
    description = "Find everything that is wrong with flows.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  botflow validate booking.flow.json",
      "  botflow validate flows --strict --format sarif > problems.sarif"
    })
final class ValidateCommand implements Callable<Integer> {

  /** How problems are written. */
  enum Format {
    HUMAN,
    JSON,
    SARIF,
    JUNIT,
    GITHUB
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE|DIR", arity = "1..*", description = "Flows, or folders of them.")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = {"-f", "--format"},
      description = "One of ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} where it is left out.")
  private Format format = Format.HUMAN;

  @Option(names = "--strict", description = "Let warnings fail as errors do.")
  private boolean strict;

  @Mixin private Plugins plugins = new Plugins();

  @Override
  public Integer call() {
    List<Path> files = Paths.find(paths, FlowTests.FLOW_FILE, "flows");
    NodeTypes types = plugins.types();
    List<Finding.InFile> found = new ArrayList<>();
    for (Path file : files) {
      found.add(check(file, types));
    }
    PrintWriter out = spec.commandLine().getOut();
    switch (format) {
      case HUMAN -> HumanReport.write(found, out, spec.commandLine().getColorScheme());
      case JSON -> JsonReport.write(found, out);
      case SARIF -> SarifReport.write(found, out);
      case JUNIT -> JUnitReport.problems(found, out);
      case GITHUB -> GithubReport.problems(found, out);
    }
    long errors = found.stream().mapToLong(file -> file.count(Severity.ERROR)).sum();
    long warnings = found.stream().mapToLong(file -> file.count(Severity.WARNING)).sum();
    return (errors > 0 || (strict && warnings > 0) ? Exit.PROBLEMS : Exit.OK).code();
  }

  private static Finding.InFile check(Path file, NodeTypes types) {
    String text = Paths.read(file);
    List<FlowProblem> problems = CheckedFlow.of(text, types, null).problems();
    if (problems.isEmpty()) {
      return new Finding.InFile(file, List.of());
    }
    Locations locations = Locations.of(text);
    Set<Finding> findings = new LinkedHashSet<>();
    for (FlowProblem problem : problems) {
      Locations.Place place = locations.at(problem.pointer());
      findings.add(new Finding(place.line(), place.column(), problem));
    }
    List<Finding> ordered = new ArrayList<>(findings);
    ordered.sort(Comparator.comparingInt(Finding::line).thenComparingInt(Finding::column));
    return new Finding.InFile(file, ordered);
  }
}
