package io.botflow.cli;

import io.botflow.testing.FlowCoverage;
import io.botflow.testing.FlowTestReport;
import io.botflow.testing.FlowTests;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs flow tests. */
@Command(
    name = "test",
    description = "Run the tests of flows: the files *.test.yaml beside them.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  botflow test flows",
      "  botflow test flows --min-coverage 100 --format junit > results.xml"
    })
final class TestCommand implements Callable<Integer> {

  /** How results are written. */
  enum Format {
    HUMAN,
    JSON,
    JUNIT,
    GITHUB
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "FILE|DIR",
      arity = "1..*",
      description = "Test files, or folders of them.")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = {"-f", "--format"},
      description = "One of ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} where it is left out.")
  private Format format = Format.HUMAN;

  @Option(
      names = "--min-coverage",
      paramLabel = "PERCENT",
      description = "Fail where the tests take fewer of a flow's edges.")
  private int minCoverage;

  @Option(
      names = "--filter",
      paramLabel = "TEXT",
      description = "Run only tests whose name has this in it.")
  private @Nullable String filter;

  @Mixin private Plugins plugins = new Plugins();

  @Override
  public Integer call() {
    if (minCoverage < 0 || minCoverage > 100) {
      throw new ParameterException(
          spec.commandLine(), "--min-coverage is a percentage from 0 to 100.");
    }
    List<Path> files = Paths.find(paths, FlowTests.TEST_FILE, "tests");
    FlowTests tests = FlowTests.of(plugins.types());
    String wanted = filter == null ? "" : filter.toLowerCase(Locale.ROOT);
    FlowTestReport report =
        tests.named(name -> name.toLowerCase(Locale.ROOT).contains(wanted)).run(files);
    PrintWriter out = spec.commandLine().getOut();
    switch (format) {
      case HUMAN -> TestReports.human(report, out, spec.commandLine().getColorScheme());
      case JSON -> TestReports.json(report, out);
      case JUNIT -> JUnitReport.tests(report, out);
      case GITHUB -> GithubReport.tests(report, out);
    }
    if (wanted.length() > 0 && report.count() == 0 && report.passed()) {
      throw new CommandProblem(Exit.MISUSE, "no test has \"" + filter + "\" in its name.");
    }
    return (report.passed() && covered(report) ? Exit.OK : Exit.PROBLEMS).code();
  }

  private boolean covered(FlowTestReport report) {
    boolean enough = true;
    for (FlowCoverage flow : report.coverage()) {
      if (flow.edges().percent() < minCoverage) {
        spec.commandLine()
            .getErr()
            .println(
                "botflow: the tests take "
                    + flow.edges().percent()
                    + " % of the edges of \""
                    + flow.flow()
                    + "\"; "
                    + minCoverage
                    + " % are wanted.");
        enough = false;
      }
    }
    return enough;
  }
}
