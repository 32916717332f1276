package io.botflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.botflow.flow.FlowProblem;
import io.botflow.flow.ProblemCode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlowAnalysisTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "age != null; miss",
        "age == null; hit",
        "age != null && age > 18; miss",
        "age == null || age > 18; hit",
        "!(age == null); miss",
        "coalesce(age, 0) > 18; hit miss",
        "age > 18; test miss",
        "age == 18; test miss",
        "age != 18; test hit",
        "way == 'a'; hit miss",
      })
  void aConditionTellsWhatIsFilledBehindIt(String condition, String unset) throws IOException {
    String drawing =
        """
        {"nodes": {"start": {"type": "trigger"},
           "menu": {"type": "question", "text": "?", "variable": "way", "input": {"type": "choice",
              "options": [{"id": "a", "title": "A"}, {"id": "b", "title": "B"}]}},
           "ask": {"type": "question", "text": "?", "variable": "age", "input": {"type": "number"}},
           "test": {"type": "condition", "branches": [{"port": "yes", "when": %s}]},
           "hit": {"type": "message", "text": "{{ age }}"},
           "miss": {"type": "message", "text": "{{ age }}"},
           "bye": {"type": "end"}},
         "edges": ["start > menu", "menu:a > ask", "menu:b > test", "ask > test", "test:yes > hit",
            "test:else > miss", "hit > bye", "miss > bye"]}
        """
            .formatted(Drawing.JSON.writeValueAsString(condition));

    assertThat(found(drawing, ProblemCode.MAYBE_UNSET))
        .extracting(FlowProblem::node)
        .containsExactly(unset.split(" ", -1));
  }

  @Test
  void contactVariablesAndInputsOfTheFlowMayBeReadAnywhere() throws IOException {
    assertThat(
            found(
                """
                {"variables": [{"name": "city", "scope": "contact"}, {"name": "order"}],
                 "nodes": {"start": {"type": "trigger"},
                   "hi": {"type": "message", "text": "{{ city }} {{ order }}"},
                   "ask": {"type": "question", "text": "?", "variable": "city"},
                   "bye": {"type": "end"}},
                 "edges": ["start > hi", "hi > ask", "ask > bye"]}
                """,
                ProblemCode.MAYBE_UNSET))
        .isEmpty();
  }

  @Test
  void anAnswerThatDidNotComeFillsNothing() throws IOException {
    assertThat(
            found(
                """
                {"nodes": {"start": {"type": "trigger"},
                   "ask": {"type": "question", "text": "?", "variable": "x", "timeout": "PT1H"},
                   "late": {"type": "message", "text": "{{ x }}"},
                   "wrong": {"type": "message", "text": "{{ x }}"},
                   "right": {"type": "message", "text": "{{ x }}"},
                   "bye": {"type": "end"}},
                 "edges": ["start > ask", "ask:timeout > late", "ask:invalid > wrong", "ask > right",
                   "late > bye", "wrong > bye", "right > bye"]}
                """,
                ProblemCode.MAYBE_UNSET))
        .extracting(FlowProblem::node)
        .containsExactly("late", "wrong");
  }

  @Test
  void assignmentsHappenInOrder() throws IOException {
    assertThat(
            found(
                """
                {"nodes": {"start": {"type": "trigger"},
                   "set": {"type": "set", "assignments": [
                      {"variable": "a", "value": "1"}, {"variable": "b", "value": "a + 1"},
                      {"variable": "c", "value": "d"}, {"variable": "d", "value": "b + c"}]},
                   "bye": {"type": "end"}},
                 "edges": ["start > set", "set > bye"]}
                """,
                ProblemCode.MAYBE_UNSET))
        .extracting(FlowProblem::pointer)
        .containsExactly("/nodes/1/data/config/assignments/2/value");
  }

  @Test
  void aCycleIsNamedOnce() throws IOException {
    List<FlowProblem> cycles =
        found(
            """
            {"nodes": {"start": {"type": "trigger"}, "a": {"type": "message", "text": "a"},
               "b": {"type": "message", "text": "b"}, "c": {"type": "message", "text": "c"}},
             "edges": ["start > a", "a > b", "b > c", "c > a"]}
            """,
            ProblemCode.CYCLE_WITHOUT_WAIT);

    assertThat(cycles).hasSize(1);
    assertThat(cycles.get(0).text()).contains("a \u2192 b \u2192 c \u2192 a");
  }

  @Test
  void aHandoffWaitsOnlyWhereSomebodyIsThere() throws IOException {
    String flow =
        """
        {"nodes": {"start": {"type": "trigger"}, "person": {"type": "handoff"},
           "sorry": {"type": "message", "text": "Nobody is here."}},
         "edges": ["start > person", "person:%s > sorry", "sorry > person"]}
        """;

    assertThat(found(flow.formatted("unavailable"), ProblemCode.CYCLE_WITHOUT_WAIT)).hasSize(1);
    assertThat(found(flow.formatted("returned"), ProblemCode.CYCLE_WITHOUT_WAIT)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\": \"wait\", \"duration\": \"PT23H\"} | next | 0",
        "{\"type\": \"wait\", \"duration\": \"PT25H\"} | next | 1",
        "{\"type\": \"wait\", \"until\": \"now + days(2)\"} | next | 1",
        "{\"type\": \"wait\", \"event\": \"paid\", \"timeout\": \"PT25H\"} | next | 1",
        "{\"type\": \"question\", \"text\": \"?\", \"timeout\": \"PT25H\"} | timeout | 1",
        "{\"type\": \"question\", \"text\": \"?\", \"timeout\": \"PT25H\"} | next | 0",
        "{\"type\": \"handoff\", \"returnAfter\": \"PT48H\"} | returned | 1",
      })
  void waitsAreAddedUpToTheServiceWindow(String node, String port, int problems)
      throws IOException {
    String drawing =
        """
        {"nodes": {"start": {"type": "trigger"}, "w": %s,
           "hi": {"type": "message", "text": "Hi"}, "bye": {"type": "end"}},
         "edges": ["start > w", "w:%s > hi", "hi > bye"]}
        """
            .formatted(node, port);

    assertThat(found(drawing, ProblemCode.WINDOW_MAY_CLOSE)).hasSize(problems);
  }

  @Test
  void aWayRoundThatWaitsALittleEachTimeClosesTheWindowToo() throws IOException {
    assertThat(
            found(
                """
                {"nodes": {"start": {"type": "trigger"}, "w": {"type": "wait", "duration": "PT1S"},
                   "hi": {"type": "message", "text": "Hi"}},
                 "edges": ["start > w", "w > hi", "hi > w"]}
                """,
                ProblemCode.WINDOW_MAY_CLOSE))
        .hasSize(1);
  }

  @Test
  void aFlowThatAProgramStartsMayWriteOnlyATemplate() throws IOException {
    assertThat(
            found(
                """
                {"nodes": {"start": {"type": "trigger", "on": "api", "event": "shipped"},
                   "hi": {"type": "message", "text": "Hi"}, "bye": {"type": "end"}},
                 "edges": ["start > hi", "hi > bye"]}
                """,
                ProblemCode.WINDOW_MAY_CLOSE))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sk-abcdefghijklmnop1234",
        "AKIAABCDEFGHIJKLMNOP",
        "https://user:geheim@example.com/x",
        "Basic dXNlcjpwYXNzd29yZA==",
        "-----BEGIN RSA PRIVATE KEY-----"
      })
  void secretsAreFoundWhereverTheyStand(String secret) {
    assertThat(Secrets.isSecret("text", secret)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Authorization | {{ token }} | false",
        "x-api-key     | abcdef123456 | true",
        "text          | Please tell us your password | false",
        "text          | A basic question about shipping | false",
        "password      | hunter2hunter2 | true",
        "url           | https://example.com/a@b | false",
      })
  void aNameTellsASecret(String name, String text, boolean secret) {
    assertThat(Secrets.isSecret(name, text)).isEqualTo(secret);
  }

  @Test
  void aBrokenNodeHidesNothingBehindItAndBreaksNothingBeforeIt() throws IOException {
    assertThat(
            ProblemExamplesTest.problems(
                Drawing.document(
                    Drawing.JSON.readTree(
                        """
                        {"nodes": {"start": {"type": "trigger"}, "bad": {"type": "question"},
                           "hi": {"type": "message", "text": "Hi"}, "p": {"type": "handoff"}},
                         "edges": ["start > bad", "bad > hi", "hi > p"]}
                        """))))
        .extracting(FlowProblem::code)
        .containsExactly(ProblemCode.MISSING_VALUE);
  }

  @Test
  void edgesWithoutIdsDoNotTakeThoseOfOthers() throws IOException {
    ObjectNode flow =
        Drawing.full(
            Drawing.JSON.readTree(
                """
                {"nodes": {"start": {"type": "trigger"}, "hi": {"type": "message", "text": "Hi"},
                   "p": {"type": "handoff"}}, "edges": ["start > hi", "hi > p"]}
                """));
    ((ObjectNode) flow.at("/edges/0")).put("id", "e1");
    ((ObjectNode) flow.at("/edges/1")).remove("id");

    assertThat(ProblemExamplesTest.problems(flow.toString())).isEmpty();
  }

  @Test
  void optionsKeepTheirKeysInEveryLanguage() throws IOException {
    Talk talk =
        Talk.with(
            Drawing.document(
                Drawing.JSON.readTree(
                    """
                    {"language": "en",
                     "translations": {"af": {"menu": {"/text": "Wat?", "/input/options/0/title": "Volg"}}},
                     "nodes": {"start": {"type": "trigger"},
                       "lang": {"type": "set", "contactLanguage": "'af'"},
                       "menu": {"type": "question", "text": "What?", "variable": "x", "input": {
                          "type": "choice", "options": [{"title": "Track"}, {"title": "Other"}]}},
                       "hit": {"type": "message", "text": "hit {{ x }}"}, "bye": {"type": "end"}},
                     "edges": ["start > lang", "lang > menu", "menu:track > hit", "menu > bye", "hit > bye"]}
                    """)));

    assertThat(talk.says("hi").hears()).containsExactly("Wat?");
    assertThat(talk.says("volg").hears()).containsExactly("hit track");
  }

  @Test
  void aDisabledNodeIsPassedBy() throws IOException {
    Talk talk =
        Talk.with(
            Drawing.document(
                Drawing.JSON.readTree(
                    """
                    {"nodes": {"start": {"type": "trigger"},
                       "off": {"type": "question", "disabled": true},
                       "also": {"type": "nonsense", "disabled": true},
                       "hi": {"type": "message", "text": "Hi"}, "bye": {"type": "end"}},
                     "edges": ["start > off", "off:timeout > bye", "off:next > also", "also:go > bye",
                       "also > hi", "hi > bye"]}
                    """)));

    assertThat(talk.says("x").hears()).containsExactly("Hi");
  }

  /** Prints the time; machines differ too much to assert it. */
  @Test
  void aThousandNodesAreAnalysedFast() {
    String document = thousand();
    List<FlowProblem> problems = ProblemExamplesTest.problems(document);
    assertThat(problems).noneMatch(problem -> problem.code().code().startsWith("BF1"));
    long best = Long.MAX_VALUE;
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    for (int i = 0; i < 10; i++) {
      long before = clock.getCurrentThreadCpuTime();
      ProblemExamplesTest.problems(document);
      best = Math.min(best, clock.getCurrentThreadCpuTime() - before);
    }
    System.out.println("1,000 nodes read and analysed in " + best / 1_000_000 + " ms");
  }

  /** 250 rounds of question, condition, set and message, a thousand expressions in all. */
  static String thousand() {
    ObjectNode flow = Drawing.JSON.createObjectNode();
    ObjectNode nodes = flow.putObject("nodes");
    ArrayNode edges = flow.putArray("edges");
    nodes.putObject("start").put("type", "trigger");
    nodes.putObject("bye").put("type", "end");
    nodes.putObject("person").put("type", "handoff");
    edges.add("start > q0");
    for (int i = 0; i < 249; i++) {
      ObjectNode question = nodes.putObject("q" + i).put("type", "question");
      question
          .put("text", "Round " + i + ": {{ coalesce(v" + i + ", \"new\") }}?")
          .put("variable", "v" + i);
      ObjectNode condition = nodes.putObject("c" + i).put("type", "condition");
      condition
          .putArray("branches")
          .addObject()
          .put("port", "yes")
          .put("when", "v" + i + " == \"a\" || size(v" + i + ") > 3 && contact.city != \"x\"");
      ObjectNode set = nodes.putObject("s" + i).put("type", "set");
      set.putArray("assignments")
          .addObject()
          .put("variable", "t" + i)
          .put("value", "v" + i + " + \"!\"");
      nodes
          .putObject("m" + i)
          .put("type", "message")
          .put("text", "{{ v" + i + " }} {{ coalesce(t" + i + ", \"\") }}");
      edges.add("q" + i + " > c" + i);
      edges.add("c" + i + ":yes > s" + i);
      edges.add("c" + i + ":else > m" + i);
      edges.add("s" + i + " > m" + i);
      edges.add("m" + i + " > " + (i == 248 ? "person" : "q" + (i + 1)));
    }
    edges.add("person:returned > bye");
    return Drawing.document(flow);
  }

  private static List<FlowProblem> found(String drawing, ProblemCode code) throws IOException {
    return ProblemExamplesTest.problems(Drawing.document(Drawing.JSON.readTree(drawing))).stream()
        .filter(problem -> problem.code() == code)
        .toList();
  }
}
