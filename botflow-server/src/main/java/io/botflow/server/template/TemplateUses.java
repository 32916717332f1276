package io.botflow.server.template;

import io.botflow.engine.TemplateUse;
import io.botflow.whatsapp.template.MessageTemplate;
import io.botflow.whatsapp.template.TemplateMismatch;
import io.botflow.whatsapp.template.TemplateRegistry;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Where the published flows of an organisation send templates, and what does not fit there. */
final class TemplateUses {
  private final MessageTemplates templates;

  @Inject
  TemplateUses(MessageTemplates templates) {
    this.templates = templates;
  }

  /**
   * A place of a published flow that sends a template.
   *
   * @param nodeId {@code settings} for the bot's default template
   * @param problems empty where the template fits and can be sent
   */
  record TemplateUseView(
      UUID botId,
      UUID workflowId,
      String workflowName,
      String nodeId,
      String businessAccountId,
      String template,
      String language,
      List<UseProblem> problems) {
    TemplateUseView {
      problems = List.copyOf(problems);
    }
  }

  /**
   * What stands against it.
   *
   * @param kind {@code unknown}, {@code language}, {@code status}, {@code count} ...
   */
  record UseProblem(String kind, String message) {}

  /** Where one template is sent. */
  List<TemplateUseView> of(UUID organization, TemplateRow row) {
    return all(organization, List.of(row.businessAccount())).stream()
        .filter(
            use ->
                use.template().equals(row.name())
                    && MessageTemplate.language(use.language()).equals(row.language()))
        .toList();
  }

  /** Every place that does not fit, also of templates that do not exist. */
  List<TemplateUseView> broken(UUID organization) {
    return all(organization, templates.businessAccounts(organization)).stream()
        .filter(use -> !use.problems().isEmpty())
        .toList();
  }

  private List<TemplateUseView> all(UUID organization, List<String> accounts) {
    TemplateRegistry registry = templates.registry(organization);
    List<TemplateUseView> found = new ArrayList<>();
    for (String account : accounts) {
      for (PublishedFlows.Running running : templates.running(organization, account)) {
        for (TemplateUse use : running.flow().templates()) {
          for (String language : use.languages().stream().sorted().toList()) {
            found.add(
                new TemplateUseView(
                    running.bot(),
                    running.workflow(),
                    running.name(),
                    use.node(),
                    account,
                    use.name(),
                    language,
                    registry.check(account, use.name(), language, use.values()).stream()
                        .map(TemplateUses::problem)
                        .toList()));
          }
        }
      }
    }
    return found;
  }

  private static UseProblem problem(TemplateMismatch mismatch) {
    return new UseProblem(mismatch.kind().name().toLowerCase(Locale.ROOT), mismatch.text());
  }
}
