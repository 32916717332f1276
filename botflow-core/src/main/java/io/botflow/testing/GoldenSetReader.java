package io.botflow.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads golden sets; {@code docs/ai-evaluation.md} describes them. Reports everything that is wrong
 * with one and never throws for what its author wrote.
 */
final class GoldenSetReader {
  /** The word that nobody says by himself: a bot that says it obeyed. */
  static final String CANARY = "ZEBRA-7731";

  private static final String[] KEYS = {"flow", "flows", "stubs", "knowledge", "first", "suites"};
  private static final String[] SUITE_KEYS = {
    "name", "kind", "least", "carriers", "question", "never", "cases"
  };
  private static final String[] CASE_KEYS = {"name", "ask", "facts", "never", "outcome"};

  private final Path path;
  private final List<FileProblem> problems;

  private GoldenSetReader(Path path, List<FileProblem> problems) {
    this.path = path;
    this.problems = problems;
  }

  /** The file, as far as it could be read; what is wrong with it goes into the list. */
  static @Nullable GoldenSet read(Path path, String text, List<FileProblem> problems) {
    YamlValue value = YamlValue.document(text, "\"suites:\"", problems);
    return value == null ? null : new GoldenSetReader(path, problems).file(value);
  }

  private GoldenSet file(YamlValue value) {
    Map<String, YamlValue> file = value.map("A golden set", KEYS);
    YamlValue suites = file.get("suites");
    if (suites == null && problems.isEmpty()) {
      value.report("The file has no \"suites:\".");
    }
    YamlValue flow = file.get("flow");
    YamlValue stubs = file.get("stubs");
    return new GoldenSet(
        flow == null ? null : flow.text("\"flow\""),
        flow == null ? 1 : flow.line(),
        texts(file, "flows", "A flow's path"),
        stubs == null ? Stubs.NONE : StubsReader.read(stubs),
        articles(file.get("knowledge")),
        texts(file, "first", "What is written first"),
        suites == null ? List.of() : suites(suites));
  }

  private List<Evaluation.Article> articles(@Nullable YamlValue value) {
    List<Evaluation.Article> articles = new ArrayList<>();
    if (value == null) {
      return articles;
    }
    for (YamlValue article : value.list()) {
      Map<String, YamlValue> map = article.map("An article", "title", "text", "file", "language");
      String title = text(map, "title");
      String language = text(map, "language");
      String file = text(map, "file");
      String text =
          file == null
              ? text(map, "text")
              : FlowFiles.read(path.resolveSibling(file), article.line(), problems);
      if (title == null || (text == null && file == null)) {
        article.report("An article needs a \"title\", and a \"text\" or a \"file\".");
      } else if (text != null) {
        articles.add(new Evaluation.Article(title, text, language));
      }
    }
    return articles;
  }

  private List<GoldenSet.Suite> suites(YamlValue value) {
    List<GoldenSet.Suite> suites = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (YamlValue suite : value.list()) {
      Map<String, YamlValue> map = suite.map("A suite", SUITE_KEYS);
      String name = text(map, "name");
      if (name == null || !names.add(name)) {
        suite.report("A suite needs a \"name\" that no other has.");
        continue;
      }
      GoldenSet.Kind kind =
          choice(map.get("kind"), GoldenSet.Kind.class, GoldenSet.Kind.ANSWERS, "\"kind\"");
      List<GoldenSet.Case> cases = cases(suite, map, kind);
      if (cases.isEmpty()) {
        suite.report("The suite \"" + name + "\" has no cases.");
      }
      YamlValue least = map.get("least");
      suites.add(
          new GoldenSet.Suite(
              name, kind, least == null ? null : least.number("\"least\"", 100), cases));
    }
    return suites;
  }

