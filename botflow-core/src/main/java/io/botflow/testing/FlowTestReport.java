package io.botflow.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What running flow tests gave.
 *
 * @param coverage of every flow that a test file is about, by all files together, in the order of
 *     the files
 */
public record FlowTestReport(List<TestedFile> files, List<FlowCoverage> coverage) {
  public FlowTestReport {
    files = List.copyOf(files);
    coverage = List.copyOf(coverage);
  }

  /**
   * One file.
   *
   * @param problems why it could not be run; empty where it was
   */
  public record TestedFile(Path path, List<FileProblem> problems, List<TestResult> tests) {
    public TestedFile {
      problems = List.copyOf(problems);
      tests = List.copyOf(tests);
    }
  }

  /**
   * One test.
   *
   * @param line where it stands in its file, from 1
   * @param failure null where it passed
   */
  public record TestResult(String name, int line, Duration took, @Nullable TestFailure failure) {}

  /** Whether every file could be run and every test passed. */
  public boolean passed() {
    return files.stream()
        .allMatch(
            file ->
                file.problems().isEmpty()
                    && file.tests().stream().allMatch(test -> test.failure() == null));
  }

  /** How many tests ran. */
  public int count() {
    return files.stream().mapToInt(file -> file.tests().size()).sum();
  }

  /** How many tests failed. */
  public int failed() {
    return (int)
        files.stream()
            .flatMap(file -> file.tests().stream())
            .filter(test -> test.failure() != null)
            .count();
  }
}
