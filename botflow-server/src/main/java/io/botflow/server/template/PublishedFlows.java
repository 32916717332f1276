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
import java.util.UUID;

/** The flows that bots run on the numbers of a business account. Thread-safe. */
final class PublishedFlows {
  private final Transactions transactions;
  private final JdbcFlowSource flows;
  private final NodeTypes types;

  PublishedFlows(Databases databases, JdbcFlowSource flows, NodeTypes types) {
    this.transactions = databases.work();
    this.flows = flows;
    this.types = types;
  }

  /** Those that can run; what cannot sends no template either. */
  List<CompiledFlow> of(UUID organization, String businessAccount) {
    List<CompiledFlow> found = new ArrayList<>();
    for (String version : versions(organization, businessAccount)) {
      FlowVersion flow = flows.version(organization, version);
      if (flow != null
          && CompiledFlow.compile(flow, types, WhatsAppLimits.forFlows(), null)
              instanceof Compilation.Ready ready) {
        found.add(ready.flow());
      }
    }
    return found;
  }

  private List<String> versions(UUID organization, String businessAccount) {
    return transactions.in(
        organization,
        handle ->
            handle
                .createQuery(
                    """
                    select distinct p.version_id::text from channel_routes r
                    join whatsapp_accounts a on a.org_id = r.org_id and a.id = r.channel_id
                    join bot_workflows w on w.org_id = r.org_id and w.bot_id = r.bot_id
                    join workflow_publications p on p.org_id = w.org_id and p.workflow_id = w.id
                    where r.org_id = :org and r.kind = 'whatsapp' and not r.business
                      and a.business_account_id = :account
                    order by 1
                    """)
                .bind("org", organization)
                .bind("account", businessAccount)
                .mapTo(String.class)
                .list());
  }
}
