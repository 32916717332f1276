package io.botflow.server.conversation;

import io.botflow.BotFlow;
import io.botflow.server.organization.Departure;
import io.botflow.spi.Intervention;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/** Conversations of somebody who left: those that they answered wait for somebody else. */
final class LeftBehind implements Departure {
  private final Transactions transactions;
  private final BotFlow bots;

  @Inject
  LeftBehind(Databases databases, BotFlow bots) {
    this.transactions = databases.api();
    this.bots = bots;
  }

  @Override
  public void left(UUID organization, UUID person) {
    List<UUID> answered =
        transactions.in(
            organization,
            handle ->
                handle
                    .createQuery(
                        """
                        select conversation_id from inbox_items
                        where org_id = :org and assigned_to = :person and owner = 2
                        """)
                    .bind("org", organization)
                    .bind("person", person)
                    .mapTo(UUID.class)
                    .list());
    for (UUID conversation : answered) {
      bots.intervene(
          organization, conversation, Intervention.toQueue("a member who left the organisation"));
    }
    transactions.<Boolean>in(
        organization,
        handle -> {
          handle
              .createUpdate(
                  """
                  with left_over as (
                    update inbox_items set assigned_to = null
                    where org_id = :org and assigned_to = :person
                    returning org_id, conversation_id)
                  update conversations c set assigned_to = null from left_over l
                  where c.org_id = l.org_id and c.id = l.conversation_id
                  """)
              .bind("org", organization)
              .bind("person", person)
              .execute();
          return true;
        });
  }
}
