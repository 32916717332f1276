package io.botflow.server.conversation;

import io.botflow.server.api.Cursor;
import io.botflow.server.api.Page;
import io.botflow.server.api.Refusal;
import io.botflow.server.http.ErrorCode;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Conversations in the order of their last activity. A page reads as many rows as it shows from an
 * index in that order, and then what belongs to them; a search looks through a part of the list at
 * a time.
 */
final class ConversationList {
  /** What one request of a search looks through: the page that it answers may be short. */
  static final int SEARCHED = 2_000;

  private static final String PLACE = "(i.last_at, i.conversation_id) < (:at, :after)";

  private static final String ORDER = "order by i.last_at desc, i.conversation_id desc";

  /** Those that were snoozed until a time that is over are open. */
  private static final String STATUS =
      "(case when i.status = 1 and i.snoozed_until <= now() then 0 else i.status end)";

  /**
   * What is shown of a row of {@code inbox_items} i, of which there are few. Messages are found by
   * their conversation, the last one first.
   */
  private static final String SHOWN =
      """
      select i.*, %s as shown_status, c.last_inbound_at, c.created_at, %s, c.due_at, ch.kind,
        k.name, k.profile_name, k.phone, k.username, u.name as assignee,
        m.id as message_id, m.content, m.sent_by, m.sent_at, now() as now,
        (select json_agg(json_build_object('id', l.id, 'name', l.name, 'color', l.color)
            order by l.name)
          from conversation_labels x join labels l on l.org_id = x.org_id and l.id = x.label_id
          where x.org_id = i.org_id and x.conversation_id = i.conversation_id)::text as labels
      from page i
      join conversations c on c.org_id = i.org_id and c.id = i.conversation_id
      join channels ch on ch.org_id = i.org_id and ch.id = i.channel_id
      join contacts k on k.org_id = i.org_id and k.id = i.contact_id
      left join users u on u.id = i.assigned_to
      left join lateral (select m.id, m.content, m.sent_by, m.sent_at from messages m
        where m.conversation_id = i.conversation_id and m.org_id = i.org_id and m.sent_by <> 'note'
        order by m.id desc limit 1) m on true
      """
          .formatted(STATUS, "%s");

  /** Sessions are long: none in lists. */
  private static final String IN_LIST = SHOWN.formatted("null as session");

  private static final String WHOLE = SHOWN.formatted("c.session");

  private final Transactions transactions;
  private final ServiceWindows windows;

  @Inject
  ConversationList(Databases databases, ServiceWindows windows) {
    this.transactions = databases.api();
    this.windows = windows;
  }

  /** A page of those that a filter lets through, the last active first. */
  Page<ConversationView> page(UUID organization, ConversationFilter filter, Cursor cursor) {
    Map<String, Object> values = new HashMap<>();
    List<String> conditions = conditions(filter, cursor, values);
    String chosen = "select i.* from inbox_items i where " + String.join(" and ", conditions);
    String search = filter.search();
    String page =
        search == null
            ? chosen + " " + ORDER + " limit :most"
            : "select i.* from (%s %s limit %d) i where %s %s limit :most"
                .formatted(chosen, ORDER, SEARCHED, searching(search, values), ORDER);
    return transactions.in(
        organization,
        handle -> {
          List<ConversationView> found =
              bind(handle.createQuery("with page as (" + page + ") " + IN_LIST + ORDER), values)
                  .bind("org", organization)
                  .bind("most", cursor.limit() + 1)
                  .map((row, context) -> ConversationRow.shown(row, windows, false))
                  .list();
          Cursor.Place searched =
              search != null && found.size() <= cursor.limit()
                  ? searchedTo(handle, organization, chosen, values)
                  : null;
          return searched == null
              ? Page.of(
                  found,
                  cursor.limit(),
                  shown -> new Cursor.Place(shown.lastActivityAt(), shown.id()))
              : Page.before(found, searched);
        });
  }

  /** Where a search ended that has not come to the end of the list. */
  private static Cursor.@Nullable Place searchedTo(
      Handle handle, UUID organization, String chosen, Map<String, Object> values) {
    return bind(
            handle.createQuery(chosen + " " + ORDER + " offset " + (SEARCHED - 1) + " limit 1"),
            values)
        .bind("org", organization)
        .map((row, context) -> ConversationRow.place(row))
        .findOne()
        .orElse(null);
  }

  private static Query bind(Query query, Map<String, Object> values) {
    values.forEach(query::bind);
    return query;
  }

  private static List<String> conditions(
      ConversationFilter filter, Cursor cursor, Map<String, Object> values) {
    // As the index says it, which is for lists alone.
    List<String> conditions =
        new ArrayList<>(List.of("i.org_id = :org", "i.last_at > '-infinity'"));
    Integer owner = filter.owner();
    if (owner != null) {
      // Said in the words of the index, which has the others.
      conditions.add(owner > 0 ? "i.owner > 0 and i.owner = :owner" : "i.owner = :owner");
      values.put("owner", owner);
    }
    if (filter.unassigned()) {
      conditions.add("i.assigned_to is null");
    }
    put(conditions, values, "assigned", "i.assigned_to = :assigned", filter.assigned());
    put(conditions, values, "status", STATUS + " = :status", filter.status());
    put(conditions, values, "bot", "i.bot_id = :bot", filter.bot());
    put(conditions, values, "channel", "i.channel_id = :channel", filter.channel());
    put(conditions, values, "contact", "i.contact_id = :contact", filter.contact());
    put(
        conditions,
        values,
        "label",
        """
        exists (select from conversation_labels x where x.org_id = i.org_id
          and x.conversation_id = i.conversation_id and x.label_id = :label)
        """,
        filter.label());
    if (filter.unread()) {
      conditions.add("i.unread > 0");
    }
    Cursor.Place after = cursor.after();
    if (after != null) {
      conditions.add(PLACE);
      values.put("at", after.at().atOffset(ZoneOffset.UTC));
      values.put("after", after.id());
    }
    return conditions;
  }

  private static void put(
      List<String> conditions,
      Map<String, Object> values,
      String name,
      String condition,
      @Nullable Object value) {
    if (value != null) {
      conditions.add(condition);
      values.put(name, value);
    }
  }

  private static String searching(String search, Map<String, Object> values) {
    String quoted = search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    values.put("search", "%" + quoted + "%");
    return """
        (exists (select from contacts k where k.org_id = i.org_id and k.id = i.contact_id
            and concat_ws(' ', k.name, k.profile_name, k.phone, k.username) ilike :search)
          or exists (select from messages m where m.org_id = i.org_id
            and m.conversation_id = i.conversation_id
            and concat_ws(' ', m.content ->> 'body', m.content ->> 'caption', m.content ->> 'title')
              ilike :search))
        """;
  }

  /** One of the organisation's conversations with all that is shown of it. */
  ConversationView one(UUID organization, UUID id) {
    return transactions.in(organization, handle -> one(handle, organization, id));
  }

  /** As {@link #one(UUID, UUID)}, in a transaction. */
  ConversationView one(Handle handle, UUID organization, UUID id) {
    return handle
        .createQuery(
            """
            with page as (select i.* from inbox_items i
              where i.org_id = :org and i.conversation_id = :id)
            """
                + WHOLE)
        .bind("org", organization)
        .bind("id", id)
        .map((row, context) -> ConversationRow.shown(row, windows, true))
        .findOne()
        .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
  }
}
