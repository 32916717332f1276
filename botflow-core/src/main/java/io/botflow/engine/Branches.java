package io.botflow.engine;

import io.botflow.expression.Evaluated;
import io.botflow.expression.Expression;
import io.botflow.expression.Scope;
import io.botflow.flow.ProblemCode;
import io.botflow.node.ConditionNode;
import io.botflow.node.NodeType;
import io.botflow.node.QuestionInput;
import io.botflow.node.QuestionNode;
import io.botflow.node.SplitNode;
import io.botflow.node.TriggerNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds branches that can never be taken, and triggers that never get a message. */
final class Branches {
  private final FlowGraph graph;
  private final List<Entry> entries;
  private final Reads reads;
  private final FlowAnalysis.Findings findings;

  Branches(FlowGraph graph, List<Entry> entries, Reads reads, FlowAnalysis.Findings findings) {
    this.graph = graph;
    this.entries = entries;
    this.reads = reads;
    this.findings = findings;
  }

  void run() {
    Map<String, Set<String>> options = options();
    for (int i = 0; i < graph.size(); i++) {
      Step<?> step = graph.step(i);
      if (step == null) {
        continue;
      }
      if (step.config() instanceof ConditionNode.Config condition) {
        conditions(i, condition.branches());
      } else if (step.config() instanceof SplitNode.Config split) {
        weights(i, split.branches());
      }
      for (Reads.Place place : reads.of(step.id())) {
        comparisons(i, place, options);
      }
    }
    triggers();
  }

  private void conditions(int place, List<ConditionNode.Branch> branches) {
    Map<Expression, String> earlier = new HashMap<>();
    String always = null;
    for (int i = 0; i < branches.size(); i++) {
      ConditionNode.Branch branch = branches.get(i);
      String at = "/branches/" + i + "/when";
      if (always != null) {
        never(place, at, "\"" + always + "\" is always taken before it.");
        continue;
      }
      String same = same(earlier, branch.when());
      if (same != null) {
        never(place, at, "\"" + same + "\" has the same condition and comes first.");
      }
      earlier.put(branch.when(), branch.port());
      if (branch.when().names().isEmpty()) {
        if (isTrue(branch.when())) {
          always = branch.port();
        } else {
          never(place, at, "This condition is never true.");
        }
      }
    }
    if (always != null) {
      never(place, "/branches", "\"else\" is never taken: \"" + always + "\" always is.");
    }
  }

  private static @Nullable String same(Map<Expression, String> earlier, Expression condition) {
    for (Map.Entry<Expression, String> known : earlier.entrySet()) {
      if (known.getKey().means(condition)) {
        return known.getValue();
      }
    }
    return null;
  }

  private static boolean isTrue(Expression constant) {
    return constant.evaluate(NOTHING) instanceof Evaluated.Value value
        && Boolean.TRUE.equals(value.value());
  }

  private void weights(int place, List<SplitNode.Branch> branches) {
    for (int i = 0; i < branches.size(); i++) {
      if (branches.get(i).weight() == 0) {
        never(place, "/branches/" + i + "/weight", "A branch of weight 0 is never taken.");
      }
    }
  }

  /** Texts that are none of the options by which a choice fills its variable. */
  private void comparisons(int node, Reads.Place place, Map<String, Set<String>> options) {
    place
        .uses()
        .texts()
        .forEach(
            (variable, texts) -> {
              Set<String> keys = options.get(variable);
              if (keys == null) {
                return;
              }
              for (String text : texts) {
                if (!keys.contains(text)) {
                  never(
                      node,
                      place.within(),
                      "\""
                          + variable
                          + "\" is never \""
                          + text
                          + "\"; it can be "
                          + String.join(", ", keys)
                          + ".");
                }
              }
            });
  }

  /** What the variables can be that nothing but choices of fixed options fill. */
  private Map<String, Set<String>> options() {
    Map<String, Set<String>> options = new HashMap<>();
    Set<String> others = new HashSet<>();
    for (int i = 0; i < graph.size(); i++) {
      Step<?> step = graph.step(i);
      if (step == null) {
        return Map.of(); // What it fills is not known.
      }
      if (step.config() instanceof QuestionNode.Config question
          && question.input().type() == QuestionInput.Kind.CHOICE
          && question.input().optionsFrom() == null) {
        if (question.variable() != null) {
          Set<String> keys =
              options.computeIfAbsent(question.variable(), key -> new LinkedHashSet<>());
          question.input().options().forEach(option -> keys.add(option.key()));
        }
      } else {
        others.addAll(fills(step));
      }
    }
    options.keySet().removeAll(others);
    return options;
  }

  private static <C> Set<String> fills(Step<C> step) {
    NodeType<C> type = step.type();
    return type.fills(step.config()).keySet();
  }

  /** A trigger for everything leaves nothing to those that are asked after it. */
  private void triggers() {
    String taken = null;
    for (Entry entry : entries) {
      TriggerNode.Config config = entry.config();
      if (taken != null && config.on() != TriggerNode.On.API && !config.interrupt()) {
        Integer place = graph.place(entry.step().id());
        if (place != null) {
          never(place, "/on", "\"" + taken + "\" takes every message that could start it.");
        }
      }
      if (config.on() == TriggerNode.On.CONVERSATION_START
          || config.on() == TriggerNode.On.ANY_MESSAGE) {
        taken = taken == null ? entry.step().id() : taken;
      }
    }
  }

  private void never(int place, String within, String text) {
    findings.config(ProblemCode.NEVER_MATCHES, place, within, text);
  }

  /** Constant conditions read nothing. */
  private static final Scope NOTHING =
      new Scope() {
        @Override
        public @Nullable Object value(String name) {
          return null;
        }

        @Override
        public Locale locale() {
          return Locale.ROOT;
        }

        @Override
        public ZoneId zone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Instant now() {
          return Instant.EPOCH;
        }
      };
}
