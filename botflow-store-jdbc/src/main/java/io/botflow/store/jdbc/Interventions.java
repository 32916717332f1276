package io.botflow.store.jdbc;

import io.botflow.conversation.Input;
import io.botflow.conversation.Owner;
import io.botflow.conversation.Session;
import io.botflow.event.Event;
import io.botflow.message.InboundMessage;
import io.botflow.message.MessageContent;
import io.botflow.message.OutboundMessage;
import io.botflow.spi.Intervened;
import io.botflow.spi.Intervention;
import io.botflow.spi.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What people do to conversations, at once: it counts as a turn, so that a turn which is under way
 * finds a session that is not the one it was lent with, and is done again.
 */
final class Interventions {
  /** As the history calls what changes no owner; see {@link TurnRows#inputKind}. */
  private static final int NO_OTHER_OWNER = 9;

  private final Transactions transactions;

  Interventions(Transactions transactions) {
    this.transactions = transactions;
  }

  /** A conversation as an intervention finds it, locked. */
  private record Found(
      UUID organization,
      UUID id,
      UUID channel,
      UUID bot,
      Owner owner,
      Session session,
      long nextMessage,
      Instant now) {}

  /** What became of it; null where the organisation has no such conversation. */
  @Nullable Intervened carryOut(UUID organization, UUID conversation, Intervention what) {
    return transactions
        .in(
            organization,
            handle ->
                Optional.ofNullable(lock(handle, organization, conversation))
                    .map(
                        found -> {
                          UUID turn = change(handle, found, what);
                          return new Intervened(found.owner(), say(handle, found, turn, what));
                        }))
        .orElse(null);
  }

  /** Somebody wrote to the customer on the business's own telephone. */
  void echoed(Handle handle, UUID organization, UUID conversation, InboundMessage message) {
    Found found = lock(handle, organization, conversation);
    if (found != null) {
      UUID turn = change(handle, found, Intervention.takeOver(Intervention.PHONE));
      String content = StoredJson.write(message.content(), MessageContent.class);
      UUID id = HistoryIds.of(found.now(), 0, turn + " 0");
      keep(handle, found, id, content, null, message.replyTo(), Intervention.PHONE, null);
      handle
          .createUpdate(
              """
              insert into deliveries (org_id, id, conversation_id, channel_id, external_id, status,
                status_at)
              values (:org, :id, :conversation, :channel, :external, 1, :at::timestamptz)
              """)
          .bind("org", organization)
          .bind("id", id)
          .bind("conversation", conversation)
          .bind("channel", found.channel())
          .bind("external", Text.storable(message.id()))
          .bind("at", message.sentAt())
          .execute();
    }
  }

  /** The queue's row first, as whoever commits a turn. */
  private @Nullable Found lock(Handle handle, UUID organization, UUID conversation) {
    handle
        .createQuery(
            """
            select true from queue where conversation_id = :id and org_id = :org for no key update
            """)
        .bind("org", organization)
        .bind("id", conversation)
        .mapTo(Boolean.class)
        .list();
    return transactions
        .atNow(
            handle.createQuery(
                """
                select c.channel_id, c.bot_id, c.owner, c.session, c.next_message,
                  coalesce(:fixed_now::timestamptz, clock_timestamp()) as now
                from conversations c
                where c.org_id = :org and c.id = :id and pg_current_xact_id() is not null
                for no key update
                """))
        .bind("org", organization)
        .bind("id", conversation)
        .map(
            (row, context) ->
                new Found(
                    organization,
                    conversation,
                    FoundRow.uuid(row, "channel_id"),
                    FoundRow.uuid(row, "bot_id"),
                    Ranks.owner(row.getInt("owner")),
                    StoredJson.readVariables(row.getString("session"), Session.class),
                    row.getLong("next_message"),
                    Objects.requireNonNull(FoundRow.moment(row, "now"))))
        .findOne()
        .orElse(null);
  }

  /**
   * What waited to be said by the bot is not said any more. A person who takes over has seen what
   * there was to read.
   */
  private static final String CHANGE =
      """
      with changed as (
        update conversations set owner = :owner, session = :session::json, turns = :number,
          assigned_to = case when :owner::int = 1 then null
            when owner = 2 and :messages > 0 then coalesce(assigned_to, :person::uuid)
            else coalesce(:person::uuid, assigned_to) end,
          due_at = :due::timestamptz, next_message = next_message + :messages, updated_at = :now::timestamptz
        where org_id = :org and id = :id
        returning assigned_to),
      seen as (
        update inbox_items i set owner = :owner, assigned_to = c.assigned_to, status = 0,
          snoozed_until = null, unread = case when :owner::int = 2 then 0 else i.unread end,
          last_at = greatest(i.last_at, :now::timestamptz)
        from changed c where i.org_id = :org and i.conversation_id = :id),
      told as (
        insert into turns (org_id, conversation_id, number, id, bot_id, input, attempt, events,
          created_at)
        values (:org, :id, :number, :turn, :bot, :kind::int, 1, :events::json, :now::timestamptz)),
      timed as (
        insert into timers as t (conversation_id, org_id, due_at)
        select :id, :org, :due::timestamptz where :due::timestamptz is not null
        on conflict (conversation_id) do update set due_at = excluded.due_at
          where excluded.due_at < t.due_at),
      withdrawn as (
        delete from outbox where conversation_id = :id and org_id = :org and state in (0, 4)
          and :withdraws
        returning id, channel_id)
      insert into deliveries (org_id, id, conversation_id, channel_id, status, status_at, error_code)
      select :org, id, :id, channel_id, 2, :now::timestamptz, :taken_over from withdrawn
      on conflict (id) do update set status = 2, error_code = excluded.error_code
        where deliveries.status < 2
      """;

