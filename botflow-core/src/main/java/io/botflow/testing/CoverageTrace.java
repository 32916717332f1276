package io.botflow.testing;

import io.botflow.conversation.Turn;
import io.botflow.event.Event;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which nodes were entered and by which ports they were left, flow by flow. Not thread-safe. */
final class CoverageTrace {
  private final Map<String, Set<String>> entered = new HashMap<>();
  private final Map<String, Set<String>> left = new HashMap<>();

  /**
   * Adds what a turn did.
   *
   * @param flows the flows that the conversation was in when it began, outermost first
   */
  void add(List<String> flows, Turn turn) {
    Deque<String> callers = new ArrayDeque<>(flows);
    String flow = callers.removeLast();
    for (Event event : turn.events()) {
      if (event instanceof Event.Started started) {
        flow = started.flow();
        callers.clear();
      } else if (event instanceof Event.FlowEntered into) {
        callers.addLast(flow);
        flow = into.flow();
      } else if (event instanceof Event.FlowLeft) {
        flow = callers.isEmpty() ? flow : callers.removeLast();
      } else if (event instanceof Event.Entered node) {
        entered.computeIfAbsent(flow, key -> new HashSet<>()).add(node.node());
      } else if (event instanceof Event.Left by) {
        leave(flow, by.node(), by.port());
      }
    }
  }

  private void leave(String flow, String node, String port) {
    left.computeIfAbsent(flow, key -> new HashSet<>()).add(node + "\n" + port);
  }

  boolean entered(String flow, String node) {
    return entered.getOrDefault(flow, Set.of()).contains(node);
  }

  boolean left(String flow, String node, String port) {
    return left.getOrDefault(flow, Set.of()).contains(node + "\n" + port);
  }
}
