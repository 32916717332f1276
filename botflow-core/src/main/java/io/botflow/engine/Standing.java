package io.botflow.engine;

import io.botflow.conversation.Frame;
import io.botflow.conversation.Memory;
import io.botflow.conversation.Session;
import io.botflow.conversation.Session.Status;
import io.botflow.conversation.Variables;
import io.botflow.node.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a conversation stands while its turn runs: a {@link Session} that still moves. */
final class Standing {
  private final long turns;
  private CompiledFlow flow;
  private List<Frame> callers;
  private String node;
  private Variables variables;
  private Status status;
  private int attempts;
  private Map<String, Object> memo;
  private Memory memory;
  private @Nullable Instant wakeAt;
  private @Nullable Instant inactiveAt;
  private boolean handsToModel;

  Standing(Session session, CompiledFlow flow) {
    this.flow = flow;
    Frame frame = session.current();
    this.callers =
        frame == null ? List.of() : session.frames().subList(0, session.frames().size() - 1);
    this.node = frame == null ? "" : frame.node();
    this.variables = frame == null ? Variables.empty() : frame.variables();
    this.status = session.status();
    this.attempts = session.attempts();
    this.memo = session.memo();
    this.memory = session.memory();
    this.wakeAt = session.wakeAt();
    this.inactiveAt = session.inactiveAt();
    this.turns = session.turns();
  }

  CompiledFlow flow() {
    return flow;
  }

  void flow(CompiledFlow other) {
    flow = other;
  }

  String node() {
    return node;
  }

  Status status() {
    return status;
  }

  boolean running() {
    return status == Status.WAITING || status == Status.HANDED_OFF;
  }

  Variables variables() {
    return variables;
  }

  void variables(Variables changed) {
    variables = changed;
  }

  int attempts() {
    return attempts;
  }

  Map<String, Object> memo() {
    return memo;
  }

  Memory memory() {
    return memory;
  }

  void remember(boolean customer, String words) {
    if (flow.remembers()) {
      memory = memory.with(customer, words);
    }
  }

  void summarize(String summary, int keep) {
    memory = memory.summarized(summary, keep);
  }

  @Nullable Instant wakeAt() {
    return wakeAt;
  }

  boolean wakesBy(Instant now) {
    return wakeAt != null && !wakeAt.isAfter(now);
  }

  boolean inactiveBy(Instant now) {
    return inactiveAt != null && !inactiveAt.isAfter(now);
  }

  void stopClocks() {
    wakeAt = null;
    inactiveAt = null;
  }

  void begin(CompiledFlow next, Variables first) {
    flow = next;
    callers = List.of();
    variables = first;
    memo = Map.of();
    attempts = 0;
    status = Status.WAITING;
  }

  void enter(Step<?> step) {
    node = step.id();
    attempts = 0;
    memo = Map.of();
    wakeAt = null;
  }

  /** A node's own time wins over the flow's inactivity, which also rests while a person owns it. */
  void await(Step<?> step, Outcome.Await await, @Nullable Instant inactive) {
    status = Status.WAITING;
    node = step.id();
    attempts = await.attempts();
    memo = await.memo();
    wakeAt = await.until();
    inactiveAt = wakeAt == null ? inactive : null;
    handsToModel = step.handsToModel();
  }

  void handOff(@Nullable Instant until) {
    status = Status.HANDED_OFF;
    attempts = 0;
    memo = Map.of();
    wakeAt = until;
    inactiveAt = null;
    if (flow.step(node) == null) {
      callers = List.of();
      node = "";
    }
  }

  void end() {
    status = Status.ENDED;
    stopClocks();
  }

  int depth() {
    return callers.size();
  }

  /** The conversation's own flow where this one was called from it; else null. */
  @Nullable Frame outermost() {
    return callers.isEmpty() ? null : callers.get(0);
  }

  @Nullable Frame caller() {
    return callers.isEmpty() ? null : callers.get(callers.size() - 1);
  }

  void push(Step<?> step, CompiledFlow next, Variables inputs) {
    List<Frame> deeper = new ArrayList<>(callers);
    deeper.add(new Frame(flow.id(), flow.version(), step.id(), variables));
    callers = deeper;
    flow = next;
    variables = inputs;
  }

  void pop(CompiledFlow caller, Step<?> step) {
    variables = callers.get(callers.size() - 1).variables();
    callers = callers.subList(0, callers.size() - 1);
    flow = caller;
    node = step.id();
  }

  /** Whether the next free text goes on to a model. */
  boolean handsToModel() {
    return handsToModel && running();
  }

  Session session() {
    List<Frame> frames = List.of();
    if (running() && !node.isEmpty()) {
      Frame last = new Frame(flow.id(), flow.version(), node, variables);
      if (callers.isEmpty()) {
        frames = List.of(last);
      } else {
        frames = new ArrayList<>(callers);
        frames.add(last);
      }
    }
    return new Session(status, frames, attempts, memo, memory, wakeAt, inactiveAt, turns + 1);
  }
}
