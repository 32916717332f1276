package io.botflow.whatsapp.template;

import io.botflow.engine.CompiledFlow;
import io.botflow.engine.TemplateUse;
import io.botflow.whatsapp.template.TemplateMismatch.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Which flows no longer fit the templates that they send. */
public final class TemplateDrift {
  private TemplateDrift() {}

  /**
   * A place of a flow that a template's change touches.
   *
   * @param flow the flow's id
   * @param version the flow's version
   * @param node the node that sends the template
   */
  public record Break(
      String flow,
      String version,
      String node,
      String template,
      String language,
      TemplateMismatch mismatch) {}

  /** Everything in the flows that the registry's templates do not fit, flow by flow. */
  public static List<Break> of(
      TemplateRegistry registry, String account, Collection<CompiledFlow> flows) {
    List<Break> breaks = new ArrayList<>();
    for (CompiledFlow flow : flows) {
      for (TemplateUse use : flow.templates()) {
        for (String language : use.languages().stream().sorted().toList()) {
          for (TemplateMismatch mismatch :
              registry.check(account, use.name(), language, use.values())) {
            breaks.add(at(flow, use, language, mismatch));
          }
        }
      }
    }
    return List.copyOf(breaks);
  }

  /**
   * What one change does to the flows. Beside what no longer fits it tells of another category,
   * which makes every message of those flows cost something else.
   */
  public static List<Break> of(
      TemplateRegistry registry,
      String account,
      Collection<CompiledFlow> flows,
      RegistryChange change) {
    return switch (change) {
      case RegistryChange.Unknown ignored -> List.of();
      case RegistryChange.Removed removed ->
          of(registry, account, flows).stream()
              .filter(one -> concerns(removed.before(), one.template(), one.language()))
              .toList();
      case RegistryChange.Changed changed -> {
        List<Break> breaks = new ArrayList<>(recategorised(flows, changed));
        of(registry, account, flows).stream()
            .filter(one -> concerns(changed.after(), one.template(), one.language()))
            .forEach(breaks::add);
        yield List.copyOf(breaks);
      }
    };
  }

  private static List<Break> recategorised(
      Collection<CompiledFlow> flows, RegistryChange.Changed changed) {
    TemplateCategory before = changed.before().content().category();
    TemplateCategory after = changed.after().content().category();
    List<Break> breaks = new ArrayList<>();
    if (before != after) {
      for (CompiledFlow flow : flows) {
        for (TemplateUse use : flow.templates()) {
          for (String language : use.languages().stream().sorted().toList()) {
            if (concerns(changed.after(), use.name(), language)) {
              String text =
                  "\"" + use.name() + "\" was " + before + " and is charged as " + after + " now.";
              breaks.add(at(flow, use, language, new TemplateMismatch(Kind.RECATEGORISED, text)));
            }
          }
        }
      }
    }
    return breaks;
  }

  private static boolean concerns(RegisteredTemplate template, String name, String language) {
    return template.content().name().equals(name)
        && template.content().language().equals(MessageTemplate.language(language));
  }

  private static Break at(
      CompiledFlow flow, TemplateUse use, String language, TemplateMismatch mismatch) {
    return new Break(flow.id(), flow.version(), use.node(), use.name(), language, mismatch);
  }
}