  /**
   * What waits and would say who owns the conversation was said before. A worker that has it finds
   * the session changed, and whoever comes after takes what is left.
   */
  private static void dropEarlier(Handle handle, Found found) {
    handle
        .createUpdate(
            """
            with gone as (
              delete from inbox where conversation_id = :id and org_id = :org and kind = 2
                and payload ->> 'input' in ('take_over', 'to_queue', 'give_back', 'resolve')
              returning id)
            update queue set input_ids = null, attempts = 0
            where conversation_id = :id and org_id = :org
              and input_ids && array(select id from gone)
            """)
        .bind("org", found.organization())
        .bind("id", found.id())
        .execute();
  }

  private static UUID change(Handle handle, Found found, Intervention what) {
    dropEarlier(handle, found);
    Duration time = what.returnAfter();
    Instant due = time == null ? null : found.now().plus(time);
    Session session = found.session().interrupted(due);
    boolean other = found.owner() != what.owner();
    UUID turn = HistoryIds.of(found.now(), 0, found.id() + " by hand " + UUID.randomUUID());
    Input input = what.input();
    List<Event> events = other ? List.of(what.event()) : List.of();
    handle
        .createUpdate(CHANGE)
        .bind("org", found.organization())
        .bind("id", found.id())
        .bind("owner", Ranks.of(what.owner()))
        .bind("session", StoredJson.write(session))
        .bind("number", session.turns())
        .bindByType("person", what.person(), UUID.class)
        .bindByType("due", due, Instant.class)
        .bind("messages", what.messages().size())
        .bind("now", found.now())
        .bind("turn", turn)
        .bind("bot", found.bot())
        .bind("kind", other ? TurnRows.inputKind(input) : NO_OTHER_OWNER)
        .bind("events", StoredJson.events(events))
        .bind("withdraws", found.owner() == Owner.BOT)
        .bind("taken_over", Store.TAKEN_OVER)
        .execute();
    return turn;
  }

  private static List<UUID> say(Handle handle, Found found, UUID turn, Intervention what) {
    List<UUID> ids = new ArrayList<>();
    for (OutboundMessage message : what.messages()) {
      int place = ids.size();
      UUID id = HistoryIds.of(found.now(), place, turn + " " + place);
      String content = StoredJson.write(message.content(), MessageContent.class);
      keep(
          handle,
          found,
          id,
          content,
          TurnRows.extra(message),
          message.replyTo(),
          what.by(),
          what.person());
      handle
          .createUpdate(
              """
              insert into outbox (id, org_id, channel_id, conversation_id, number, resend, state,
                attempt, next_at, delay_ms, epoch)
              select :id, :org, :channel, :conversation, :number, :resend, 0, 0, :now::timestamptz, 0, epoch
              from system_epoch
              """)
          .bind("id", id)
          .bind("org", found.organization())
          .bind("channel", found.channel())
          .bind("conversation", found.id())
          .bind("number", found.nextMessage() + place)
          .bind("resend", message.resend() == OutboundMessage.Resend.AFTER_DOUBT)
          .bind("now", found.now())
          .execute();
      ids.add(id);
    }
    return ids;
  }

  private static void keep(
      Handle handle,
      Found found,
      UUID id,
      String content,
      @Nullable String extra,
      @Nullable String replyTo,
      String by,
      @Nullable UUID person) {
    handle
        .createUpdate(
            """
            insert into messages (org_id, conversation_id, id, channel_id, inbound, turn, sent_by,
              content, extra, reply_to, sent_at, author, author_name)
            values (:org, :conversation, :id, :channel, false, :turn, 'person', :content::json,
              :extra::json, :reply, :now::timestamptz, :person::uuid, :by)
            """)
        .bind("org", found.organization())
        .bind("conversation", found.id())
        .bind("id", id)
        .bind("channel", found.channel())
        .bind("turn", found.session().turns() + 1)
        .bind("content", content)
        .bind("extra", extra)
        .bind("reply", Text.storable(replyTo))
        .bind("now", found.now())
        .bindByType("person", person, UUID.class)
        .bind("by", Text.storable(by))
        .execute();
  }
}
