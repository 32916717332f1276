package io.botflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.conversation.Session;
import io.botflow.message.MessageContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FlowEngineTest {
  @Test
  void aConversationGoesFromQuestionToQuestionToItsEnd() throws IOException {
    Talk talk = Talk.with(Files.readString(Path.of("src/test/resources/four-turns.flow.json")));
    assertThat(talk.says("hi").hears()).containsExactly("Hello! What is your name?");
    assertThat(talk.says("Sipho").hears()).containsExactly("Hi Sipho, what can we do for you?");
    assertThat(talk.taps("track").hears()).containsExactly("What is your order number?");
    assertThat(talk.says("A123").hears()).containsExactly("A123 is on its way, Sipho.", "Goodbye!");
    assertThat(talk.session().status()).isEqualTo(Session.Status.ENDED);
  }

  @Test
  void aTapIsForTheNodeThatShowedItEvenWhereItsTitleHasAnInterruptingKeyword() {
    Talk talk =
        Talk.with(
            """
            {"botflow": 1, "id": "f", "nodes": [
              {"id": "start", "type": "trigger", "data": {"config": {"on": "conversation_start"}}},
              {"id": "stop", "type": "trigger", "data": {"config": {"on": "keyword", "interrupt": true,
                 "keywords": [{"text": "person", "match": "contains"}]}}},
              {"id": "menu", "type": "question", "data": {"config": {"text": "What?", "input": {
                 "type": "choice", "options": [{"id": "talk", "title": "A person"}]}}}},
              {"id": "tapped", "type": "end", "data": {"config": {"text": "tapped"}}},
              {"id": "interrupted", "type": "end", "data": {"config": {"text": "interrupted"}}}],
             "edges": [
              {"id": "1", "source": "start", "target": "menu"},
              {"id": "2", "source": "stop", "target": "interrupted"},
              {"id": "3", "source": "menu", "sourceHandle": "talk", "target": "tapped"}]}
            """);
    talk.says("hi");
    assertThat(talk.sends(new MessageContent.Tap("talk", "A person")).hears())
        .containsExactly("tapped");
    talk.says("hi");
    assertThat(talk.says("a person please").hears()).containsExactly("interrupted");
  }
}
