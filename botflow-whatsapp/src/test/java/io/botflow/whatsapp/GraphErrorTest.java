package io.botflow.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.botflow.spi.SendResult;
import io.botflow.whatsapp.GraphErrorRule.Action;
import io.botflow.whatsapp.GraphErrorRule.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import okhttp3.Headers;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class GraphErrorTest {
  private static GraphError error(int httpStatus, int code) {
    return new GraphError(httpStatus, code, 0, null, null, null);
  }

  private static String describe(SendResult result) {
    return switch (result) {
      case SendResult.RetryAfter retry -> "retry " + retry.scope() + " " + retry.delay();
      case SendResult.Rejected rejected -> "stop " + rejected.scope();
      case SendResult.Accepted ignored -> "accepted";
      case SendResult.Withheld ignored -> "withheld";
      case SendResult.Unknown ignored -> "unknown";
    };
  }

  /** What has to follow from each code, written apart from the table. */
  @ParameterizedTest(name = "{0}: {1}, {2}, {3}")
  @CsvFileSource(resources = "/graph-errors.csv", numLinesToSkip = 1)
  void decidesOnEveryCode(int code, Action action, Fault fault, String result, String text) {
    GraphErrorRule rule = GraphErrors.of(Integer.toString(code)).orElseThrow();
    assertThat(rule.action()).isEqualTo(action);
    assertThat(rule.fault()).isEqualTo(fault);
    for (int httpStatus : List.of(400, 401, 403, 404, 429, 500, 503)) {
      // The HTTP status never decides before the code.
      assertThat(describe(error(httpStatus, code).result(1))).isEqualTo(result);
    }
    String advice = error(400, code).problem().advice();
    assertThat(advice).contains(text).isEqualTo(rule.advice());
  }

  @TestFactory
  Stream<DynamicTest> hasAnExpectationForEveryRowOfTheTable() throws Exception {
    Set<Integer> known = new HashSet<>();
    for (String line : Files.readAllLines(Path.of("src/test/resources/graph-errors.csv"))) {
      known.add(
          line.startsWith("code") ? -1 : Integer.parseInt(line.substring(0, line.indexOf(','))));
    }
    return GraphErrors.table().stream()
        .filter(rule -> Character.isDigit(rule.codes().charAt(0)))
        .map(
            rule ->
                dynamicTest(
                    rule.codes() + " " + rule.meaning(),
                    () -> {
                      String[] ends = rule.codes().split("-", 2);
                      assertThat(known).contains(Integer.valueOf(ends[0]));
                      for (String end : ends) {
                        assertThat(GraphErrors.of(end)).containsSame(rule);
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> tellsTheBusinessWhatHappenedAndWhatToDo() {
    return GraphErrors.table().stream()
        .map(
            rule ->
                dynamicTest(
                    rule.codes(),
                    () -> {
                      assertThat(rule.meaning()).isNotBlank();
                      // Two sentences at least: what happened, and the next step.
                      assertThat(rule.advice())
                          .matches("(?s).+[.;:] .+\\.")
                          .doesNotContain("#", "HTTP", "JSON", "null");
                      boolean tried =
                          Set.of(Action.RETRY, Action.PAUSE, Action.ALERT).contains(rule.action());
                      assertThat(rule.tries() > 0).isEqualTo(tried && !rule.pause().isZero());
                    }));
  }

  @Test
  void hasOneRowForACode() {
    List<GraphErrorRule> numbered =
        GraphErrors.table().stream()
            .filter(rule -> Character.isDigit(rule.codes().charAt(0)))
            .toList();
    for (GraphErrorRule one : numbered) {
      for (GraphErrorRule other : numbered) {
        assertThat(
                one.equals(other) || ends(one)[1] < ends(other)[0] || ends(one)[0] > ends(other)[1])
            .as("%s and %s", one.codes(), other.codes())
            .isTrue();
      }
    }
    assertThat(GraphErrors.of("987654")).isEmpty();
    assertThat(GraphErrors.of("no code")).isEmpty();
    assertThat(error(400, 987654).problem().advice()).contains("does not know");
  }

  private static int[] ends(GraphErrorRule rule) {
    String[] ends = rule.codes().split("-", 2);
    return new int[] {Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1])};
  }

  @Test
  void waitsFourTimesAsLongAtEachTryToTheSamePerson() {
    List<String> waits = List.of("PT1S", "PT4S", "PT16S", "PT1M4S", "PT4M16S", "PT17M4S", "PT1H");
    for (int x = 0; x < waits.size(); x++) {
      assertThat(describe(error(429, 131056).result(x + 1)))
          .isEqualTo("retry CONTACT " + waits.get(x));
    }
  }

  @Test
  void givesUpAfterAStatedNumberOfTries() {
    assertThat(describe(error(500, 131000).result(7))).isEqualTo("retry MESSAGE PT1M4S");
    assertThat(describe(error(500, 131000).result(8))).isEqualTo("stop MESSAGE");
    assertThat(describe(error(400, 131053).result(4))).isEqualTo("stop MESSAGE");
    // Somebody who reconnects within a day loses no message.
    Duration kept = Duration.ZERO;
    int attempt = 1;
    while (error(401, 190).result(attempt) instanceof SendResult.RetryAfter retry) {
      kept = kept.plus(retry.delay());
      attempt++;
    }
    assertThat(kept).isBetween(Duration.ofHours(22), Duration.ofHours(26));
    assertThat(describe(error(401, 190).result(attempt))).isEqualTo("stop ACCOUNT");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Retry-After|420|PT7M",
        "Retry-After|99999999999|PT24H",
        "Retry-After|Wed, 21 Oct 2026 07:28:00 GMT|PT1M",
        "X-Business-Use-Case-Usage|{\"102\":[{\"type\":\"messaging\",\"call_count\":100,\"estimated_time_to_regain_access\":19}]}|PT19M",
        "X-Business-Use-Case-Usage|{\"102\":[{\"estimated_time_to_regain_access\":0}]}|PT1M",
        "X-App-Usage|{\"call_count\":100,\"estimated_time_to_regain_access\":3}|PT3M",
        "X-App-Usage|{\"call_count\":100|PT1M",
        "X-App-Usage|nonsense|PT1M"
      })
  void waitsAsLongAsAHeaderAsks(String name, String value, String wait) {
    Duration asked = UsageHeaders.wait(Headers.of(name, value));
    for (int code : List.of(4, 613, 80007)) {
      GraphError error = new GraphError(429, code, 0, null, null, asked);
      assertThat(describe(error.result(1))).isEqualTo("retry ACCOUNT " + wait);
    }
  }

  @Test
  void takesTheLongestOfTheWaitsThatAreAsked() {
    Headers headers =
        Headers.of(
            "Retry-After",
            "30",
            "X-Business-Use-Case-Usage",
            "{\"1\":[{\"estimated_time_to_regain_access\":2},{\"estimated_time_to_regain_access\":5}]}");
    assertThat(UsageHeaders.wait(headers)).isEqualTo(Duration.ofMinutes(5));
    assertThat(UsageHeaders.wait(Headers.of())).isNull();
  }

  @Test
  void decidesByTheStatusOnlyWithoutACode() {
    assertThat(describe(error(429, GraphError.NO_CODE).result(1))).isEqualTo("retry NUMBER PT1S");
    assertThat(describe(error(401, GraphError.NO_CODE).result(1))).isEqualTo("retry ACCOUNT PT1M");
    assertThat(describe(error(404, GraphError.NO_CODE).result(1))).isEqualTo("stop MESSAGE");
    assertThat(describe(error(429, 131047).result(1))).isEqualTo("withheld");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401|{\"meta\":{\"httpCode\":404,\"developerMessage\":\"Invalid api_key or token expired\",\"success\":false}}|http-401|retry ACCOUNT PT1M",
        "401|{\"meta\":{\"http_code\":401,\"developer_message\":\"Invalid api_key\",\"success\":false}}|http-401|retry ACCOUNT PT1M",
        "403|{\"meta\":{\"httpCode\":403,\"developerMessage\":\"This URL is blocked.\"}}|http-403|retry ACCOUNT PT1M",
        "400|{\"meta\":{\"developer_message\":\"You have exceeded the endpoint rate limit.\"}}|http-429|retry NUMBER PT1S",
        "400|{\"meta\":{\"developerMessage\":\"You have exceeded the limit of 1 request every 5 seconds\"}}|http-429|retry NUMBER PT1S",
        "400|{\"meta\":{\"developer_message\":\"Could not send message due to lack of payment.\"}}|d360-unpaid|retry ACCOUNT PT5M",
        "400|{\"meta\":{\"developer_message\":\"Your WhatsApp for Business API has been disabled\"}}|d360-disabled|retry ACCOUNT PT5M",
        "400|{\"errors\":[{\"code\":1008,\"title\":\"Required parameter is missing\",\"details\":\"to\"}]}|1008|stop MESSAGE",
        "400|{\"error\":{\"message\":\"(#250012) some error\",\"code\":250012}}|250012|stop MESSAGE"
      })
  void understands360dialogsOwnErrors(int status, String json, String code, String result)
      throws Exception {
    JsonNode body = new ObjectMapper().readTree(json);
    GraphError error = GraphError.read(status, body, null).orElseThrow();
    assertThat(error.problem().code()).isEqualTo(code);
    assertThat(error.problem().advice()).isNotBlank();
    assertThat(describe(error.result(1))).isEqualTo(result);
  }

  @Test
  void leavesInDoubtWhatAGatewayAnswers() throws Exception {
    JsonNode body =
        new ObjectMapper()
            .readTree("{\"meta\":{\"developer_message\":\"WhatsApp API not available\"}}");
    assertThat(GraphError.read(502, body, null)).isEmpty();
    assertThat(GraphError.read(400, body.path("nothing"), null)).isEmpty();
  }

  @Test
  void tellsWhenTheOwnerHasToAct() {
    for (int code : List.of(0, 190, 131042, 131031, 368, 131037, 133010, 130497)) {
      assertThat(error(400, code).needsOwner()).as("%s", code).isTrue();
    }
    for (int code : List.of(4, 131047, 131026, 132001)) {
      assertThat(error(400, code).needsOwner()).as("%s", code).isFalse();
    }
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
                              assertThat(error.problem().advice()).isNotBlank();
                            })));
  }
}
