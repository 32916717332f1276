package io.botflow.store.jdbc;

import io.botflow.conversation.Contact;
import io.botflow.conversation.Input;
import io.botflow.conversation.Turn;
import io.botflow.message.InboundMessage;
import io.botflow.spi.Claim;
import io.botflow.spi.Commit;
import io.botflow.spi.Sending;
import io.botflow.spi.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Makes turns durable, many conversations' in one transaction and a fixed number of statements. A
 * turn whose fence is gone is left out; the others are not held up by it.
 */
final class Commits {
  /** A turn and the claim that it answers. */
  record Request(Claim claim, Turn turn) {}

  /** What the conversation's row said when it was written. */
  record Written(long firstNumber, @Nullable Instant lastInbound, Instant now) {}

  private final Transactions transactions;
  private final Sendings sendings;

  Commits(Transactions transactions, Sendings sendings) {
    this.transactions = transactions;
    this.sendings = sendings;
  }

  List<Commit> commit(List<Request> requests) {
    return transactions.run(handle -> commit(handle, requests));
  }

  private List<Commit> commit(Handle handle, List<Request> requests) {
    Set<UUID> superseded = supersede(handle, requests);
    List<Request> rest =
        requests.stream().filter(r -> !superseded.contains(r.claim().conversation())).toList();
    Set<Long> held = endLeases(handle, rest);
    List<Request> valid = rest.stream().filter(r -> held.contains(r.claim().fence())).toList();
    Map<UUID, Written> written = new HashMap<>();
    Map<UUID, List<Sending>> lent = new HashMap<>();
    if (!valid.isEmpty()) {
      written.putAll(updateConversations(handle, valid));
      valid = valid.stream().filter(r -> written.containsKey(r.claim().conversation())).toList();
      deleteInputs(handle, valid);
      setTimers(handle, valid);
      updateContacts(handle, valid);
      TurnRows.insert(handle, valid, written);
      deleteJournals(handle, valid);
      lent.putAll(sendings.insert(handle, valid, written));
    }
    List<Commit> commits = new ArrayList<>();
    for (Request request : requests) {
      UUID conversation = request.claim().conversation();
      boolean fenceHeld = held.contains(request.claim().fence());
      if (superseded.contains(conversation)) {
        commits.add(new Commit.Superseded());
      } else if (fenceHeld && written.containsKey(conversation)) {
        commits.add(new Commit.Committed(lent.getOrDefault(conversation, List.of())));
      } else {
        commits.add(new Commit.Fenced());
      }
    }
    return commits;
  }

  /** Gives those back whose answer a new message made stale; the next claim takes all messages. */
  private Set<UUID> supersede(Handle handle, List<Request> requests) {
    List<Request> candidates =
        requests.stream().filter(request -> request.turn().supersedable()).toList();
    if (candidates.isEmpty()) {
      return Set.of();
    }
    return new HashSet<>(
        transactions
            .atNow(
                Columns.of(candidates)
                    .uuid("conversations", request -> request.claim().conversation())
                    .number("fences", request -> request.claim().fence())
                    .bind(
                        handle.createQuery(
                            """
                            update conversation_leases l set lent = false, attempts = 0,
                              superseded = l.superseded + 1, input_ids = null,
                              lease_until = coalesce(:fixed_now::timestamptz, clock_timestamp())
                            from unnest(:conversations, :fences) as c (id, fence)
                            where l.conversation_id = c.id and l.fence = c.fence
                              and l.superseded < :most
                              and exists (select from inbox i where i.conversation_id = c.id
                                and i.kind = 1 and i.id <> all (l.input_ids))
                            returning l.conversation_id
                            """)))
            .bind("most", Store.MAX_SUPERSEDED)
            .mapTo(UUID.class)
            .list());
  }

  /** The fences that still held; their leases end here. */
  private static Set<Long> endLeases(Handle handle, List<Request> requests) {
    return new HashSet<>(
        Columns.of(requests)
            .uuid("conversations", request -> request.claim().conversation())
            .number("fences", request -> request.claim().fence())
            .bind(
                handle.createQuery(
                    """
                    delete from conversation_leases l
                    using unnest(:conversations, :fences) as c (id, fence)
                    where l.conversation_id = c.id and l.fence = c.fence and l.lent
                    returning l.fence
                    """))
            .mapTo(Long.class)
            .list());
  }

