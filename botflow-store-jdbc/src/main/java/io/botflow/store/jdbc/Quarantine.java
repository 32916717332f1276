package io.botflow.store.jdbc;

import io.botflow.conversation.Input;
import io.botflow.message.InboundMessage;
import io.botflow.message.MessageContent;
import io.botflow.spi.PutAside;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Inputs whose turn failed too often, until somebody repeats them. Rare, so plain. */
final class Quarantine {
  private final Transactions transactions;

  Quarantine(Transactions transactions) {
    this.transactions = transactions;
  }

  private record Lease(
      UUID organization, List<Long> inputs, UUID channel, long turns, Instant dueAt, Instant now) {}

  private record Row(
      long id,
      int kind,
      Instant receivedAt,
      Instant sentAt,
      @Nullable UUID repeats,
      String payload) {}

  /**
   * Puts the input of a lease aside, where people see it and can repeat it, and the conversation
   * into the queue for a person. Does nothing when the lease is no longer held.
   */
  void putAside(Handle handle, UUID conversation, long fence, String problem) {
    Optional<Lease> held = lock(handle, conversation, fence);
    if (held.isEmpty()) {
      return;
    }
    Lease lease = held.get();
    List<Row> rows = take(handle, conversation, lease);
    boolean timeUp = rows.isEmpty();
    if (timeUp) {
      rows = List.of(timeUp(handle, lease));
    }
    Row first = rows.get(0);
    UUID turn = first.repeats();
    if (turn == null) {
      turn =
          timeUp
              ? Claims.dueTurnId(conversation, lease.turns(), lease.dueAt())
              : Claims.turnId(
                  conversation, rows.stream().map(Row::id).toList(), first.receivedAt());
    }
    keep(handle, conversation, lease, turn, rows, problem);
    show(handle, conversation, lease, turn, rows);
    handle
        .createUpdate(
            """
            update conversations set owner = case when owner = 0 then 1 else owner end,
              due_at = case when :time_up then null else due_at end, updated_at = :now::timestamptz
            where org_id = :org and id = :conversation
            """)
        .bind("time_up", timeUp)
        .bind("now", lease.now())
        .bind("org", lease.organization())
        .bind("conversation", conversation)
        .execute();
    Leases.end(handle, List.of(conversation));
  }

  private Optional<Lease> lock(Handle handle, UUID conversation, long fence) {
    return transactions
        .atNow(
            handle.createQuery(
                """
                select q.org_id, q.input_ids, c.channel_id, c.turns, c.due_at,
                  coalesce(:fixed_now::timestamptz, clock_timestamp()) as now
                from queue q join conversations c on c.org_id = q.org_id
                  and c.id = q.conversation_id
                where q.conversation_id = :conversation and q.fence = :fence
                for update of q
                """))
        .bind("conversation", conversation)
        .bind("fence", fence)
        .map(
            (row, context) ->
                new Lease(
                    FoundRow.uuid(row, "org_id"),
                    FoundRow.numbers(row.getArray("input_ids")),
                    FoundRow.uuid(row, "channel_id"),
                    row.getLong("turns"),
                    Objects.requireNonNullElse(
                        FoundRow.moment(row, "due_at"),
                        Objects.requireNonNull(FoundRow.moment(row, "now"))),
                    Objects.requireNonNull(FoundRow.moment(row, "now"))))
        .findOne();
  }

  private static List<Row> take(Handle handle, UUID conversation, Lease lease) {
    return handle
        .createQuery(
            """
            with taken as (
              delete from inbox where conversation_id = :conversation and id = any(:ids)
              returning id, kind, received_at, sent_at, repeats, payload)
            select * from taken order by sent_at, id
            """)
        .bind("conversation", conversation)
        .bind("ids", Columns.numbers(lease.inputs()))
        .map(
            (row, context) ->
                new Row(
                    row.getLong("id"),
                    row.getInt("kind"),
                    Objects.requireNonNull(FoundRow.moment(row, "received_at")),
                    Objects.requireNonNull(FoundRow.moment(row, "sent_at")),
                    row.getObject("repeats", UUID.class),
                    row.getString("payload")))
        .list();
  }

  private static Row timeUp(Handle handle, Lease lease) {
    long id = handle.createQuery("select nextval('inputs')").mapTo(Long.class).one();
    return new Row(id, InboxRows.TIME_UP, lease.now(), lease.now(), null, "{}");
  }

  private static void keep(
      Handle handle, UUID conversation, Lease lease, UUID turn, List<Row> rows, String problem) {
    Columns.of(rows)
        .number("ids", Row::id)
        .number("kinds", Row::kind)
        .moment("received", Row::receivedAt)
        .moment("sent", Row::sentAt)
        .text("payloads", Row::payload)
        .bind(
            handle.createUpdate(
                """
                insert into inbox_dead (org_id, conversation_id, id, turn_id, kind, received_at,
                  sent_at, payload, problem, died_at)
                select :org, :conversation, id, :turn, kind, received, sent, payload::json, :problem,
                  :now::timestamptz
                from unnest(:ids, :kinds, :received, :sent, :payloads)
                  as r (id, kind, received, sent, payload)
                """))
        .bind("org", lease.organization())
        .bind("conversation", conversation)
        .bind("turn", turn)
        .bind("problem", String.valueOf(Text.storable(problem)))
        .bind("now", lease.now())
        .execute();
  }

