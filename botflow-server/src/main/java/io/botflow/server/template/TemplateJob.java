package io.botflow.server.template;

import io.botflow.server.account.Account;
import io.botflow.server.account.Accounts;
import io.botflow.store.jdbc.Databases;
import io.botflow.whatsapp.template.RegistryChange;
import io.botflow.whatsapp.template.TemplateAccount;
import io.botflow.whatsapp.template.TemplateDrift;
import io.botflow.whatsapp.template.TemplateReading;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the registry in step with the network: what webhooks told first, in its order, then what
 * the network has now, since webhooks may come late, twice, or never.
 */
final class TemplateJob {
  private static final Logger LOG = LoggerFactory.getLogger(TemplateJob.class);

  private final TemplateReads reads;
  private final TemplateNews news;
  private final MessageTemplates templates;
  private final Accounts accounts;
  private final MeterRegistry meters;

  @Inject
  TemplateJob(
      Databases databases, MessageTemplates templates, Accounts accounts, MeterRegistry meters) {
    this.reads = new TemplateReads(databases);
    this.news = new TemplateNews(databases);
    this.templates = templates;
    this.accounts = accounts;
    this.meters = meters;
  }

  /** One business account; false where none is due. */
  boolean work() {
    Optional<TemplateReads.Due> claimed = reads.claim();
    claimed.ifPresent(this::work);
    return claimed.isPresent();
  }

  private void work(TemplateReads.Due due) {
    applyNews(due);
    Account account = accounts.byId(due.channel());
    Optional<TemplateAccount> asked =
        Optional.ofNullable(account).flatMap(MessageTemplates::account);
    if (asked.isEmpty()) {
      // Nothing can be read until it is connected again, which asks for it.
      reads.done(due);
      return;
    }
    switch (templates.read(due.organization(), asked.get())) {
      case TemplateReading.Page ignored -> reads.done(due);
      case TemplateReading.Failed failed -> {
        LOG.info("The templates of {} cannot be read: {}", due.businessAccount(), failed.why());
        reads.later(due);
      }
    }
  }

  private void applyNews(TemplateReads.Due due) {
    for (List<TemplateNews.Item> items = news.of(due); !items.isEmpty(); items = news.of(due)) {
      for (TemplateNews.Item item : items) {
        RegistryChange change = templates.registry(due.organization()).apply(item.event());
        tell(due, templates.drift(due.organization(), due.businessAccount(), change));
        news.done(due.organization(), item);
        meters.counter("botflow.templates.changes", "aspect", item.event().aspect()).increment();
      }
    }
  }

  private static void tell(TemplateReads.Due due, List<TemplateDrift.Break> breaks) {
    for (TemplateDrift.Break one : breaks) {
      LOG.warn(
          "Flow {} of organisation {} no longer fits a template at node {}: {}",
          one.flow(),
          due.organization(),
          one.node(),
          one.mismatch().text());
    }
  }
}
