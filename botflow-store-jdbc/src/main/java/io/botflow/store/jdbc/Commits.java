package io.botflow.store.jdbc;

import io.botflow.conversation.Contact;
import io.botflow.conversation.Input;
import io.botflow.conversation.Turn;
import io.botflow.message.Consent;
import io.botflow.message.InboundMessage;
import io.botflow.spi.Claim;
import io.botflow.spi.Commit;
import io.botflow.spi.Relation;
import io.botflow.spi.Sending;
import io.botflow.spi.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
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
 * Makes turns durable, many conversations' in one transaction: one statement looks which leases
 * still hold and locks them, one writes everything. A turn whose fence is gone is left out; the
 * others are not held up by it.
 */
final class Commits {
  /** A turn and the claim that it answers. */
  record Request(Claim claim, Turn turn) {
    UUID conversation() {
      return claim.conversation();
    }
  }

  /**
   * A turn whose lease holds, and what its conversation's row says.
   *
   * @param stale whether the session is no longer what the claim was lent with
   */
  record Held(
      Request request,
      int superseded,
      long firstNumber,
      Relation relation,
      Instant pairFrom,
      boolean stale,
      Instant now) {
    List<Long> inputs() {
      return request.claim().inputIds().stream().map(Long::valueOf).toList();
    }
  }

  private final Transactions transactions;
  private final Paces paces;
  private final Sendings sendings;
  private final TurnWrite write;

  Commits(Transactions transactions, Paces paces, Sendings sendings, StoreSettings settings) {
    this.transactions = transactions;
    this.paces = paces;
    this.sendings = sendings;
    this.write = new TurnWrite(settings);
  }

  List<Commit> commit(List<Request> requests) {
    Set<UUID> tenants = new HashSet<>();
    requests.forEach(request -> tenants.add(request.claim().bot().organization()));
    return transactions.in(tenants, handle -> commit(handle, requests));
  }

  private List<Commit> commit(Handle handle, List<Request> requests) {
    Map<Long, Held> held = lock(handle, requests);
    Set<Long> superseded = supersede(handle, held);
    List<Held> valid = new ArrayList<>();
    List<UUID> stale = new ArrayList<>();
    for (Held one : held.values()) {
      if (one.stale()) {
        stale.add(one.request().conversation());
      } else if (!superseded.contains(one.request().claim().fence())) {
        valid.add(one);
      }
    }
    Map<UUID, Sending> lent = valid.isEmpty() ? Map.of() : write(handle, valid);
    freeStale(handle, stale);
    List<Commit> commits = new ArrayList<>();
    for (Request request : requests) {
      Held one = held.get(request.claim().fence());
      if (one == null || one.stale()) {
        commits.add(new Commit.Fenced());
      } else if (superseded.contains(request.claim().fence())) {
        commits.add(new Commit.Superseded());
      } else {
        Sending first = lent.get(request.conversation());
        commits.add(new Commit.Committed(first == null ? List.of() : List.of(first)));
      }
    }
    return commits;
  }

  private Map<UUID, Sending> write(Handle handle, List<Held> valid) {
    updateContacts(handle, valid);
    ConsentRows.record(handle, said(valid));
    List<TurnRows.Said> said = TurnRows.said(valid);
    Map<UUID, Sending> lent = sendings.lent(write.all(handle, valid, said, paces.of(handle, said)));
    deleteJournals(handle, valid);
    return lent;
  }

  /** The turns whose leases hold, by fence; nobody else can touch them until the end of this. */
  private Map<Long, Held> lock(Handle handle, List<Request> requests) {
    Map<Long, Request> byFence = new HashMap<>();
    requests.forEach(request -> byFence.put(request.claim().fence(), request));
    Map<Long, Held> held = new HashMap<>();
    transactions
        .atNow(
            Columns.of(requests)
                .uuid("orgs", request -> request.claim().bot().organization())
                .uuid("conversations", Request::conversation)
                .number("fences", request -> request.claim().fence())
                .bind(
                    handle.createQuery(
                        """
                        with t as materialized (
                          select coalesce(:fixed_now::timestamptz, clock_timestamp()) as now
                          where pg_current_xact_id() is not null)
                        select q.fence, q.superseded, c.turns, c.next_message, c.last_inbound_at,
                          greatest(c.pair_until, t.now) as pair_from, t.now, p.opted_in, p.opted_out,
                          p.consent_at, c.ai_disclosed_at, c.asked_back_at, c.replaced
                        from unnest(:orgs, :conversations, :fences) as u (org, id, fence)
                        join queue q on q.conversation_id = u.id and q.fence = u.fence and q.lent
                        join conversations c on c.org_id = u.org and c.id = u.id
                        join contacts p on p.org_id = c.org_id and p.id = c.contact_id
                        cross join t
                        order by u.id
                        for no key update of q, c
                        """)))
        .map(
            (row, context) -> {
              Request request = Objects.requireNonNull(byFence.get(row.getLong("fence")));
              Instant now = Objects.requireNonNull(FoundRow.moment(row, "now"));
              return new Held(
                  request,
                  row.getInt("superseded"),
                  row.getLong("next_message"),
                  relation(row, request, now),
                  Objects.requireNonNull(FoundRow.moment(row, "pair_from")),
                  row.getLong("turns") != request.claim().session().turns(),
                  now);
            })
        .forEach(one -> held.put(one.request().claim().fence(), one));
    return held;
  }

