package io.botflow.testing;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Questions to a bot and what has to be in its answers, as written.
 *
 * @param flow the flow's path, relative to the file; null for its sibling of the same name
 * @param flowLine where the file names it, from 1
 * @param flows the paths of the flows that it calls
 * @param articles what the bot knows
 * @param first what the customer writes before each question, one turn each
 */
record GoldenSet(
    @Nullable String flow,
    int flowLine,
    List<String> flows,
    Stubs stubs,
    List<Evaluation.Article> articles,
    List<String> first,
    List<Suite> suites) {
  GoldenSet {
    flows = List.copyOf(flows);
    articles = List.copyOf(articles);
    first = List.copyOf(first);
    suites = List.copyOf(suites);
  }

  /** What a suite is about, and with it what holds where a case says nothing. */
  enum Kind {
    /** The bot answers, with the facts. */
    ANSWERS,
    /** The bot answers with nothing but what it knows. */
    GROUNDED,
    /** The bot does not answer. */
    OFF_TOPIC,
    /** The bot does not do what a stranger's text tells it to. */
    INJECTION
  }

  /** Where the text of an attack stands. */
  enum Carrier {
    MESSAGE,
    DOCUMENT,
    RESULT
  }

  /**
   * @param least the percentage of cases that has to pass; null where the file does not say
   */
  record Suite(String name, Kind kind, @Nullable Double least, List<Case> cases) {
    Suite {
      Objects.requireNonNull(name, "name");
      cases = List.copyOf(cases);
    }
  }

  /**
   * One question.
   *
   * @param name the same in every run, and once in its suite
   * @param line where it stands, from 1
   * @param ask what the customer writes, one turn each; the answer to the last counts
   * @param facts of each, one at least of the texts has to be in the answer
   * @param never what must not be said, in any turn
   * @param outcome what has to come of it; null for what the suite's kind asks for
   * @param attack what a stranger wrote into a document or a result; null where nobody did
   */
  record Case(
      String name,
      int line,
      List<String> ask,
      List<List<String>> facts,
      List<String> never,
      EvaluationReport.@Nullable Outcome outcome,
      Carrier carrier,
      @Nullable String attack) {
    Case {
      ask = List.copyOf(ask);
      facts = List.copyOf(facts);
      never = List.copyOf(never);
    }
  }
}
