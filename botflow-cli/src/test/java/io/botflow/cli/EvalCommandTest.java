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
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

class EvalCommandTest {
  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void copyTheExample() throws IOException {
    for (String name :
        new String[] {
          "faq.flow.json", "faq.eval.yaml", "faq.recordings.json", "faq.baseline.json"
        }) {
      Files.copy(CommandRun.EXAMPLES.resolve(name), folder.resolve(name));
    }
  }

  @Test
  void theExamplePassesFromItsRecordings() {
    CommandRun run = CommandRun.of("eval", CommandRun.EXAMPLES);
    assertThat(run.code()).as(run.out() + run.err()).isZero();
    assertThat(run.out())
        .contains("answers                        7/7   100.0   64.6 to 100.0")
        .contains("strangers' orders            30/30")
        .contains("calls of the model");
  }

  @Test
  void whatBecameWorseFailsWithTheExampleShown() throws IOException {
    change("faq.recordings.json", "within 30 days", "within a while");
    CommandRun run = CommandRun.of("eval", folder);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains("WORSE than before: answers, Can I return something?")
        .contains("not said: 30 days")
        .contains("bot:  You may return everything within a while");
  }

  @Test
  void whatNeverPassedIsNoRegression() throws IOException {
    change("faq.recordings.json", "within 30 days", "within a while");
    assertThat(CommandRun.of("eval", folder, "--keep").code()).isZero();
    CommandRun run = CommandRun.of("eval", folder);
    assertThat(run.code()).as(run.out()).isZero();
    assertThat(run.out()).contains("failed, as is allowed: answers, Can I return something?");
  }

  @Test
  void otherInstructionsHaveNoRecordings() throws IOException {
    change("faq.flow.json", "You are the service assistant", "You are the best assistant");
    CommandRun run = CommandRun.of("eval", folder);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("the model did not answer: no recording of this question");
  }

  @Test
  void withoutAModelTheBestPassageAnswers() throws IOException {
    JsonNode report =
        new JsonMapper()
            .readTree(CommandRun.of("eval", folder, "--model", "none", "--format", "json").out())
            .path("files")
            .path(0);
    assertThat(report.path("calls").asInt()).isZero();
    assertThat(report.path("suites").path(0).path("name").asText()).isEqualTo("answers");
    assertThat(report.path("suites").path(0).path("passedCount").asInt()).isGreaterThan(4);
  }

  @Test
  void junitCountsWhatFails() throws Exception {
    assertThat(failures(CommandRun.of("eval", folder, "--format", "junit").out())).isZero();
    change("faq.recordings.json", "within 30 days", "within a while");
    assertThat(failures(CommandRun.of("eval", folder, "--format", "junit").out())).isEqualTo(1);
  }

  @Test
  void aFileThatCannotBeReadIsSaidWithThePlace() throws IOException {
    change("faq.eval.yaml", "kind: grounded", "kind: polite");
    CommandRun run = CommandRun.of("eval", folder);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("\"kind\" is one of answers, grounded, off_topic, injection.");
    change("faq.baseline.json", "{", "[");
    change("faq.eval.yaml", "kind: polite", "kind: grounded");
    CommandRun kept = CommandRun.of("eval", folder);
    assertThat(kept.code()).isEqualTo(2);
    assertThat(kept.err()).contains("faq.baseline.json holds no baseline");
  }

  private static int failures(String xml)
      throws ParserConfigurationException, SAXException, IOException {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    assertThat(document.getElementsByTagName("testcase").getLength()).isEqualTo(45);
    return document.getElementsByTagName("failure").getLength();
  }

  private void change(String file, String from, String to) throws IOException {
    Path path = folder.resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(from);
    Files.writeString(path, text.replace(from, to));
  }
}
