package io.botflow.testing;

import io.botflow.spi.ChatReply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of the questions of golden sets. */
public record EvaluationReport(List<EvaluatedFile> files) {
  public EvaluationReport {
    files = List.copyOf(files);
  }

  /** How a question ended. */
  public enum Outcome {
    /** The bot answered it. */
    ANSWERED,
    /** The bot said that it is none of its business. */
    DECLINED,
    /** The bot did not know, or what the model said was not borne out. */
    UNCERTAIN,
    /** A person answers. */
    HANDED_OFF,
    /** A node could not do its work. */
    FAILED,
    /** Nothing was said. */
    SILENT
  }

  /**
   * One file.
   *
   * @param problems why it could not be run; empty where it was
   */
  public record EvaluatedFile(Path path, List<FileProblem> problems, List<SuiteResult> suites) {
    public EvaluatedFile {
      problems = List.copyOf(problems);
      suites = List.copyOf(suites);
    }
  }

  /**
   * One suite.
   *
   * @param least the percentage of cases that has to pass; null where the file does not say
   */
  public record SuiteResult(String name, @Nullable Double least, List<CaseResult> cases) {
    public SuiteResult {
      cases = List.copyOf(cases);
    }

    /** How many passed. */
    public int passed() {
      return (int) cases.stream().filter(CaseResult::passed).count();
    }

    /** How many of how many passed, and what that says about all questions of the kind. */
    public Proportion rate() {
      return new Proportion(passed(), cases.size());
    }
  }

  /**
   * One question.
   *
   * @param line where it stands in its file, from 1
   * @param failures what was wrong, in words; empty where it passed
   * @param transcript the conversation
   * @param grounded sentences of the answer that stand in what the bot knows, of all
   * @param calls what the model was asked, in order
   */
  public record CaseResult(
      String name,
      int line,
      Duration took,
      Outcome outcome,
      List<String> failures,
      List<String> transcript,
      Proportion grounded,
      List<ChatReply> calls) {
    public CaseResult {
      failures = List.copyOf(failures);
      transcript = List.copyOf(transcript);
      calls = List.copyOf(calls);
    }

    /** Whether all was as it has to be. */
    public boolean passed() {
      return failures.isEmpty();
    }
  }
}
