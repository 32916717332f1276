package io.botflow.engine;

import io.botflow.flow.Flow;
import io.botflow.flow.ProblemCode;
import io.botflow.node.AiResponseNode;
import io.botflow.node.EndNode;
import io.botflow.node.HandoffNode;
import io.botflow.node.MessageNode;
import io.botflow.node.Port;
import io.botflow.node.QuestionNode;
import io.botflow.node.TriggerNode;
import io.botflow.node.WaitNode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Finds free messages that may come more than 24 hours after the customer's last one: channels with
 * a service window then deliver only approved templates. Waits are added up along every way and
 * begin anew where the customer answers.
 */
final class ServiceWindow {
  private static final long WINDOW = Duration.ofHours(24).toSeconds();

  private static final long CLOSED = WINDOW + 1;

  /** A way round that waits a little each time is walked so often; then it counts as long. */
  private static final int MAX_ROUNDS = 50;

  private final Flow flow;
  private final FlowGraph graph;
  private final BitSet reached;
  private final FlowAnalysis.Findings findings;

  ServiceWindow(Flow flow, FlowGraph graph, BitSet reached, FlowAnalysis.Findings findings) {
    this.flow = flow;
    this.graph = graph;
    this.reached = reached;
    this.findings = findings;
  }

  void run() {
    long[] since = longest();
    for (int i = reached.nextSetBit(0); i >= 0; i = reached.nextSetBit(i + 1)) {
      Step<?> step = graph.step(i);
      if (step != null
          && since[i] > WINDOW
          && flow.settings().defaultTemplate() == null
          && saysFreely(step)) {
        findings.node(
            ProblemCode.WINDOW_MAY_CLOSE,
            i,
            "The customer's last message may be more than 24 hours old here. Use an approved"
                + " template, choose one for the closed window, or wait for less; else this is kept"
                + " until the customer writes.");
      }
    }
  }

  /** By place: the most seconds that may have passed since the customer wrote; -1 where none. */
  private long[] longest() {
    long[] since = new long[graph.size()];
    Arrays.fill(since, -1);
    int[] rounds = new int[graph.size()];
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < graph.size(); i++) {
      Step<?> step = graph.step(i);
      if (step != null && step.config() instanceof TriggerNode.Config trigger) {
        since[i] = trigger.on() == TriggerNode.On.API ? CLOSED : 0;
        open.add(i);
      }
    }
    while (!open.isEmpty()) {
      int place = open.poll();
      for (FlowGraph.Arc arc : graph.out(place)) {
        long after = after(arc, since[place]);
        if (after > since[arc.to()]) {
          since[arc.to()] = ++rounds[arc.to()] > MAX_ROUNDS ? CLOSED : after;
          open.add(arc.to());
        }
      }
    }
    return since;
  }

  private long after(FlowGraph.Arc arc, long before) {
    Step<?> step = graph.step(arc.from());
    String port = arc.port();
    if (step == null || port == null) {
      return 0; // It may ask the customer.
    }
    Object config = step.config();
    if (config instanceof QuestionNode.Config question) {
      // Waiting begins when the question is asked.
      return port.equals(Port.TIMEOUT) ? sum(before, question.timeout()) : 0;
    }
    if (config instanceof WaitNode.Config wait) {
      if (wait.until() != null) {
        return CLOSED;
      }
      return sum(before, wait.duration() != null ? wait.duration() : wait.timeout());
    }
    if (config instanceof HandoffNode.Config handoff && port.equals(HandoffNode.RETURNED)) {
      // A person who gives it back has just talked with the customer.
      return handoff.returnAfter() == null ? 0 : sum(before, handoff.returnAfter());
    }
    return before;
  }

  private long sum(long before, @Nullable Duration time) {
    Duration more = time == null ? flow.settings().inactivity() : time;
    return Math.min(CLOSED, before + more.toSeconds());
  }

  private static boolean saysFreely(Step<?> step) {
    Object config = step.config();
    if (config instanceof MessageNode.Config message) {
      return message.template() == null && message.windowTemplate() == null;
    }
    if (config instanceof QuestionNode.Config question) {
      return question.template() == null && question.windowTemplate() == null;
    }
    if (config instanceof HandoffNode.Config handoff) {
      return handoff.note() != null || handoff.unavailable() != null;
    }
    if (config instanceof EndNode.Config end) {
      return end.text() != null || end.rating();
    }
    return config instanceof AiResponseNode.Config;
  }
}
