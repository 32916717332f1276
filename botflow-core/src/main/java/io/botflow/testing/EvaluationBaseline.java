package io.botflow.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.botflow.testing.EvaluationReport.CaseResult;
import io.botflow.testing.EvaluationReport.EvaluatedFile;
import io.botflow.testing.EvaluationReport.SuiteResult;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which cases of a golden set passed when somebody last was content with it. Immutable.
 *
 * @param cases by suite and case: whether it passed
 */
public record EvaluationBaseline(Map<String, Map<String, Boolean>> cases) {
  /** Nobody was content yet: every case has to pass unless the file says otherwise. */
  public static final EvaluationBaseline NONE = new EvaluationBaseline(Map.of());

  private static final double ALL = 100;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  public EvaluationBaseline {
    cases = Map.copyOf(cases);
  }

  /**
   * A suite beside what it was.
   *
   * @param least the percentage that has to pass
   * @param before what it was; null where it was not there
   * @param regressed cases that passed before and do not any more, in order
   */
  public record Judged(
      SuiteResult suite, double least, @Nullable Proportion before, List<CaseResult> regressed) {
    public Judged {
      regressed = List.copyOf(regressed);
    }

    /** Whether nothing became worse, and enough passes. */
    public boolean passed() {
      return regressed.isEmpty() && suite.rate().percent() >= least;
    }

    /** Whether this case is a reason for which the suite does not pass. */
    public boolean fails(CaseResult one) {
      return !one.passed() && (regressed.contains(one) || suite.rate().percent() < least);
    }
  }

  /** What a run gave, to be kept. */
  public static EvaluationBaseline of(EvaluatedFile file) {
    Map<String, Map<String, Boolean>> cases = new TreeMap<>();
    for (SuiteResult suite : file.suites()) {
      Map<String, Boolean> passed = new TreeMap<>();
      suite.cases().forEach(one -> passed.put(one.name(), one.passed()));
      cases.put(suite.name(), passed);
    }
    return new EvaluationBaseline(cases);
  }

  /**
   * What {@link #json} wrote.
   *
   * @throws IllegalArgumentException where the text is no baseline
   */
  public static EvaluationBaseline read(String json) {
    try {
      return new EvaluationBaseline(
          JSON.readValue(json, new TypeReference<Map<String, Map<String, Boolean>>>() {}));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no baseline: " + e.getOriginalMessage(), e);
    }
  }

  /** For a file beside the golden set. */
  public String json() {
    try {
      return JSON.writeValueAsString(cases) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("names and booleans can always be written as JSON", e);
    }
  }

  /** Compares a suite with what it was. What the file demands counts before what was. */
  public Judged judge(SuiteResult suite) {
    Map<String, Boolean> known = cases.get(suite.name());
    Proportion before =
        known == null
            ? null
            : new Proportion(
                (int) known.values().stream().filter(passed -> passed).count(), known.size());
    List<CaseResult> regressed =
        known == null
            ? List.of()
            : suite.cases().stream()
                .filter(one -> !one.passed() && Boolean.TRUE.equals(known.get(one.name())))
                .toList();
    double least =
        Objects.requireNonNullElseGet(suite.least(), () -> before == null ? ALL : before.percent());
    return new Judged(suite, least, before, regressed);
  }
}
