package io.botflow.store.jdbc;

import io.botflow.conversation.Variables;
import io.botflow.spi.BotRef;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Makes one contact of two that turned out to be the same person. Rare, so plain and thorough. */
final class ContactMerge {

  private ContactMerge() {}

  /**
   * Gives everything of {@code from} to {@code to}. Where both have a conversation on the channel,
   * that of {@code to} goes on: it gets the inputs that wait and the history. A turn that is being
   * worked on in the other one loses its fence and is done again here.
   */
  static void merge(Handle handle, BotRef bot, UUID from, UUID to) {
    mergeDescriptions(handle, bot, from, to);
    handle
        .createUpdate(
            "update consents set contact_id = :to where org_id = :org and contact_id = :from")
        .bind("org", bot.organization())
        .bind("from", from)
        .bind("to", to)
        .execute();
    run(
        handle,
        """
        update conversations c set contact_id = :to
        where c.org_id = :org and c.contact_id = :from and c.channel_id = :channel
          and not exists (select from conversations o where o.org_id = :org
            and o.channel_id = :channel and o.contact_id = :to)
        """,
        bot,
        from,
        to);
    for (String table : List.of("inbox", "inbox_dead", "messages", "turns", "deliveries")) {
      run(
          handle,
          """
          update %s t set conversation_id = k.id
          from conversations c, conversations k
          where c.org_id = :org and c.contact_id = :from and c.channel_id = :channel
            and k.org_id = :org and k.contact_id = :to and k.channel_id = :channel
            and t.org_id = :org and t.conversation_id = c.id
          """
              .formatted(table),
          bot,
          from,
          to);
    }
    run(
        handle,
        """
        with moved as (
          delete from queue q using conversations c
          where c.org_id = :org and c.contact_id = :from and c.channel_id = :channel
            and q.conversation_id = c.id
          returning q.ready_at)
        insert into queue as q (conversation_id, org_id, priority, ready_at, lent, lease_until,
          fence, attempts)
        select k.id, k.org_id, 0, m.ready_at, false, m.ready_at, 0, 0
        from moved m, conversations k
        where k.org_id = :org and k.contact_id = :to and k.channel_id = :channel
        on conflict (conversation_id) do update set ready_at = least(q.ready_at, excluded.ready_at)
          where not q.lent and q.input_ids is null
        """,
        bot,
        from,
        to);
    run(
        handle,
        """
        delete from timers t using conversations c
        where c.org_id = :org and c.contact_id = :from and c.channel_id = :channel
          and t.conversation_id = c.id
        """,
        bot,
        from,
        to);
    run(
        handle,
        """
        update conversations set due_at = null, updated_at = now()
        where org_id = :org and contact_id = :from and channel_id = :channel
        """,
        bot,
        from,
        to);
    // Nobody finds anything in it any more. One that goes on under the other contact stays in
    // sight.
    run(
        handle,
        """
        delete from inbox_items i using conversations c
        where c.org_id = :org and c.contact_id = :from and c.channel_id = :channel
          and i.org_id = :org and i.conversation_id = c.id
        """,
        bot,
        from,
        to);
    run(
        handle,
        """
        update inbox_items set contact_id = :to
        where org_id = :org and contact_id = :from and channel_id = :channel
        """,
        bot,
        from,
        to);
  }

  /** What is known of both is known of the one; where both say something, {@code to} wins. */
  private static void mergeDescriptions(Handle handle, BotRef bot, UUID from, UUID to) {
    Variables fields = fields(handle, bot, from);
    for (Map.Entry<String, Object> field : fields(handle, bot, to).asMap().entrySet()) {
      fields = fields.with(field.getKey(), field.getValue());
    }
    handle
        .createUpdate(
            """
            update contacts set user_id = null, phone = null, updated_at = now()
            where org_id = :org and id = :from
            """)
        .bind("org", bot.organization())
        .bind("from", from)
        .execute();
    handle
        .createUpdate(
            """
            update contacts c set fields = :fields::json,
              tags = array(select distinct unnest(c.tags || o.tags)),
              opted_out = c.opted_out or o.opted_out, opted_in = c.opted_in or o.opted_in,
              consent_at = greatest(c.consent_at, o.consent_at), name = coalesce(c.name, o.name),
              language = coalesce(c.language, o.language), zone = coalesce(c.zone, o.zone),
              updated_at = now()
            from contacts o
            where c.org_id = :org and c.id = :to and o.org_id = :org and o.id = :from
            """)
        .bind("fields", StoredJson.write(fields))
        .bind("org", bot.organization())
        .bind("to", to)
        .bind("from", from)
        .execute();
  }

  private static Variables fields(Handle handle, BotRef bot, UUID contact) {
    return StoredJson.readVariables(
        handle
            .createQuery("select fields from contacts where org_id = :org and id = :id")
            .bind("org", bot.organization())
            .bind("id", contact)
            .mapTo(String.class)
            .one(),
        Variables.class);
  }

  private static void run(Handle handle, String sql, BotRef bot, UUID from, UUID to) {
    handle
        .createUpdate(sql)
        .bind("org", bot.organization())
        .bind("channel", bot.channel())
        .bind("from", from)
        .bind("to", to)
        .execute();
  }
}