  /** The person who looks after the conversation sees what was written. */
  private static void show(
      Handle handle, UUID conversation, Lease lease, UUID turn, List<Row> rows) {
    int place = 0;
    for (Row row : rows) {
      if (row.kind() == InboxRows.MESSAGE) {
        InboundMessage message = StoredJson.read(row.payload(), InboundMessage.class);
        handle
            .createUpdate(
                """
                insert into messages (org_id, conversation_id, id, channel_id, inbound, turn, sent_by,
                  content, reply_to, external_id, sent_at)
                values (:org, :conversation, :id, :channel, true, :turn, 'customer', :content::json,
                  :reply, :external, :sent)
                on conflict do nothing
                """)
            .bind("org", lease.organization())
            .bind("conversation", conversation)
            .bind("id", TurnRows.inboundId(turn, place, lease.channel(), message))
            .bind("channel", lease.channel())
            .bind("turn", lease.turns() + 1)
            .bind("content", StoredJson.write(message.content(), MessageContent.class))
            .bind("reply", Text.storable(message.replyTo()))
            .bind("external", Text.storable(message.id()))
            .bind("sent", row.sentAt())
            .execute();
      }
      place++;
    }
  }

  /** What an organisation has aside, oldest first. */
  List<PutAside> of(UUID organization, int most) {
    return transactions.in(
        organization,
        handle -> {
          Map<UUID, PutAside> byTurn = new LinkedHashMap<>();
          handle
              .createQuery(
                  """
                  select d.* from inbox_dead d join (
                    select turn_id, min(died_at) as died_at from inbox_dead where org_id = :org
                    group by turn_id order by min(died_at), turn_id limit :most) t
                    on t.turn_id = d.turn_id
                  where d.org_id = :org order by t.died_at, d.turn_id, d.sent_at, d.id
                  """)
              .bind("org", organization)
              .bind("most", most)
              .map(
                  (row, context) ->
                      new PutAside(
                          organization,
                          FoundRow.uuid(row, "conversation_id"),
                          FoundRow.uuid(row, "turn_id"),
                          input(row.getInt("kind"), row.getString("payload")),
                          row.getString("problem"),
                          Objects.requireNonNull(FoundRow.moment(row, "died_at"))))
              .forEach(one -> byTurn.merge(one.turn(), one, Quarantine::joined));
          return List.copyOf(byTurn.values());
        });
  }

  private static Input input(int kind, String payload) {
    return switch (kind) {
      case InboxRows.MESSAGE ->
          new Input.Messages(List.of(StoredJson.read(payload, InboundMessage.class)));
      case InboxRows.TIME_UP -> new Input.TimeUp();
      default -> StoredJson.read(payload, Input.class);
    };
  }

  private static PutAside joined(PutAside first, PutAside second) {
    List<InboundMessage> messages = new ArrayList<>();
    for (Input input : List.of(first.input(), second.input())) {
      if (input instanceof Input.Messages burst) {
        messages.addAll(burst.messages());
      }
    }
    return new PutAside(
        first.organization(),
        first.conversation(),
        first.turn(),
        new Input.Messages(messages),
        first.problem(),
        first.at());
  }

  /** Puts an input in front of its conversation's others again; false where there is none such. */
  boolean repeat(UUID organization, UUID turn) {
    return transactions.in(
        organization,
        handle ->
            transactions
                    .atNow(
                        handle.createUpdate(
                            """
                            with t as (
                              select coalesce(:fixed_now::timestamptz, clock_timestamp()) as now),
                            back as (
                              delete from inbox_dead where org_id = :org and turn_id = :turn
                              returning *),
                            inputs as (
                              insert into inbox (conversation_id, id, org_id, kind, ready_at,
                                received_at, sent_at, repeats, payload)
                              select b.conversation_id, b.id, b.org_id, b.kind, t.now, b.received_at,
                                b.sent_at, b.turn_id, b.payload
                              from back b, t)
                            insert into queue as q (conversation_id, org_id, priority, ready_at, lent,
                              lease_until, fence, attempts)
                            select distinct b.conversation_id, b.org_id, 0, t.now, false, t.now, 0, 0
                            from back b, t
                            on conflict (conversation_id) do update
                              set ready_at = case when q.lent or q.input_ids is not null
                                then q.ready_at else least(q.ready_at, excluded.ready_at) end
                            """))
                    .bind("org", organization)
                    .bind("turn", turn)
                    .execute()
                > 0);
  }
}
