package io.botflow.server.memory;

import io.botflow.store.jdbc.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Conversations that are to be read, and what came of reading them. Several servers share it: what
 * is lent to one comes back when it does not end in time. No transaction is open while a model is
 * asked. Thread-safe.
 */
final class MemoryWork {
  private static final Duration LEASE = Duration.ofMinutes(2);

  /** Lines of a conversation that are read at once; of a longer one the last. */
  private static final int LINES = 60;

  private static final int LONGEST_LINE = 600;

  private final Transactions work;

  MemoryWork(Transactions work) {
    this.work = work;
  }

  /** A conversation that is lent. */
  record Lent(UUID organization, UUID conversation, int attempts) {}

  /** One thing that was said. */
  record Line(UUID id, boolean customer, String text, Instant at) {}

  /**
   * What a model is shown.
   *
   * @param summary what the conversation was about before these lines
   * @param facts that are known already, as {@code name: value}
   */
  record Reading(UUID bot, UUID contact, String summary, List<String> facts, List<Line> lines) {
    Reading {
      facts = List.copyOf(facts);
      lines = List.copyOf(lines);
    }
  }

  /** Lends what waited longest; empty where nothing is due. */
  Optional<Lent> claim() {
    return work.outside(
        handle ->
            handle
                .createQuery(
                    """
                    update memory_work
                    set lent_until = clock_timestamp() + :lease * interval '1 second',
                      attempts = attempts + 1
                    where (org_id, conversation_id) = (
                      select org_id, conversation_id from memory_work
                      where due_at <= clock_timestamp() and lent_until <= clock_timestamp()
                      order by due_at limit 1 for update skip locked)
                    returning org_id, conversation_id, attempts
                    """)
                .bind("lease", LEASE.toSeconds())
                .map(
                    (row, context) ->
                        new Lent(
                            row.getObject("org_id", UUID.class),
                            row.getObject("conversation_id", UUID.class),
                            row.getInt("attempts")))
                .findOne());
  }

  /** What was said since the conversation was read last; empty where it is gone. */
  Optional<Reading> read(Lent lent) {
    return work.in(
        lent.organization(),
        handle ->
            handle
                .createQuery(
                    """
                    select c.bot_id, c.contact_id, coalesce(s.summary, '') as summary,
                      coalesce(s.until, '00000000-0000-0000-0000-000000000000') as until
                    from conversations c left join conversation_summaries s
                      on s.org_id = c.org_id and s.conversation_id = c.id
                    where c.org_id = :org and c.id = :id
                    """)
                .bind("org", lent.organization())
                .bind("id", lent.conversation())
                .map(
                    (row, context) -> {
                      UUID contact =
                          Objects.requireNonNull(row.getObject("contact_id", UUID.class));
                      return new Reading(
                          Objects.requireNonNull(row.getObject("bot_id", UUID.class)),
                          contact,
                          row.getString("summary"),
                          facts(handle, lent, contact),
                          lines(
                              handle,
                              lent,
                              Objects.requireNonNull(row.getObject("until", UUID.class))));
                    })
                .findOne());
  }

  private static List<String> facts(Handle handle, Lent lent, UUID contact) {
    return handle
        .createQuery(
            """
            select name || ': ' || value from contact_facts
            where contact_id = :contact and org_id = :org order by name
            """)
        .bind("contact", contact)
        .bind("org", lent.organization())
        .mapTo(String.class)
        .list();
  }

  private static List<Line> lines(Handle handle, Lent lent, UUID until) {
    return handle
        .createQuery(
            """
            select * from (
              select id, inbound, sent_at, left(concat_ws(' ', content ->> 'body',
                content ->> 'caption', content ->> 'title'), :longest) as text
              from messages
              where conversation_id = :id and org_id = :org and id > :until
                and sent_by in ('customer', 'bot', 'person')
              order by id desc limit :most) m
            where text <> '' order by id
            """)
        .bind("longest", LONGEST_LINE)
        .bind("id", lent.conversation())
        .bind("org", lent.organization())
        .bind("until", until)
        .bind("most", LINES)
        .map(
            (row, context) ->
                new Line(
                    Objects.requireNonNull(row.getObject("id", UUID.class)),
                    row.getBoolean("inbound"),
                    row.getString("text"),
                    Objects.requireNonNull(row.getObject("sent_at", OffsetDateTime.class))
                        .toInstant()))
        .list();
  }

