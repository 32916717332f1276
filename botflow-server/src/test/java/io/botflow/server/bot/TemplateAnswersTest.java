package io.botflow.server.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.botflow.flow.FlowProblem;
import io.botflow.flow.Severity;
import io.botflow.node.NodeTypes;
import io.botflow.testing.CheckedFlow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The questions of templates, and what their answers make of the flows. */
class TemplateAnswersTest {
  static List<FlowTemplate> templates() {
    return FlowTemplates.all();
  }

  @ParameterizedTest
  @MethodSource("templates")
  void aTemplateCanBePublishedWithAndWithoutAnswers(FlowTemplate template) {
    List<String> before = problems(FlowTemplates.document(template));
    assertThat(before).noneMatch(problem -> problem.startsWith("ERROR"));
    Map<String, String> examples = new HashMap<>();
    template.questions().forEach(question -> examples.put(question.id(), question.example()));
    assertThat(told(template, examples)).isEmpty();
    assertThat(problems(applied(template, examples))).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("templates")
  void everyAnswerStandsInTheFlow(FlowTemplate template) {
    assertThat(template.questions()).hasSize(3);
    assertThat(FlowTemplates.document(template).get("taskType").asText())
        .isEqualTo(template.taskType());
    for (TemplateQuestion question : template.questions()) {
      String answer =
          switch (question.kind()) {
            case LINE -> "Some \"odd\" \\ words <b>of</b> {ours}";
            case URL -> "https://shop.example.org/api";
            case LIST -> "One thing";
          };
      Map<String, String> answers = Map.of(question.id(), answer);
      assertThat(told(template, answers)).isEmpty();
      ObjectNode document = applied(template, answers);
      assertThat(texts(document)).as(question.id()).anyMatch(text -> text.contains(answer));
      assertThat(problems(document)).isEqualTo(problems(FlowTemplates.document(template)));
    }
  }

  @Test
  void aListOfNamesTakesThePlaceOfTheOptionsInEveryLanguage() {
    FlowTemplate booking = FlowTemplates.all().getFirst();
    ObjectNode document = applied(booking, Map.of("services", "Cut & go, Cut+go , Beard"));
    assertThat(document.at("/nodes/1/data/config/input/options").toString())
        .isEqualTo(
            "[{\"id\":\"cut_go\",\"title\":\"Cut & go\"},{\"id\":\"cut_go1\",\"title\":\"Cut+go\"},"
                + "{\"id\":\"beard\",\"title\":\"Beard\"}]");
    assertThat(document.at("/translations/af/service").get("/input/options/2/title").asText())
        .isEqualTo("Beard");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          booking        | business | {{ contact.phone }}  | /answers/business
          booking        | business | ''                   | /answers/business
          booking        | services | ,                    | /answers/services
          booking        | services | a,a                  | /answers/services
          booking        | services | 123456789012345678901| /answers/services
          booking        | services | a,b,c,d,e,f,g,h,i,j,k| /answers/services
          booking        | colour   | red                  | /answers
          order-tracking | orders   | http://shop.example  | /answers/orders
          order-tracking | orders   | https://a:b@shop.example | /answers/orders
          order-tracking | orders   | shop                 | /answers/orders
          """)
  void whatIsNoAnswerIsRefused(String template, String question, String answer, String path) {
    FlowTemplate found = Objects.requireNonNull(FlowTemplates.find(template));
    assertThat(told(found, Map.of(question, answer))).containsExactly(path);
  }

  private static ObjectNode applied(FlowTemplate template, Map<String, String> answers) {
    return TemplateAnswers.apply(template, FlowTemplates.document(template), answers);
  }

  private static List<String> told(FlowTemplate template, Map<String, String> answers) {
    List<String> paths = new ArrayList<>();
    TemplateAnswers.check(template, answers, (path, message) -> paths.add(path));
    return paths;
  }

  private static List<String> texts(ObjectNode document) {
    List<String> texts = new ArrayList<>();
    document
        .findParents("text")
        .forEach(parent -> parent.forEach(value -> texts.add(value.asText())));
    document.findValues("url").forEach(value -> texts.add(value.asText()));
    document.findValues("title").forEach(value -> texts.add(value.asText()));
    document.findValues("instructions").forEach(value -> texts.add(value.asText()));
    document.findValues("unavailable").forEach(value -> texts.add(value.asText()));
    return texts;
  }

  private static List<String> problems(ObjectNode document) {
    return CheckedFlow.of(document.toString(), NodeTypes.standard(), null).problems().stream()
        .map(TemplateAnswersTest::text)
        .toList();
  }

  private static String text(FlowProblem problem) {
    return (problem.severity() == Severity.ERROR ? "ERROR " : "") + problem.code().code();
  }
}
