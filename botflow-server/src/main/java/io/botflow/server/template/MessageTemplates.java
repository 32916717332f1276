package io.botflow.server.template;

import io.botflow.engine.CompiledFlow;
import io.botflow.message.ChannelAddress;
import io.botflow.message.MessageContent;
import io.botflow.message.Purpose;
import io.botflow.node.NodeTypes;
import io.botflow.server.account.Account;
import io.botflow.server.account.Accounts;
import io.botflow.server.config.Secret;
import io.botflow.server.job.JobModule;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.JdbcFlowSource;
import io.botflow.whatsapp.ApprovedTemplates;
import io.botflow.whatsapp.GraphApi;
import io.botflow.whatsapp.template.RegistryChange;
import io.botflow.whatsapp.template.TemplateAccount;
import io.botflow.whatsapp.template.TemplateDrift;
import io.botflow.whatsapp.template.TemplateReading;
import io.botflow.whatsapp.template.TemplateRegistry;
import io.botflow.whatsapp.template.Templates;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The message templates of organisations: as the network last told of them, as it has them now, and
 * the flows that they break. Thread-safe; calls block.
 */
public final class MessageTemplates {
  private final Databases databases;
  private final PublishedFlows flows;
  private final GraphApi graph;

  @Inject
  MessageTemplates(
      Databases databases,
      JdbcFlowSource flows,
      NodeTypes types,
      @Named(JobModule.BACKGROUND) GraphApi graph) {
    this.databases = databases;
    this.flows = new PublishedFlows(databases, flows, types);
    this.graph = graph;
  }

  /** What is known of an organisation's templates, kept in the database. */
  public TemplateRegistry registry(UUID organization) {
    return new TemplateRegistry(table(organization));
  }

  /** Where they are kept. */
  JdbcTemplateTable table(UUID organization) {
    return new JdbcTemplateTable(databases.work(), organization);
  }

  /**
   * An organisation's templates at the network, with what it did with them kept in the database.
   */
  public Templates network(UUID organization) {
    return new Templates(
        graph, new JdbcTemplateHistory(databases.api(), organization), InstantSource.system());
  }

  /** The account whose templates a number uses; empty where it lacks its id or a token. */
  public static Optional<TemplateAccount> account(Account account) {
    String id = account.businessAccountId();
    Secret token = account.accessToken();
    return id == null || token == null
        ? Optional.empty()
        : Optional.of(new TemplateAccount(account.endpoint(), id, token.reveal()));
  }

  /** What is known of the templates of all numbers, each as its own organisation knows it. */
  public ApprovedTemplates atSending(Accounts accounts) {
    return new ApprovedTemplates() {
      @Override
      public @Nullable Purpose purpose(ChannelAddress from, MessageContent.Template template) {
        ApprovedTemplates known = of(from);
        return known == null ? null : known.purpose(from, template);
      }

      @Override
      public List<String> problems(ChannelAddress from, MessageContent.Template template) {
        ApprovedTemplates known = of(from);
        return known == null ? List.of() : known.problems(from, template);
      }

      private @Nullable ApprovedTemplates of(ChannelAddress from) {
        Account account = accounts.byAddress(from.account());
        return account == null
            ? null
            : registry(account.organization())
                .atSending(address -> Optional.ofNullable(account.businessAccountId()));
      }
    };
  }

  /** Reads all templates of an account from the network; the registry takes over what it read. */
  public TemplateReading read(UUID organization, TemplateAccount account) {
    TemplateReading reading = network(organization).all(account);
    if (reading instanceof TemplateReading.Page page) {
      registry(organization).sync(account.id(), page.templates());
    }
    return reading;
  }

  /** Everything in the published flows of an account's numbers that its templates do not fit. */
  public List<TemplateDrift.Break> drift(UUID organization, String businessAccount) {
    return TemplateDrift.of(
        registry(organization), businessAccount, compiled(organization, businessAccount));
  }

  /** What one change does to those flows. */
  List<TemplateDrift.Break> drift(
      UUID organization, String businessAccount, RegistryChange change) {
    return TemplateDrift.of(
        registry(organization), businessAccount, compiled(organization, businessAccount), change);
  }

  private List<CompiledFlow> compiled(UUID organization, String businessAccount) {
    return running(organization, businessAccount).stream()
        .map(PublishedFlows.Running::flow)
        .toList();
  }

  /** The flows that bots run on a business account's numbers. */
  List<PublishedFlows.Running> running(UUID organization, String businessAccount) {
    return flows.of(organization, businessAccount);
  }

  /** The business accounts of an organisation's numbers. */
  List<String> businessAccounts(UUID organization) {
    return flows.accounts(organization);
  }
}
