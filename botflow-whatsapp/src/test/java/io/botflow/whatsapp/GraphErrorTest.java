package io.botflow.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.spi.SendResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GraphErrorTest {
  private static SendResult result(int httpStatus, int code, int attempt) {
    return new GraphError(httpStatus, code, 0, null, null, null).result(attempt);
  }

  private static String describe(SendResult result) {
    return switch (result) {
      case SendResult.RetryAfter retry -> "retry " + retry.scope() + " " + retry.delay();
      case SendResult.Rejected rejected -> "stop " + rejected.scope();
      case SendResult.Accepted ignored -> "accepted";
      case SendResult.Unknown ignored -> "unknown";
    };
  }

  /** What has to follow from each code, written apart from the table. */
  private static final Map<String, List<Integer>> EXPECTED =
      Map.ofEntries(
          Map.entry("retry MESSAGE PT1S", List.of(1, 2, 131000, 131016, 133004, 131053, 137000)),
          Map.entry("retry ACCOUNT PT1M", List.of(4, 80007, 613)),
          Map.entry("retry NUMBER PT1S", List.of(130429)),
          Map.entry("retry CONTACT PT1S", List.of(131056)),
          Map.entry("retry NUMBER PT1M", List.of(131057, 2494100)),
          Map.entry("retry NUMBER PT5M", List.of(133015)),
          Map.entry("retry MESSAGE PT1H", List.of(132069)),
          Map.entry(
              "stop MESSAGE",
              List.of(
                  131049, 131050, 130472, 131047, 131026, 131021, 131030, 131062, 131063, 131051,
                  131052, 100, 33, 131008, 131009, 135000, 132000, 132001, 132005, 132007, 132008,
                  132012, 132015, 132016, 132018, 132068, 131064, 130497, 987654)),
          Map.entry(
              "stop NUMBER",
              List.of(
                  131048, 131045, 131037, 133000, 133005, 133006, 133008, 133009, 133010, 133016,
                  136024, 136025)),
          Map.entry("stop ACCOUNT", List.of(0, 3, 10, 190, 200, 299, 131005, 368, 131031, 131042)));

  @TestFactory
  Stream<DynamicTest> decidesOnEveryCode() {
    return EXPECTED.entrySet().stream()
        .flatMap(
            entry ->
                entry.getValue().stream()
                    .map(
                        code ->
                            dynamicTest(
                                code + " " + entry.getKey(),
                                () ->
                                    assertThat(describe(result(400, code, 1)))
                                        .isEqualTo(entry.getKey()))));
  }

  @TestFactory
  Stream<DynamicTest> hasAnExpectationForEveryRowOfTheTable() {
    List<Integer> known = EXPECTED.values().stream().flatMap(List::stream).toList();
    return GraphErrorRule.TABLE.stream()
        .map(
            rule ->
                dynamicTest(
                    rule.first() + " " + rule.meaning(),
                    () -> {
                      assertThat(known).contains(rule.first());
                      assertThat(GraphErrorRule.of(error(rule.first()))).isSameAs(rule);
                      assertThat(GraphErrorRule.of(error(rule.last()))).isSameAs(rule);
                      assertThat(rule.meaning()).isNotBlank();
                    }));
  }

  private static GraphError error(int code) {
    return new GraphError(400, code, 0, null, null, null);
  }

  @Test
  void waitsLongerAtEachTryAndAsLongAsItIsAsked() {
    assertThat(describe(result(429, 131056, 1))).isEqualTo("retry CONTACT PT1S");
    assertThat(describe(result(429, 131056, 4))).isEqualTo("retry CONTACT PT1M4S");
    assertThat(describe(result(429, 131056, 50))).isEqualTo("retry CONTACT PT1H");
    GraphError asked = new GraphError(429, 4, 0, null, null, Duration.ofMinutes(7));
    assertThat(describe(asked.result(1))).isEqualTo("retry ACCOUNT PT7M");
  }

  @Test
  void decidesByTheStatusOnlyWithoutACode() {
    assertThat(describe(result(429, GraphError.NO_CODE, 1))).isEqualTo("retry NUMBER PT1S");
    assertThat(describe(result(401, GraphError.NO_CODE, 1))).isEqualTo("stop ACCOUNT");
    assertThat(describe(result(404, GraphError.NO_CODE, 1))).isEqualTo("stop MESSAGE");
    assertThat(describe(result(429, 131047, 1))).isEqualTo("stop MESSAGE");
  }

  @Test
  void tellsWhenTheOwnerHasToAct() {
    assertThat(error(190).needsOwner()).isTrue();
    assertThat(error(131042).needsOwner()).isTrue();
    assertThat(error(131047).needsOwner()).isFalse();
    assertThat(error(4).needsOwner()).isFalse();
  }

  @TestFactory
  Stream<DynamicTest> readsEveryCollectedError() {
    return SharedSamples.tests(
        () ->
            SharedSamples.table("fixtures/index.tsv").stream()
                .filter(row -> row.get(0).startsWith("errors/"))
                .map(
                    row ->
                        dynamicTest(
                            row.get(0),
                            () -> {
                              JsonNode body = SharedSamples.json("fixtures/" + row.get(0));
                              GraphError error = GraphError.read(400, body, null).orElseThrow();
                              String code = row.get(4).substring("error.".length());
                              assertThat(error.code())
                                  .isEqualTo(
                                      code.equals("None")
                                          ? GraphError.NO_CODE
                                          : Integer.parseInt(code));
                              assertThat(error.problem().code()).isNotBlank();
                            })));
  }
}