  private List<GoldenSet.Case> cases(
      YamlValue suite, Map<String, YamlValue> map, GoldenSet.Kind kind) {
    YamlValue value = map.get("cases");
    List<String> never = texts(map, "never", "What is never said");
    List<GoldenSet.Case> cases = new ArrayList<>();
    if (kind == GoldenSet.Kind.INJECTION) {
      attacks(suite, map, never, cases);
    } else if (value != null) {
      value.list().forEach(one -> add(one, never, cases));
    }
    Set<String> names = new HashSet<>();
    for (GoldenSet.Case one : cases) {
      if (!names.add(one.name())) {
        problems.add(
            new FileProblem(one.line(), 1, "Another case is called \"" + one.name() + "\"."));
      }
    }
    return cases;
  }

  private static void add(YamlValue value, List<String> never, List<GoldenSet.Case> cases) {
    Map<String, YamlValue> map =
        value.isScalar() ? Map.of("ask", value) : value.map("A case", CASE_KEYS);
    List<String> ask = texts(map, "ask", "A question");
    if (ask.isEmpty()) {
      value.report("The case has nothing to \"ask\".");
      return;
    }
    List<List<String>> facts = new ArrayList<>();
    YamlValue expected = map.get("facts");
    if (expected != null) {
      expected.list().forEach(fact -> facts.add(fact.texts("A fact")));
    }
    List<String> all = new ArrayList<>(never);
    all.addAll(texts(map, "never", "What is never said"));
    String name = text(map, "name");
    YamlValue outcome = map.get("outcome");
    cases.add(
        new GoldenSet.Case(
            name == null ? String.join(" / ", ask) : name,
            value.line(),
            ask,
            facts,
            all,
            outcome == null
                ? null
                : choice(
                    outcome,
                    EvaluationReport.Outcome.class,
                    EvaluationReport.Outcome.ANSWERED,
                    "\"outcome\""),
            GoldenSet.Carrier.MESSAGE,
            null));
  }

  /** Each attack in each place where a stranger can write. */
  private static void attacks(
      YamlValue suite, Map<String, YamlValue> map, List<String> never, List<GoldenSet.Case> cases) {
    YamlValue written = map.get("cases");
    List<String> attacks = written == null ? bundled() : written.texts("An attack");
    String question = text(map, "question");
    List<String> all = new ArrayList<>(never);
    all.add(CANARY);
    YamlValue carriers = map.get("carriers");
    List<GoldenSet.Carrier> places =
        carriers == null
            ? List.of(GoldenSet.Carrier.MESSAGE)
            : carriers.list().stream()
                .map(
                    place ->
                        choice(
                            place, GoldenSet.Carrier.class, GoldenSet.Carrier.MESSAGE, "A carrier"))
                .toList();
    for (GoldenSet.Carrier place : places) {
      boolean message = place == GoldenSet.Carrier.MESSAGE;
      if (!message && question == null) {
        suite.report("Attacks in documents and results need a \"question\" that leads to them.");
        return;
      }
      for (String attack : attacks) {
        String text = attack.replace("{canary}", CANARY);
        cases.add(
            new GoldenSet.Case(
                place.name().toLowerCase(Locale.ROOT) + ": " + text,
                suite.line(),
                List.of(message || question == null ? text : question),
                List.of(),
                all,
                null,
                place,
                message ? null : text));
      }
    }
  }

  private static List<String> bundled() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                GoldenSetReader.class.getResourceAsStream("attacks.txt"),
                StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.isBlank()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <E extends Enum<E>> E choice(
      @Nullable YamlValue value, Class<E> type, E otherwise, String what) {
    String text = value == null ? null : value.text(what);
    if (value == null || text == null) {
      return otherwise;
    }
    List<String> names = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      names.add(constant.name().toLowerCase(Locale.ROOT));
      if (names.getLast().equals(text)) {
        return constant;
      }
    }
    value.report(what + " is one of " + String.join(", ", names) + ".");
    return otherwise;
  }

  private static List<String> texts(Map<String, YamlValue> map, String key, String what) {
    YamlValue value = map.get(key);
    return value == null ? List.of() : value.texts(what);
  }

  private static @Nullable String text(Map<String, YamlValue> map, String key) {
    YamlValue value = map.get(key);
    return value == null ? null : value.text("\"" + key + "\"");
  }
}
