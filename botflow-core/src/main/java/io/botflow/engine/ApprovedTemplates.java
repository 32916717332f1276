package io.botflow.engine;

import io.botflow.flow.Flow;
import io.botflow.flow.ProblemCode;
import io.botflow.flow.Settings;
import io.botflow.message.TemplateValues;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Compares the places that send an approved template: with the template, where the host knows it,
 * and with each other, since its variables are the same everywhere.
 */
final class ApprovedTemplates {
  private final Flow flow;
  private final Set<String> languages;
  private final FlowGraph graph;
  private final FlowAnalysis.Findings findings;
  private final @Nullable Function<TemplateUse, List<String>> known;

  ApprovedTemplates(Flow flow, FlowGraph graph, FlowAnalysis.Findings findings, Known known) {
    this.flow = flow;
    this.languages = languages(flow);
    this.graph = graph;
    this.findings = findings;
    this.known = known.templates();
  }

  /** The languages in which a flow speaks. */
  static Set<String> languages(Flow flow) {
    Set<String> languages = new TreeSet<>(flow.translations().keySet());
    languages.add(flow.language());
    return languages;
  }

  void run() {
    Map<String, TemplateUse> firsts = new HashMap<>();
    checkDefault();
    for (int i = 0; i < graph.size(); i++) {
      Step<?> step = graph.step(i);
      TemplateUse use = TemplateUse.of(step, languages);
      if (step == null || use == null) {
        continue;
      }
      String at = TemplateUse.pointer(step.config());
      if (known != null) {
        for (String problem : known.apply(use)) {
          findings.config(ProblemCode.TEMPLATE_PARAMETERS, i, at, problem);
        }
      }
      TemplateUse first = firsts.putIfAbsent(use.name(), use);
      if (first != null && !same(first.values(), use.values())) {
        findings.config(
            ProblemCode.TEMPLATE_PARAMETERS,
            i,
            at + "/parameters",
            "\""
                + first.node()
                + "\" sends \""
                + use.name()
                + "\" with "
                + first.values().count()
                + " values, this node with "
                + use.values().count()
                + " or with other names.");
      }
    }
  }

  private void checkDefault() {
    Settings.DefaultTemplate template = flow.settings().defaultTemplate();
    if (known != null && template != null) {
      for (String problem : known.apply(TemplateUse.of(template, languages))) {
        findings.flow(ProblemCode.TEMPLATE_PARAMETERS, "/settings/defaultTemplate", problem);
      }
    }
  }

  /** Named values may come in any order. */
  private static boolean same(TemplateValues a, TemplateValues b) {
    return a.count() == b.count() && a.names().equals(b.names());
  }
}
