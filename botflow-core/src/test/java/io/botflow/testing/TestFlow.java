package io.botflow.testing;

/** A flow with a menu, a call, a wait and a handoff, for the tests of the test kit. */
final class TestFlow {
  static final String ORDERS =
      """
      {"botflow": 1, "id": "orders", "name": "Orders", "language": "en",
       "nodes": [
        {"id": "start", "type": "trigger", "data": {"config": {"on": "conversation_start"}}},
        {"id": "menu", "type": "question", "data": {"config": {
           "text": "What can we do for you?", "variable": "choice", "timeout": "PT1H",
           "input": {"type": "choice", "options": [
             {"id": "track", "title": "Track an order"}, {"id": "person", "title": "A person"}]}}}},
        {"id": "number", "type": "question", "data": {"config": {
           "text": "What is your order number?", "variable": "order_number"}}},
        {"id": "lookup", "type": "api_call", "data": {"config": {
           "method": "GET", "url": "https://shop.example/orders/{{ order_number }}",
           "map": {"state": "response.body.state"}}}},
        {"id": "found", "type": "message", "data": {"config": {"text": "{{ order_number }} is {{ state }}."}}},
        {"id": "broken", "type": "message", "data": {"config": {"text": "We cannot look now."}}},
        {"id": "later", "type": "message", "data": {"config": {"text": "Are you still there?"}}},
        {"id": "human", "type": "handoff", "data": {"config": {
           "note": "A colleague will write here.", "unavailable": "Nobody is here now."}}},
        {"id": "bye", "type": "end", "data": {"config": {"text": "Goodbye!"}}}],
       "edges": [
        {"id": "e1", "source": "start", "target": "menu"},
        {"id": "e2", "source": "menu", "sourceHandle": "track", "target": "number"},
        {"id": "e3", "source": "menu", "sourceHandle": "person", "target": "human"},
        {"id": "e4", "source": "menu", "sourceHandle": "timeout", "target": "later"},
        {"id": "e5", "source": "number", "target": "lookup"},
        {"id": "e6", "source": "lookup", "sourceHandle": "success", "target": "found"},
        {"id": "e7", "source": "lookup", "sourceHandle": "error", "target": "broken"},
        {"id": "e8", "source": "found", "target": "bye"},
        {"id": "e9", "source": "broken", "target": "bye"},
        {"id": "e10", "source": "later", "target": "bye"},
        {"id": "e11", "source": "human", "sourceHandle": "returned", "target": "bye"},
        {"id": "e12", "source": "human", "sourceHandle": "unavailable", "target": "bye"}]}
      """;

  private TestFlow() {}
}
