package io.botflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.conversation.Input;
import io.botflow.conversation.Session;
import io.botflow.message.InboundMessage;
import io.botflow.message.MessageContent;
import io.botflow.message.Referral;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

  @Test
  void whatHasNoIntentAndNoSourceIsForTheTriggerThatTakesAnything() {
    Talk talk =
        Talk.with(
            """
            {"botflow": 1, "id": "f", "intents": [{"name": "book", "examples": ["book a table"]}],
             "nodes": [
              {"id": "ad", "type": "trigger",
               "data": {"config": {"on": "referral", "sources": ["ad-1"]}}},
              {"id": "book", "type": "trigger",
               "data": {"config": {"on": "intent", "intents": ["book"]}}},
              {"id": "any", "type": "trigger", "data": {"config": {"on": "any_message"}}},
              {"id": "advertised", "type": "end", "data": {"config": {"text": "advertised"}}},
              {"id": "booked", "type": "end", "data": {"config": {"text": "booked"}}},
              {"id": "anything", "type": "end", "data": {"config": {"text": "anything"}}}],
             "edges": [
              {"id": "1", "source": "ad", "target": "advertised"},
              {"id": "2", "source": "book", "target": "booked"},
              {"id": "3", "source": "any", "target": "anything"}]}
            """);

    assertThat(talk.says("hi").hears()).containsExactly("anything");
    assertThat(talk.input(referredBy(null)).hears()).containsExactly("anything");
    assertThat(talk.input(referredBy("ad-2")).hears()).containsExactly("anything");
    assertThat(talk.input(referredBy("ad-1")).hears()).containsExactly("advertised");
  }

  private static Input referredBy(@Nullable String source) {
    return new Input.Messages(
        List.of(
            new InboundMessage(
                "m-" + source,
                new MessageContent.Text("hi"),
                Instant.parse("2026-11-22T08:00:00Z"),
                null,
                new Referral(null, source, "ad", null, null, null, null, null, null, null),
                null,
                null)));
  }
}
