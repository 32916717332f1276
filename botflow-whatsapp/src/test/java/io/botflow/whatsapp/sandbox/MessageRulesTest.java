package io.botflow.whatsapp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.botflow.whatsapp.MessageSchema;
import io.botflow.whatsapp.SharedSamples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class MessageRulesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TestFactory
  Stream<DynamicTest> judgesEveryCollectedBodyAsMetasSchemaDoes() {
    return SharedSamples.tests(MessageRulesTest::sameVerdicts);
  }

  private static Stream<DynamicTest> sameVerdicts() {
    MessageSchema schema = MessageSchema.load();
    List<DynamicTest> tests = new ArrayList<>();
    JsonNode cases = SharedSamples.json("spec/messages.schema.testcases.json");
    for (String verdict : List.of("good", "bad")) {
      for (Map.Entry<String, JsonNode> entry : cases.path(verdict).properties()) {
        tests.add(sameVerdict(verdict + " " + entry.getKey(), entry.getValue(), schema));
      }
    }
    for (List<String> row : SharedSamples.table("fixtures/index.tsv")) {
      String type = row.get(4);
      if (type.startsWith("outbound.")) {
        tests.add(sameVerdict(row.get(0), SharedSamples.json("fixtures/" + row.get(0)), schema));
      }
    }
    return tests.stream();
  }

  private static DynamicTest sameVerdict(String name, JsonNode body, MessageSchema schema) {
    return dynamicTest(
        name,
        () -> {
          List<GraphRefusal> refusals = MessageRules.check(body);
          List<String> problems = schema.problems(body);
          assertThat(refusals.isEmpty())
              .as("rules: %s, schema: %s, body: %s", refusals, problems, body)
              .isEqualTo(problems.isEmpty());
        });
  }

  @TestFactory
  Stream<DynamicTest> judgesTheHandMadeCasesRight() {
    return SharedSamples.tests(MessageRulesTest::handMadeCases);
  }

  private static Stream<DynamicTest> handMadeCases() {
    JsonNode cases = SharedSamples.json("spec/messages.schema.testcases.json");
    List<DynamicTest> tests = new ArrayList<>();
    for (String verdict : List.of("good", "bad")) {
      for (Map.Entry<String, JsonNode> entry : cases.path(verdict).properties()) {
        boolean good = verdict.equals("good") && !hasEqualTitles(entry.getValue());
        tests.add(
            dynamicTest(
                verdict + " " + entry.getKey(),
                () ->
                    assertThat(MessageRules.check(entry.getValue()).isEmpty())
                        .as(MessageRules.check(entry.getValue()).toString())
                        .isEqualTo(good)));
      }
    }
    return tests.stream();
  }

  /** One "good" case repeats a button's title, which Meta's page forbids and no schema can say. */
  private static boolean hasEqualTitles(JsonNode body) {
    List<String> titles = new ArrayList<>();
    for (JsonNode button : body.path("interactive").path("action").path("buttons")) {
      titles.add(button.path("reply").path("title").asText());
    }
    return titles.stream().distinct().count() < titles.size();
  }

  @Test
  void namesTheErrorCodeThatMetaWouldGive() throws Exception {
    assertThat(codes("{'to':'1','type':'text','text':{'body':'hi'}}")).containsExactly(131008);
    assertThat(
            codes(
                "{'messaging_product':'whatsapp','to':'1','type':'text',"
                    + "'text':{'body':'hi','boddy':'x'}}"))
        .containsExactly(100);
    assertThat(codes("{'messaging_product':'whatsapp','to':'1','type':'text','text':{'body':''}}"))
        .containsExactly(131009);
  }

  private static List<Integer> codes(String body) throws Exception {
    return MessageRules.check(JSON.readTree(body.replace('\'', '"'))).stream()
        .map(GraphRefusal::code)
        .toList();
  }
}