  /** As the turn leaves it: it heard the customer, who may have said something about offers. */
  private static Relation relation(ResultSet row, Request request, Instant now)
      throws SQLException {
    Instant heard = lastSent(request.claim());
    // A clock of the channel's that is ahead makes no window longer.
    Instant capped = heard != null && heard.isAfter(now) ? now : heard;
    Relation before =
        ConsentRows.relation(row, later(FoundRow.moment(row, "last_inbound_at"), capped));
    Consent.Standing consent = before.consent();
    for (Consent said : request.turn().consents()) {
      consent = consent.after(said);
    }
    return new Relation(
        before.lastInbound(), consent, before.disclosed(), before.askedBackAt(), before.replaced());
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isAfter(other) ? one : other;
  }

  private static @Nullable Instant lastSent(Claim claim) {
    return claim.input() instanceof Input.Messages burst
        ? burst.messages().stream().map(InboundMessage::sentAt).max(Instant::compareTo).orElse(null)
        : null;
  }

  /** Gives those back whose answer a new message made stale; the next claim takes all messages. */
  private Set<Long> supersede(Handle handle, Map<Long, Held> held) {
    List<Held> candidates =
        held.values().stream()
            .filter(one -> one.request().turn().supersedable() && !one.stale())
            .filter(one -> one.superseded() < Store.MAX_SUPERSEDED)
            .toList();
    if (candidates.isEmpty()) {
      return Set.of();
    }
    return new HashSet<>(
        Columns.of(candidates)
            .uuid("conversations", one -> one.request().conversation())
            .text("inputs", one -> Columns.numberArray(one.inputs()))
            .moment("nows", Held::now)
            .bind(
                handle.createQuery(
                    """
                    update queue q set lent = false, attempts = 0, deaths = 0,
                      superseded = q.superseded + 1,
                      input_ids = null, ready_at = c.now
                    from unnest(:conversations, :inputs, :nows) as c (id, inputs, now)
                    where q.conversation_id = c.id
                      and exists (select from inbox i where i.conversation_id = c.id
                        and i.kind = 1 and i.id <> all (c.inputs::bigint[]))
                    returning q.fence
                    """))
            .mapTo(Long.class)
            .list());
  }

  /**
   * A session that is not the one that was lent must not be written over, whoever changed it: the
   * turn is done again at once, and nobody was told anything.
   */
  private static void freeStale(Handle handle, List<UUID> conversations) {
    if (!conversations.isEmpty()) {
      handle
          .createUpdate(
              """
              update queue set lent = false, attempts = greatest(attempts - 1, 0)
              where conversation_id = any(:conversations)
              """)
          .bind("conversations", Columns.uuids(conversations))
          .execute();
    }
  }

  private static void updateContacts(Handle handle, List<Held> turns) {
    List<Request> changed =
        turns.stream()
            .map(Held::request)
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
        .bind(
            handle.createUpdate(
                """
                update contacts c set name = u.name, language = u.language, zone = u.zone,
                  fields = u.fields::json, updated_at = now(),
                  tags = array(select json_array_elements_text(u.tags::json))
                from unnest(:orgs, :ids, :names, :languages, :zones, :fields, :tags)
                  as u (org, id, name, language, zone, fields, tags)
                where c.org_id = u.org and c.id = u.id
                """))
        .execute();
  }

  private static List<ConsentRows.Said> said(List<Held> turns) {
    List<ConsentRows.Said> said = new ArrayList<>();
    for (Held held : turns) {
      Claim claim = held.request().claim();
      for (Consent consent : held.request().turn().consents()) {
        said.add(new ConsentRows.Said(claim.bot().organization(), claim.contact().id(), consent));
      }
    }
    return said;
  }

  private static Contact contact(Request request) {
    return request.turn().contact();
  }

  /** Only a repeated attempt, or one that asked somebody outside, can have left any. */
  private static void deleteJournals(Handle handle, List<Held> turns) {
    List<Claim> journaled =
        turns.stream()
            .map(Held::request)
            .filter(TurnRows::mayHaveJournal)
            .map(Request::claim)
            .toList();
    if (!journaled.isEmpty()) {
      Columns.of(journaled)
          .uuid("orgs", claim -> claim.bot().organization())
          .uuid("turns", Claim::turn)
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
