package io.botflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

class ValidateCommandTest {
  private static final String BROKEN =
      """
      {"botflow": 1, "id": "broken", "name": "Broken", "language": "en",
       "nodes": [
        {"id": "start", "type": "trigger", "data": {"config": {"on": "conversation_start"}}},
        {"id": "hello", "type": "message", "data": {"config": {
           "text": "Hello {{ nobody }}"}}},
        {"id": "odd", "type": "telepathy", "data": {"config": {}}}],
       "edges": [
        {"id": "e1", "source": "start", "target": "hello"},
        {"id": "e2", "source": "hello", "target": "nowhere"}]}
      """;

  @TempDir private Path folder = Path.of("");

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("broken.flow.json"), text);
  }

  @Test
  void theExamplesAreClean() {
    CommandRun run = CommandRun.of("validate", CommandRun.EXAMPLES);
    assertThat(run.out()).isEqualToIgnoringNewLines("4 flows: no problems");
    assertThat(run.code()).isZero();
  }

  @Test
  void aPersonReadsFileLineColumnCodeNodeAndText() throws IOException {
    Path file = write(BROKEN);
    CommandRun run = CommandRun.of("validate", file);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains(file + ":5:14: error BF114 at \"hello\": ")
        .contains(file + ":6:25: error BF103 at \"odd\": ")
        .contains(file + ":9:45: error BF106 at \"hello\": ")
        .contains("1 flow: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"botflow\": 1, | BF101",
        "[] | BF101",
        "'' | BF101",
        "{\"botflow\": 1, \"id\": \"x\", \"name\": \"x\", \"nodes\": [], \"edges\": []} | BF109"
      })
  void whatCannotBeReadIsAProblemAndNoAccident(String text, String code) throws IOException {
    CommandRun run = CommandRun.of("validate", write(text));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains(code).doesNotContain("Exception");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void aCycleIsNamed() throws IOException {
    CommandRun run =
        CommandRun.of(
            "validate",
            write(
                """
                {"botflow": 1, "id": "c", "name": "C", "language": "en", "nodes": [
                  {"id": "start", "type": "trigger", "data": {"config": {}}},
                  {"id": "a", "type": "message", "data": {"config": {"text": "a"}}},
                  {"id": "b", "type": "message", "data": {"config": {"text": "b"}}}],
                 "edges": [{"id": "1", "source": "start", "target": "a"},
                  {"id": "2", "source": "a", "target": "b"},
                  {"id": "3", "source": "b", "target": "a"}]}
                """));
    assertThat(run.out()).contains("BF112").contains("a \u2192 b \u2192 a");
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void jsonHoldsEveryProblem() throws IOException {
    JsonNode report =
        new JsonMapper().readTree(CommandRun.of("validate", write(BROKEN), "-f", "json").out());
    assertThat(report.at("/errors").asInt()).isGreaterThanOrEqualTo(3);
    assertThat(report.at("/files/0/problems").findValuesAsText("code"))
        .contains("BF103", "BF106", "BF114");
    assertThat(report.at("/files/0/problems/0/line").asInt()).isPositive();
  }

  @Test
  void sarifNamesRulesAndRegions() throws IOException {
    JsonNode sarif =
        new JsonMapper().readTree(CommandRun.of("validate", write(BROKEN), "-f", "sarif").out());
    assertThat(sarif.at("/version").asText()).isEqualTo("2.1.0");
    JsonNode run = sarif.at("/runs/0");
    assertThat(run.at("/tool/driver/name").asText()).isEqualTo("botflow");
    assertThat(run.at("/tool/driver/rules").findValuesAsText("id")).contains("BF103", "BF114");
    assertThat(run.at("/results"))
        .allSatisfy(
            result -> {
              assertThat(result.at("/ruleId").asText()).matches("BF\\d{3}");
              assertThat(result.at("/level").asText()).isIn("error", "warning");
              assertThat(result.at("/message/text").asText()).isNotBlank();
              JsonNode place = result.at("/locations/0/physicalLocation");
              assertThat(place.at("/artifactLocation/uri").asText()).startsWith("file:");
              assertThat(place.at("/region/startLine").asInt()).isPositive();
              assertThat(place.at("/region/startColumn").asInt()).isPositive();
            });
  }

  @Test
  void junitHasASuiteForEachFile() throws Exception {
    write(BROKEN.replace("nobody", "<nobody>"));
    Files.copy(CommandRun.EXAMPLES.resolve("faq.flow.json"), folder.resolve("faq.flow.json"));
    String xml = CommandRun.of("validate", folder, "-f", "junit").out();
    Element suites =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
            .getDocumentElement();
    assertThat(suites.getTagName()).isEqualTo("testsuites");
    assertThat(suites.getElementsByTagName("testsuite").getLength()).isEqualTo(2);
    Element broken = (Element) suites.getElementsByTagName("testsuite").item(0);
    assertThat(broken.getElementsByTagName("failure").getLength())
        .isEqualTo(Integer.parseInt(broken.getAttribute("failures")));
  }

  @Test
  void githubGetsOneCommandForEachProblem() throws IOException {
    CommandRun run = CommandRun.of("validate", write(BROKEN), "-f", "github");
    assertThat(run.out().lines()).allMatch(line -> line.matches("::(error|warning) file=.*::.+"));
    assertThat(run.out()).contains(",line=6,col=25,title=BF103::");
  }

  @Test
  void strictLetsWarningsFail() throws IOException {
    String text = Files.readString(CommandRun.EXAMPLES.resolve("faq.flow.json"));
    Path file = write(text.replaceFirst("\"config\": \\{", "\"config\": {\"extra\": 1, "));
    assertThat(CommandRun.of("validate", file).code()).isZero();
    CommandRun run = CommandRun.of("validate", file, "--strict");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("warning BF209");
  }

  @Test
  void misuseIsToldFromProblems() throws IOException {
    assertThat(CommandRun.of("validate", folder).err()).contains("there are no flows");
    assertThat(CommandRun.of("validate", folder).code()).isEqualTo(2);
    assertThat(CommandRun.of("validate", folder.resolve("no.json")).err())
        .contains("there is no file");
    assertThat(CommandRun.of("validate").code()).isEqualTo(2);
    assertThat(CommandRun.of("validate", folder, "--plugins", "no.jar").code()).isEqualTo(2);
    Path binary = Files.write(folder.resolve("x.flow.json"), new byte[] {(byte) 0xff, 0});
    assertThat(CommandRun.of("validate", binary).err()).contains("not UTF-8");
  }
}