  private Map<UUID, Written> updateConversations(Handle handle, List<Request> requests) {
    Map<UUID, Written> written = new HashMap<>();
    transactions
        .atNow(
            Columns.of(requests)
                .uuid("orgs", request -> request.claim().bot().organization())
                .uuid("ids", request -> request.claim().conversation())
                .number("expected", request -> request.claim().session().turns())
                .number("turns", request -> request.turn().session().turns())
                .text("sessions", request -> StoredJson.write(request.turn().session()))
                .number("owners", request -> Ranks.of(request.turn().owner()))
                .moment("due", Commits::dueAt)
                .number("windows", request -> request.turn().joinWindow().toMillis())
                .number("counts", request -> request.turn().messages().size())
                .moment("inbound", request -> lastSent(request.claim()))
                .bind(
                    handle.createQuery(
                        """
                        update conversations c set session = u.session::json, turns = u.turns,
                          owner = u.owner, due_at = u.due, join_window_ms = u.join_window,
                          next_message = c.next_message + u.count,
                          last_inbound_at = greatest(c.last_inbound_at, u.inbound),
                          updated_at = t.now
                        from (select coalesce(:fixed_now::timestamptz, clock_timestamp()) as now) t,
                          unnest(:orgs, :ids, :expected, :turns, :sessions, :owners, :due,
                            :windows, :counts, :inbound)
                          as u (org, id, expected, turns, session, owner, due, join_window, count,
                            inbound)
                        where c.org_id = u.org and c.id = u.id and c.turns = u.expected
                        returning c.id, c.next_message - u.count as first, c.last_inbound_at,
                          c.updated_at
                        """)))
        .map(
            (row, context) ->
                written.put(
                    Claims.uuid(row, "id"),
                    new Written(
                        row.getLong("first"),
                        Claims.moment(row, "last_inbound_at"),
                        Objects.requireNonNull(Claims.moment(row, "updated_at")))))
        .list();
    return written;
  }

  /** A time that has just been up and was left as it is must not be up again and again. */
  private static @Nullable Instant dueAt(Request request) {
    Instant due = request.turn().session().dueAt();
    return request.claim().input() instanceof Input.TimeUp
            && due != null
            && due.equals(request.claim().session().dueAt())
        ? null
        : due;
  }

  private static @Nullable Instant lastSent(Claim claim) {
    return claim.input() instanceof Input.Messages burst
        ? burst.messages().stream().map(InboundMessage::sentAt).max(Instant::compareTo).orElse(null)
        : null;
  }

  private static void deleteInputs(Handle handle, List<Request> requests) {
    List<Long> ids =
        requests.stream()
            .flatMap(request -> request.claim().inputIds().stream())
            .map(Long::valueOf)
            .toList();
    handle
        .createUpdate("delete from inbox where id = any(:ids)")
        .bind("ids", Columns.numbers(ids))
        .execute();
  }

  /** An earlier time that is set already rings in vain once; that is cheaper than moving it. */
  private static void setTimers(Handle handle, List<Request> requests) {
    List<Request> due = requests.stream().filter(request -> dueAt(request) != null).toList();
    if (due.isEmpty()) {
      return;
    }
    Columns.of(due)
        .uuid("conversations", request -> request.claim().conversation())
        .uuid("orgs", request -> request.claim().bot().organization())
        .moment("due", Commits::dueAt)
        .bind(
            handle.createUpdate(
                """
                insert into timers as t (conversation_id, org_id, due_at)
                select u.conversation, u.org, u.due
                from unnest(:conversations, :orgs, :due) as u (conversation, org, due)
                order by u.conversation
                on conflict (conversation_id) do update set due_at = excluded.due_at
                  where excluded.due_at < t.due_at
                """))
        .execute();
  }

  private static void updateContacts(Handle handle, List<Request> requests) {
    List<Request> changed =
        requests.stream()
            .filter(request -> !request.turn().contact().equals(request.claim().contact()))
            .toList();
    if (changed.isEmpty()) {
      return;
    }
    Columns.of(changed)
        .uuid("orgs", request -> request.claim().bot().organization())
        .uuid("ids", request -> request.claim().contact().id())
        .text("names", request -> Text.storable(contact(request).name()))
        .text("languages", request -> Text.storable(contact(request).language()))
        .text("zones", request -> Text.storable(contact(request).zone()))
        .text("fields", request -> StoredJson.write(contact(request).fields()))
        .text("tags", request -> StoredJson.write(contact(request).tags()))
        .flag("outs", request -> contact(request).optedOut())
        .bind(
            handle.createUpdate(
                """
                update contacts c set name = u.name, language = u.language, zone = u.zone,
                  fields = u.fields::json, opted_out = u.out, updated_at = now(),
                  tags = array(select json_array_elements_text(u.tags::json))
                from unnest(:orgs, :ids, :names, :languages, :zones, :fields, :tags, :outs)
                  as u (org, id, name, language, zone, fields, tags, out)
                where c.org_id = u.org and c.id = u.id
                """))
        .execute();
  }

  private static Contact contact(Request request) {
    return request.turn().contact();
  }

  /** Only a repeated attempt, or one that asked somebody outside, can have left any. */
  private static void deleteJournals(Handle handle, List<Request> requests) {
    List<Request> journaled =
        requests.stream().filter(request -> TurnRows.mayHaveJournal(request)).toList();
    if (!journaled.isEmpty()) {
      Columns.of(journaled)
          .uuid("orgs", request -> request.claim().bot().organization())
          .uuid("turns", request -> request.claim().turn())
          .bind(
              handle.createUpdate(
                  """
                  delete from turn_steps s using unnest(:orgs, :turns) as u (org, turn)
                  where s.org_id = u.org and s.turn_id = u.turn
                  """))
          .execute();
    }
  }
}
