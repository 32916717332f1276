package io.botflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.botflow.flow.FlowProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Documents of other editors, which share the shape of React Flow and nothing else: each is read
 * and analysed, however foreign. They lie in {@code shared/data/flows/reactflow} beside the
 * repository or beside one of the folders above it, or where {@code -Dbotflow.documents} says.
 */
class OutsideDocumentsTest {

  @Test
  void everyDocumentIsReadAndAnalysed() throws IOException {
    Path folder = folder();
    assumeTrue(Files.isDirectory(folder), "no documents of other editors in " + folder);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        List<FlowProblem> problems = ProblemExamplesTest.problems(Files.readString(file));
        assertThat(problems).as("%s", file).isNotEmpty();
        assertThat(problems)
            .allSatisfy(problem -> assertThat(problem.pointer()).matches("(/.*)?"))
            .hasSizeLessThan(5_000);
      }
    }
  }

  private static Path folder() {
    String given = System.getProperty("botflow.documents");
    if (given != null) {
      return Path.of(given);
    }
    Path beside = Path.of("shared", "data", "flows", "reactflow");
    for (Path above = Path.of("").toAbsolutePath(); above != null; above = above.getParent()) {
      if (Files.isDirectory(above.resolve(beside))) {
        return above.resolve(beside);
      }
    }
    return beside;
  }
}