  /**
   * Keeps what was found, and that it was read. Changes nothing where the conversation was lent to
   * another meanwhile, or erased.
   *
   * @param found null where nobody could read it: then it is only not tried again
   */
  void done(Lent lent, Reading reading, @Nullable MemoryNotes found) {
    work.<Boolean>in(
        lent.organization(),
        handle -> {
          if (!end(handle, lent)) {
            return false;
          }
          if (found != null && !reading.lines().isEmpty() && learns(handle, lent)) {
            keep(handle, lent, reading, found);
          }
          return true;
        });
  }

  private static boolean learns(Handle handle, Lent lent) {
    return handle
        .createQuery(
            "select exists (select from contact_memory_settings where org_id = :org and learns)")
        .bind("org", lent.organization())
        .mapTo(Boolean.class)
        .one();
  }

  private static void keep(Handle handle, Lent lent, Reading reading, MemoryNotes found) {
    handle
        .createUpdate(
            """
            insert into conversation_summaries (org_id, conversation_id, contact_id, summary, until)
            values (:org, :id, :contact, :summary, :until)
            on conflict (org_id, conversation_id) do update
              set summary = :summary, until = :until, made_at = now()
            """)
        .bind("org", lent.organization())
        .bind("id", lent.conversation())
        .bind("contact", reading.contact())
        .bind("summary", found.summary())
        .bind("until", reading.lines().getLast().id())
        .execute();
    for (MemoryNotes.Fact fact : found.facts()) {
      handle
          .createUpdate(
              """
              insert into contact_facts (org_id, id, contact_id, kind, name, value, source,
                conversation_id, message_id, said_at)
              values (:org, :id, :contact, :kind, :name, :value, 'model', :conversation, :message,
                :at::timestamptz)
              on conflict (contact_id, org_id, lower(name)) do update set kind = excluded.kind,
                value = excluded.value, conversation_id = excluded.conversation_id,
                message_id = excluded.message_id, said_at = excluded.said_at, updated_at = now()
              where contact_facts.source = 'model'
              """)
          .bind("org", lent.organization())
          .bind("id", UUID.randomUUID())
          .bind("contact", reading.contact())
          .bind("kind", fact.kind())
          .bind("name", fact.name())
          .bind("value", fact.value())
          .bind("conversation", lent.conversation())
          .bind("message", fact.line().id())
          .bind("at", fact.line().at().toString())
          .execute();
    }
    handle
        .createUpdate(
            """
            delete from contact_facts where org_id = :org and id in (
              select id from contact_facts where contact_id = :contact and org_id = :org
              order by (source = 'person') desc, updated_at desc, id offset :most)
            """)
        .bind("org", lent.organization())
        .bind("contact", reading.contact())
        .bind("most", ContactMemory.MOST)
        .execute();
  }

  private static boolean end(Handle handle, Lent lent) {
    return handle
            .createUpdate(
                """
                delete from memory_work
                where org_id = :org and conversation_id = :id and attempts = :attempts
                """)
            .bind("org", lent.organization())
            .bind("id", lent.conversation())
            .bind("attempts", lent.attempts())
            .execute()
        > 0;
  }

  /** It did not go for now. */
  void later(Lent lent, Duration wait) {
    work.in(
        lent.organization(),
        handle ->
            handle
                .createUpdate(
                    """
                    update memory_work set lent_until = '-infinity',
                      due_at = clock_timestamp() + :wait * interval '1 second'
                    where org_id = :org and conversation_id = :id and attempts = :attempts
                    """)
                .bind("wait", wait.toSeconds())
                .bind("org", lent.organization())
                .bind("id", lent.conversation())
                .bind("attempts", lent.attempts())
                .execute());
  }
}
