package io.botflow.server.template;

import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelEvent.TemplateChanged;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import io.botflow.whatsapp.WebhookReader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** What webhooks told of templates and nobody has looked at yet. Thread-safe. */
final class TemplateNews {
  /** Of one turn; the rest follows in the next. */
  private static final int MOST = 500;

  private final Transactions transactions;

  TemplateNews(Databases databases) {
    this.transactions = databases.work();
  }

  /** News with the id under which it is kept. */
  record Item(UUID id, TemplateChanged event) {}

  /** The oldest news of a business account, in the order in which it came. */
  List<Item> of(TemplateReads.Due due) {
    return transactions.in(
        due.organization(),
        handle ->
            handle
                .createQuery(
                    """
                    select e.id, e.payload->>'templateId' as template_id, e.payload->>'name' as name,
                      e.payload->>'language' as language, e.payload->>'aspect' as aspect,
                      e.payload->>'value' as value, e.payload->>'reason' as reason
                    from template_news n
                    join channel_events e on e.id = n.event_id
                    where n.org_id = :org and e.payload->'address'->>'account' = :account
                    order by n.event_id limit :most
                    """)
                .bind("org", due.organization())
                .bind("account", due.businessAccount())
                .bind("most", MOST)
                .map((row, context) -> item(row, due.businessAccount()))
                .list());
  }

  private static Item item(ResultSet row, String businessAccount) throws SQLException {
    return new Item(
        row.getObject("id", UUID.class),
        new TemplateChanged(
            new ChannelAddress(WebhookReader.CHANNEL, businessAccount),
            Objects.requireNonNullElse(row.getString("template_id"), ""),
            row.getString("name"),
            row.getString("language"),
            Objects.requireNonNullElse(row.getString("aspect"), ""),
            Objects.requireNonNullElse(row.getString("value"), ""),
            row.getString("reason")));
  }

  /** It was looked at. */
  void done(UUID organization, Item item) {
    transactions.in(
        organization,
        handle ->
            handle
                .createUpdate("delete from template_news where org_id = :org and event_id = :id")
                .bind("org", organization)
                .bind("id", item.id())
                .execute());
  }
}
