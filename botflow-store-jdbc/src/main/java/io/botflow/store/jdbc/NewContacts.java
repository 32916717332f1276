package io.botflow.store.jdbc;

import io.botflow.conversation.Session;
import io.botflow.store.jdbc.ContactRows.Found;
import io.botflow.store.jdbc.ContactRows.Sender;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Makes many new contacts at once, as a campaign's first answers bring them. Whoever could be the
 * same person as another of the batch is left to {@link ContactRows}, one by one.
 */
final class NewContacts {

  private record Row(Sender sender, UUID contact, UUID conversation) {}

  private NewContacts() {}

  /** Makes contacts with their conversations; returns for whom. */
  static List<Sender> insert(Handle handle, List<Sender> strangers) {
    Set<String> seen = new HashSet<>();
    List<Sender> alone =
        strangers.stream()
            .filter(sender -> identities(sender).stream().allMatch(seen::add))
            .toList();
    if (alone.size() < 2) {
      return List.of();
    }
    // Two servers may meet the same new people at once; the second waits here and then finds them.
    handle
        .createQuery(
            """
            select count(pg_advisory_xact_lock(hashtextextended(who, 7)))
            from (select who from unnest(:whos) as w (who) order by who) ordered
            """)
        .bind(
            "whos",
            Columns.texts(alone.stream().flatMap(s -> identities(s).stream()).sorted().toList()))
        .mapTo(Integer.class)
        .one();
    Map<Sender, Found> now = ContactRows.find(handle, alone);
    List<Row> rows =
        alone.stream()
            .filter(sender -> ContactRows.get(now, sender).isUnknown())
            .map(sender -> new Row(sender, UUID.randomUUID(), UUID.randomUUID()))
            .toList();
    if (!rows.isEmpty()) {
      insertContacts(handle, rows);
      insertConversations(handle, rows);
    }
    return rows.stream().map(Row::sender).toList();
  }

  /** As {@link ContactRows} locks them. */
  private static List<String> identities(Sender sender) {
    return Stream.<@Nullable String>of(sender.user().userId(), sender.user().phone())
        .filter(Objects::nonNull)
        .map(identity -> sender.bot().channel() + " " + identity)
        .toList();
  }

  private static void insertContacts(Handle handle, List<Row> rows) {
    Columns.of(rows)
        .uuid("orgs", row -> row.sender().bot().organization())
        .uuid("ids", Row::contact)
        .uuid("channels", row -> row.sender().bot().channel())
        .text("users", row -> Text.storable(row.sender().user().userId()))
        .text("phones", row -> Text.storable(row.sender().user().phone()))
        .text("names", row -> Text.storable(row.sender().user().name()))
        .text("usernames", row -> Text.storable(row.sender().user().username()))
        .text("parents", row -> Text.storable(row.sender().user().parentId()))
        .bind(
            handle.createUpdate(
                """
                insert into contacts (org_id, id, channel_id, user_id, phone, profile_name,
                  username, parent_id, name, opted_in, opted_out, consent_at)
                select r.org, r.id, r.channel, r.user_id, r.phone, r.name, r.username, r.parent,
                  r.name, coalesce(s.opted_in, false), coalesce(s.opted_out, false), s.consent_at
                from unnest(:orgs, :ids, :channels, :users, :phones, :names, :usernames, :parents)
                  as r (org, id, channel, user_id, phone, name, username, parent)
                """
                    + ConsentRows.INHERITED))
        .execute();
  }

  private static void insertConversations(Handle handle, List<Row> rows) {
    Columns.of(rows)
        .uuid("orgs", row -> row.sender().bot().organization())
        .uuid("ids", Row::conversation)
        .uuid("channels", row -> row.sender().bot().channel())
        .uuid("bots", row -> row.sender().bot().bot())
        .uuid("contacts", Row::contact)
        .bind(
            handle.createUpdate(
                """
                insert into conversations (org_id, id, channel_id, bot_id, contact_id, session)
                select org, id, channel, bot, contact, :session::json
                from unnest(:orgs, :ids, :channels, :bots, :contacts)
                  as r (org, id, channel, bot, contact)
                """))
        .bind("session", StoredJson.write(Session.FRESH))
        .execute();
  }
}
