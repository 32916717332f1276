package io.botflow.engine;

import io.botflow.flow.Flow;
import io.botflow.flow.ProblemCode;
import io.botflow.flow.Variable;
import io.botflow.node.AiResponseNode;
import io.botflow.node.ConditionNode;
import io.botflow.node.EndNode;
import io.botflow.node.Port;
import io.botflow.node.QuestionNode;
import io.botflow.node.SetNode;
import io.botflow.node.TriggerNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds variables that may be empty when they are read, and those that are filled for nothing: a
 * forward data flow over the graph, where a variable is certain at a node if it is filled on every
 * way there.
 */
final class VariableUse {
  /** Ways out that are taken because something did not come. */
  private static final Set<String> WITHOUT_VALUE =
      Set.of(Port.ERROR, Port.TIMEOUT, QuestionNode.INVALID);

  private final Flow flow;
  private final FlowGraph graph;
  private final BitSet reached;
  private final Reads reads;
  private final FlowAnalysis.Findings findings;

  /** The variables that some node fills, and their bits. */
  private final Map<String, Integer> bits = new LinkedHashMap<>();

  private final Map<String, Integer> filledAt = new HashMap<>();
  private final List<Set<String>> fills = new ArrayList<>();
  private final Set<String> contact = new HashSet<>();

  VariableUse(
      Flow flow, FlowGraph graph, BitSet reached, Reads reads, FlowAnalysis.Findings findings) {
    this.flow = flow;
    this.graph = graph;
    this.reached = reached;
    this.reads = reads;
    this.findings = findings;
  }

  void run() {
    for (Variable variable : flow.variables()) {
      if (variable.scope() == Variable.Scope.CONTACT) {
        contact.add(variable.name());
      }
    }
    boolean allKnown = true;
    for (int i = 0; i < graph.size(); i++) {
      Step<?> step = graph.step(i);
      Set<String> names = step == null ? Set.of() : fills(step);
      fills.add(names);
      for (String name : names) {
        bits.putIfAbsent(name, bits.size());
        filledAt.putIfAbsent(name, i);
      }
      allKnown &= step != null;
    }
    if (allKnown) {
      neverRead();
    }
    maybeUnset(certain());
  }

  private static <C> Set<String> fills(Step<C> step) {
    return step.type().fills(step.config()).keySet();
  }

  private void neverRead() {
    Set<String> read = new HashSet<>();
    for (int i = 0; i < graph.size(); i++) {
      reads.of(graph.node(i).id()).forEach(place -> read.addAll(place.expression().names()));
    }
    Set<String> known = new HashSet<>(read);
    known.addAll(answers());
    known.addAll(contact);
    known.add(EndNode.RATING);
    // What no way leads to is used by a model, which reads what it fills, or reported already.
    for (int i = reached.nextClearBit(0); i < graph.size(); i = reached.nextClearBit(i + 1)) {
      known.addAll(fills.get(i));
    }
    filledAt.forEach(
        (name, place) -> {
          if (!known.contains(name)) {
            findings.config(
                ProblemCode.NEVER_READ, place, "", "\"" + name + "\" is filled and never read.");
          }
        });
    int index = 0;
    for (Variable variable : flow.variables()) {
      String at = "/variables/" + index++;
      if (!known.contains(variable.name()) && !filledAt.containsKey(variable.name())) {
        findings.flow(
            ProblemCode.NEVER_READ, at, "\"" + variable.name() + "\" is declared and never used.");
      }
    }
  }

  /** What customers answer is read by people and in reports, though no expression reads it. */
  private Set<String> answers() {
    Set<String> answers = new HashSet<>();
    for (int i = 0; i < graph.size(); i++) {
      Step<?> step = graph.step(i);
      if (step != null && step.config() instanceof QuestionNode.Config) {
        answers.addAll(fills.get(i));
      }
    }
    return answers;
  }

  /** By place: what is surely filled when a turn comes there. */
  private BitSet[] certain() {
    BitSet[] in = new BitSet[graph.size()];
    BitSet queued = new BitSet(graph.size());
    BitSet visited = new BitSet(graph.size());
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < graph.size(); i++) {
      in[i] = new BitSet(bits.size());
      Step<?> step = graph.step(i);
      if (step != null && step.config() instanceof TriggerNode.Config) {
        open.add(i);
        queued.set(i);
      } else {
        in[i].set(0, bits.size());
      }
    }
    while (!open.isEmpty()) {
      int place = open.poll();
      queued.clear(place);
      for (FlowGraph.Arc arc : graph.out(place)) {
        BitSet after = (BitSet) in[place].clone();
        addFilled(arc, after);
        BitSet target = in[arc.to()];
        int before = target.cardinality();
        target.and(after);
        // A first visit goes on even where everything is certain so far.
        boolean changed = target.cardinality() != before;
        if ((changed || !visited.get(arc.to())) && !queued.get(arc.to())) {
          visited.set(arc.to());
          queued.set(arc.to());
          open.add(arc.to());
        }
      }
    }
    return in;
  }

  private void addFilled(FlowGraph.Arc arc, BitSet certain) {
    Step<?> step = graph.step(arc.from());
    String port = arc.port();
    if (step == null || port == null) {
      certain.set(0, bits.size()); // It may fill anything.
      return;
    }
    if (step.config() instanceof ConditionNode.Config condition) {
      addDecided(condition, port, certain);
    } else if (!(step.config() instanceof AiResponseNode.Config) && !WITHOUT_VALUE.contains(port)) {
      set(fills.get(arc.from()), certain);
    }
  }

  /** What a condition that was true, and those before it that were not, tell of their names. */
  private void addDecided(ConditionNode.Config condition, String port, BitSet certain) {
    for (ConditionNode.Branch branch : condition.branches()) {
      if (branch.port().equals(port)) {
        set(branch.when().uses().setWhenTrue(), certain);
        return;
      }
      set(branch.when().uses().setOtherwise(), certain);
    }
  }

  private void set(Set<String> names, BitSet certain) {
    for (String name : names) {
      Integer bit = bits.get(name);
      if (bit != null) {
        certain.set(bit);
      }
    }
  }

  private void maybeUnset(BitSet[] in) {
    for (int i = reached.nextSetBit(0); i >= 0; i = reached.nextSetBit(i + 1)) {
      Step<?> step = graph.step(i);
      Set<String> told = new HashSet<>();
      for (Reads.Place place : reads.of(graph.node(i).id())) {
        for (String name : place.uses().needs()) {
          Integer bit = bits.get(name);
          boolean maybe = bit != null && !contact.contains(name) && !in[i].get(bit);
          if (maybe && !isFilledBefore(step, place.within(), name) && told.add(name)) {
            findings.config(
                ProblemCode.MAYBE_UNSET,
                i,
                place.within(),
                "\""
                    + name
                    + "\" may be empty here: not every way to this node fills it. Write coalesce("
                    + name
                    + ", ...) if that is meant.");
          }
        }
      }
    }
  }

  /** Whether the node itself fills a variable before this place: assignments happen in order. */
  private static boolean isFilledBefore(@Nullable Step<?> step, String within, String name) {
    if (step == null
        || !(step.config() instanceof SetNode.Config set)
        || !within.startsWith("/assignments/")) {
      return step != null && step.config() instanceof SetNode.Config && fills(step).contains(name);
    }
    int at = Integer.parseInt(within.split("/", -1)[2]);
    return set.assignments().subList(0, at).stream().anyMatch(a -> a.variable().equals(name));
  }
}
