package io.botflow.server.faults;

import io.botflow.flow.Flow;
import io.botflow.server.TestFlows;

/** Flows whose answers show what was lost, doubled, out of order or done twice. */
final class FaultFlows {
  private FaultFlows() {}

  /**
   * Orders something and asks a model at each message. The answer says how many messages there
   * were, the last one, the number of the order that it caused, what the model found, and which
   * edition of the flow this is.
   */
  static Flow ordering(String shop, String edition) {
    return TestFlows.read(
        """
        {"botflow": 1, "id": "ordering", "name": "Ordering", "language": "en",
         "settings": {"aiDisclosure": {"en": "A machine answers."}},
         "variables": [{"name": "n", "type": "number"}, {"name": "order", "type": "number"},
           {"name": "mood", "type": "text"}],
         "nodes": [
          {"id": "start", "type": "trigger", "data": {"config": {"on": "any_message"}}},
          {"id": "first", "type": "set", "data": {"config": {"assignments": [
            {"variable": "n", "value": "1"}, {"variable": "said", "value": "message.text"}]}}},
          {"id": "shop", "type": "api_call", "data": {"config": {"method": "POST",
            "url": "%s/orders", "body": {"who": "{{ contact.phone }}"},
            "map": {"order": "response.body.order"}}}},
          {"id": "model", "type": "ai_response", "data": {"config": {
            "instructions": "How is the customer?",
            "extract": [{"variable": "mood", "description": "ok or not"}]}}},
          {"id": "ask", "type": "question", "data": {"config": {
            "text": "{{ n }}: {{ said }} #{{ order }} {{ mood }}%s", "variable": "said",
            "input": {"type": "text"}}}},
          {"id": "count", "type": "set", "data": {"config": {"assignments": [
            {"variable": "n", "value": "n + 1"}]}}}],
         "edges": [
          {"id": "e1", "source": "start", "sourceHandle": "next", "target": "first"},
          {"id": "e2", "source": "first", "sourceHandle": "next", "target": "shop"},
          {"id": "e3", "source": "shop", "sourceHandle": "success", "target": "model"},
          {"id": "e4", "source": "model", "sourceHandle": "next", "target": "ask"},
          {"id": "e5", "source": "ask", "sourceHandle": "next", "target": "count"},
          {"id": "e6", "source": "count", "sourceHandle": "next", "target": "shop"}]}
        """
            .formatted(shop, edition));
  }

  /** Orders something and says the order's number. */
  static Flow shopping(String shop) {
    return TestFlows.read(
        """
        {"botflow": 1, "id": "shopping", "name": "Shopping", "language": "en",
         "variables": [{"name": "order", "type": "number"}],
         "nodes": [
          {"id": "start", "type": "trigger", "data": {"config": {"on": "any_message"}}},
          {"id": "shop", "type": "api_call", "data": {"config": {"method": "POST",
            "url": "%s/orders", "body": {"who": "{{ contact.phone }}"}, "timeout": "PT30S",
            "map": {"order": "response.body.order"}}}},
          {"id": "bye", "type": "end", "data": {"config": {"text": "{{ order }}"}}}],
         "edges": [
          {"id": "e1", "source": "start", "sourceHandle": "next", "target": "shop"},
          {"id": "e2", "source": "shop", "sourceHandle": "success", "target": "bye"}]}
        """
            .formatted(shop));
  }
}
