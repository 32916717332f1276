package io.botflow.server.template;

import io.botflow.engine.Compilation;
import io.botflow.engine.CompiledFlow;
import io.botflow.node.NodeTypes;
import io.botflow.spi.FlowVersion;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.JdbcFlowSource;
import io.botflow.store.jdbc.Transactions;
import io.botflow.whatsapp.WhatsAppLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** The flows that bots run on the numbers of a business account. Thread-safe. */
final class PublishedFlows {
  private static final String VERSIONS =
      """
      select distinct p.version_id::text as version, w.bot_id, w.id, w.name
      from channel_routes r
      join whatsapp_accounts a on a.org_id = r.org_id and a.id = r.channel_id
      join bot_workflows w on w.org_id = r.org_id and w.bot_id = r.bot_id
      join workflow_publications p on p.org_id = w.org_id and p.workflow_id = w.id
      where r.org_id = :org and r.kind = 'whatsapp' and not r.business
        and a.business_account_id = :account
      order by 1
      """;

  private static final String ACCOUNTS =
      """
      select distinct business_account_id from whatsapp_accounts
      where org_id = :org and business_account_id is not null order by 1
      """;

  private final Transactions transactions;
  private final JdbcFlowSource flows;
  private final NodeTypes types;

  PublishedFlows(Databases databases, JdbcFlowSource flows, NodeTypes types) {
    this.transactions = databases.work();
    this.flows = flows;
    this.types = types;
  }

  /** A flow that a bot of a number runs. */
  record Running(UUID bot, UUID workflow, String name, CompiledFlow flow) {}

  private record Found(UUID bot, UUID workflow, String name, String version) {}

  /** Those that can run; what cannot sends no template either. */
  List<Running> of(UUID organization, String businessAccount) {
    List<Running> running = new ArrayList<>();
    for (Found found : versions(organization, businessAccount)) {
      FlowVersion flow = flows.version(organization, found.version());
      if (flow != null
          && CompiledFlow.compile(flow, types, WhatsAppLimits.forFlows(), null)
              instanceof Compilation.Ready ready) {
        running.add(new Running(found.bot(), found.workflow(), found.name(), ready.flow()));
      }
    }
    return running;
  }

  private List<Found> versions(UUID organization, String businessAccount) {
    return transactions.in(
        organization,
        handle ->
            handle
                .createQuery(VERSIONS)
                .bind("org", organization)
                .bind("account", businessAccount)
                .map(
                    (row, context) ->
                        new Found(
                            Objects.requireNonNull(row.getObject("bot_id", UUID.class)),
                            Objects.requireNonNull(row.getObject("id", UUID.class)),
                            row.getString("name"),
                            row.getString("version")))
                .list());
  }

  /** The business accounts that an organisation's numbers belong to. */
  List<String> accounts(UUID organization) {
    return transactions.in(
        organization,
        handle ->
            handle.createQuery(ACCOUNTS).bind("org", organization).mapTo(String.class).list());
  }
}
