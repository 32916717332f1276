package io.botflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.conversation.Session;
import org.junit.jupiter.api.Test;

class FlowEngineTest {
  static final String ORDERS =
      """
      {"botflow": 1, "id": "orders", "name": "Orders", "language": "en",
       "nodes": [
        {"id": "start", "type": "trigger", "data": {"config": {"on": "conversation_start"}}},
        {"id": "name", "type": "question", "data": {"config": {
           "text": "Hello! What is your name?", "variable": "name"}}},
        {"id": "menu", "type": "question", "data": {"config": {
           "text": "Hi {{ name }}, what can we do for you?", "variable": "choice",
           "input": {"type": "choice", "options": [
             {"id": "track", "title": "Track an order"}, {"id": "person", "title": "A person"}]}}}},
        {"id": "number", "type": "question", "data": {"config": {
           "text": "What is your order number?", "variable": "order_number"}}},
        {"id": "known", "type": "condition", "data": {"config": {"branches": [
           {"port": "old", "when": "order_number.startsWith(\\"A\\") && size(order_number) > 2"}]}}},
        {"id": "shipped", "type": "message", "data": {"config": {"text": "{{ order_number }} is on its way, {{ name }}."}}},
        {"id": "unknown", "type": "message", "data": {"config": {"text": "We do not know {{ order_number }}."}}},
        {"id": "human", "type": "handoff", "data": {"config": {"note": "A colleague will write here."}}},
        {"id": "bye", "type": "end", "data": {"config": {"text": "Goodbye!"}}}],
       "edges": [
        {"id": "e1", "source": "start", "target": "name"},
        {"id": "e2", "source": "name", "sourceHandle": "next", "target": "menu"},
        {"id": "e3", "source": "menu", "sourceHandle": "track", "target": "number"},
        {"id": "e4", "source": "menu", "sourceHandle": "person", "target": "human"},
        {"id": "e5", "source": "number", "target": "known"},
        {"id": "e6", "source": "known", "sourceHandle": "old", "target": "shipped"},
        {"id": "e7", "source": "known", "sourceHandle": "else", "target": "unknown"},
        {"id": "e8", "source": "shipped", "target": "bye"},
        {"id": "e9", "source": "unknown", "target": "bye"}]}
      """;

  @Test
  void aConversationGoesFromQuestionToQuestionToItsEnd() {
    Talk talk = Talk.with(ORDERS);
    assertThat(talk.says("hi").hears()).containsExactly("Hello! What is your name?");
    assertThat(talk.says("Sipho").hears()).containsExactly("Hi Sipho, what can we do for you?");
    assertThat(talk.taps("track").hears()).containsExactly("What is your order number?");
    assertThat(talk.says("A123").hears()).containsExactly("A123 is on its way, Sipho.", "Goodbye!");
    assertThat(talk.session().status()).isEqualTo(Session.Status.ENDED);
  }
}
