package io.botflow.server.conversation;

import io.botflow.server.api.Cursor;
import io.botflow.server.api.Page;
import io.botflow.server.api.Refusal;
import io.botflow.server.http.ErrorCode;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a conversation. Ids are in the order of time, so that they are places as well. A
 * reaction is shown with the message that it is about.
 */
final class MessageList {
  /** What was said of the last try is read of messages that show it alone. */
  private static final String SHOWN =
      """
      select m.id, m.conversation_id, m.channel_id, m.sent_by, m.author, m.author_name, m.content,
        m.reply_to, m.sent_at, coalesce(m.external_id, d.external_id) as external_id,
        d.status, d.status_at, d.error_code, o.state, a.detail, a.code as attempt_code
      from messages m
      left join deliveries d on d.id = m.id and d.org_id = m.org_id
      left join outbox o on o.id = m.id and o.org_id = m.org_id
      left join lateral (select s.detail, s.code from send_attempts s
        where s.org_id = m.org_id and s.message_id = m.id
          and (d.status = %d or o.state is not null)
        order by s.attempt desc limit 1) a on true
      where m.org_id = :org and m.conversation_id = :conversation
      """
          .formatted(MessageRow.FAILED);

  /** Messages whose ticks an open page follows. */
  private static final int WATCHED = 30;

  private static final String IN_THREAD = " and m.content ->> 'kind' <> 'reaction' ";

  private final Transactions transactions;

  @Inject
  MessageList(Databases databases) {
    this.transactions = databases.api();
  }

  /** The newest first, or those after a message, the oldest of them first. */
  Page<MessageView> page(
      UUID organization, UUID conversation, Cursor cursor, @Nullable UUID after) {
    return transactions.in(
        organization,
        handle -> {
          Cursor.Place before = cursor.after();
          UUID place = after != null || before == null ? after : before.id();
          String order = after != null ? "order by m.id" : "order by m.id desc";
          String where =
              place == null ? "" : after != null ? "and m.id > :place " : "and m.id < :place ";
          Query query =
              handle
                  .createQuery(SHOWN + IN_THREAD + where + order + " limit :most")
                  .bind("org", organization)
                  .bind("conversation", conversation)
                  .bind("most", cursor.limit() + 1);
          if (place != null) {
            query.bind("place", place);
          }
          List<MessageRow> rows = query.map((row, context) -> MessageRow.of(row)).list();
          if (rows.isEmpty()) {
            expectConversation(handle, organization, conversation);
          }
          return Page.of(
              new MessageExtras(handle, organization, conversation).of(rows),
              cursor.limit(),
              message -> new Cursor.Place(Instant.EPOCH, message.id()));
        });
  }

  /** Some messages of a conversation, in order; without those that it does not have. */
  List<MessageView> some(UUID organization, UUID conversation, List<UUID> ids) {
    return transactions.in(
        organization,
        handle -> {
          List<MessageRow> rows =
              handle
                  .createQuery(SHOWN + " and m.id = any(:ids) order by m.id")
                  .bind("org", organization)
                  .bind("conversation", conversation)
                  .bindArray("ids", UUID.class, ids)
                  .map((row, context) -> MessageRow.of(row))
                  .list();
          return new MessageExtras(handle, organization, conversation).of(rows);
        });
  }

  static void expectConversation(Handle handle, UUID organization, UUID conversation) {
    if (!isConversation(handle, organization, conversation)) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
  }

  static boolean isConversation(Handle handle, UUID organization, UUID conversation) {
    return handle
        .createQuery("select exists (select from conversations where org_id = :org and id = :id)")
        .bind("org", organization)
        .bind("id", conversation)
        .mapTo(Boolean.class)
        .one();
  }

  /** How far the latest messages that went out came. */
  Map<UUID, MessageView.Delivery> deliveries(UUID organization, UUID conversation) {
    return transactions.in(
        organization,
        handle -> {
          Map<UUID, MessageView.Delivery> states = new HashMap<>();
          handle
              .createQuery(SHOWN + " and not m.inbound order by m.id desc limit " + WATCHED)
              .bind("org", organization)
              .bind("conversation", conversation)
              .map((row, context) -> MessageRow.of(row))
              .forEach(
                  row -> {
                    if (row.delivery() != null) {
                      states.put(row.id(), row.delivery());
                    }
                  });
          return states;
        });
  }

  /**
   * Why the bot said something, or what a turn did: its trace.
   *
   * @param input what it was about, such as {@code messages}
   */
  record ExplanationView(
      long turn,
      Instant at,
      String input,
      int attempt,
      com.fasterxml.jackson.databind.JsonNode events) {}

  private static final List<String> INPUTS =
      List.of(
          "messages",
          "",
          "time-up",
          "signal",
          "take-over",
          "give-back",
          "resolve",
          "to-queue",
          "reply");

  /** The turn in which a message was heard or decided. */
  ExplanationView explanation(UUID organization, UUID conversation, UUID message) {
    return transactions.in(
        organization,
        handle ->
            handle
                .createQuery(
                    """
                    select t.number, t.created_at, t.input, t.attempt, t.events
                    from messages m
                    join turns t on t.conversation_id = m.conversation_id and t.number = m.turn
                      and t.org_id = m.org_id
                    where m.org_id = :org and m.conversation_id = :conversation and m.id = :id
                      and m.sent_by <> 'note'
                    order by t.id desc limit 1
                    """)
                .bind("org", organization)
                .bind("conversation", conversation)
                .bind("id", message)
                .map(
                    (row, context) ->
                        new ExplanationView(
                            row.getLong("number"),
                            Objects.requireNonNull(ConversationRow.moment(row, "created_at")),
                            INPUTS.get(row.getInt("input") - 1),
                            row.getInt("attempt"),
                            ContentJson.tree(row.getString("events"))))
                .findOne()
                .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND)));
  }
}
