package io.botflow.server;

import io.botflow.flow.Flow;
import io.botflow.flow.FlowReader;

/** Flows that the tests of the server publish. */
public final class TestFlows {
  private TestFlows() {}

  /** Counts and repeats what was said: its answers show what was lost, doubled or out of order. */
  public static Flow counting() {
    return read(
        """
        {"botflow": 1, "id": "counting", "name": "Counting", "language": "en",
         "variables": [{"name": "n", "type": "number"}],
         "nodes": [
          {"id": "start", "type": "trigger", "data": {"config": {"on": "any_message"}}},
          {"id": "first", "type": "set", "data": {"config": {"assignments": [
            {"variable": "n", "value": "1"}, {"variable": "said", "value": "message.text"}]}}},
          {"id": "ask", "type": "question", "data": {"config": {
            "text": "{{ n }}: {{ said }}", "variable": "said", "input": {"type": "text"}}}},
          {"id": "count", "type": "set", "data": {"config": {"assignments": [
            {"variable": "n", "value": "n + 1"}]}}}],
         "edges": [
          {"id": "e1", "source": "start", "sourceHandle": "next", "target": "first"},
          {"id": "e2", "source": "first", "sourceHandle": "next", "target": "ask"},
          {"id": "e3", "source": "ask", "sourceHandle": "next", "target": "count"},
          {"id": "e4", "source": "count", "sourceHandle": "next", "target": "ask"}]}
        """);
  }

  /** A flow that has no problem. */
  public static Flow read(String json) {
    FlowReader.Reading reading = FlowReader.read(json);
    return reading
        .clean()
        .orElseThrow(() -> new IllegalStateException(reading.problems().toString()));
  }
}
