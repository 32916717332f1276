package io.botflow.store.jdbc;

import io.botflow.message.ChannelEvent.StatusChanged;
import io.botflow.message.ChannelProblem;
import io.botflow.spi.Arrival;
import io.botflow.spi.BotRef;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Applies what channels say about our messages, by rank, whatever the order it comes in. */
final class StatusRows {

  /** The furthest that one batch says about one message, and who said so. */
  private record Status(
      Arrival arrival,
      String externalId,
      @Nullable UUID reference,
      int rank,
      Instant at,
      @Nullable String category,
      @Nullable ChannelProblem problem,
      boolean returned) {
    BotRef bot() {
      return arrival.bot();
    }

    @Nullable String code() {
      return problem == null ? null : problem.code();
    }
  }

  /** What the statuses of a batch changed. */
  static final class Applied {
    private final Set<Arrival> fresh = new HashSet<>();
    private final Set<Arrival> freed = new HashSet<>();
    private final Set<Arrival> doubled = new HashSet<>();
    private final Map<Arrival, Instant> answeredBy = new HashMap<>();

    /** Whether it said something new; of equal ones only the first that asks. */
    boolean fresh(Arrival arrival) {
      return fresh.remove(arrival);
    }

    /** Whether it ended a doubt, so that the conversation's next message may go. */
    boolean freed(Arrival arrival) {
      return freed.contains(arrival);
    }

    /** Whether it proved that the channel has the message twice; of equal ones only once. */
    boolean doubled(Arrival arrival) {
      return doubled.remove(arrival);
    }
  }

  private StatusRows() {}

  static Applied apply(Handle handle, Transactions transactions, List<Arrival> arrivals) {
    Applied applied = new Applied();
    if (arrivals.isEmpty()) {
      return applied;
    }
    Map<String, Status> furthest = new HashMap<>();
    for (Arrival arrival : arrivals) {
      if (arrival.event() instanceof StatusChanged changed) {
        Status status = status(arrival, changed);
        furthest.merge(
            arrival.bot().channel() + " " + status.externalId() + " " + status.reference(),
            status,
            (a, b) -> a.rank() >= b.rank() ? a : b);
      }
    }
    List<Status> open = List.copyOf(furthest.values());
    open = byReference(handle, open, applied);
    open = byExternalId(handle, open, applied);
    park(handle, open, applied);
    giveBack(handle, transactions, furthest.values(), applied);
    return applied;
  }

  private static Status status(Arrival arrival, StatusChanged changed) {
    return new Status(
        arrival,
        changed.messageId(),
        uuid(changed.reference()),
        Ranks.of(changed.status()),
        changed.at(),
        changed.category(),
        changed.problems().isEmpty() ? null : changed.problems().get(0),
        changed.returned());
  }

  /** What a status said just now of a message that it knows, and that is not the last word. */
  private static void giveBack(
      Handle handle, Transactions transactions, Collection<Status> all, Applied applied) {
    Map<ReturnedRows.Returned, Arrival> returned = new LinkedHashMap<>();
    for (Status status : all) {
      ChannelProblem problem = status.problem();
      if (status.returned() && problem != null && applied.fresh.contains(status.arrival())) {
        returned.put(
            new ReturnedRows.Returned(
                status.bot().organization(),
                status.bot().channel(),
                status.externalId(),
                status.at(),
                problem.code(),
                problem.details(),
                applied.answeredBy.get(status.arrival())),
            status.arrival());
      }
    }
    ReturnedRows.waitAgain(handle, transactions, List.copyOf(returned.keySet()))
        .forEach(one -> applied.freed.add(Objects.requireNonNull(returned.get(one))));
  }

  /** Another program at the same number may send references of its own making. */
  private static @Nullable UUID uuid(@Nullable String reference) {
    try {
      return reference == null ? null : UUID.fromString(reference);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** What {@link #bind} binds, as rows. */
  private static final String STATUSES =
      """
      select * from unnest(:orgs, :channels, :references, :externals, :ranks, :moments, :categories,
        :codes) with ordinality as s (org, channel, reference, external, rank, at, category, code, n)
      """;

  /** What a status changes of a delivery that is known. */
  private static final String SET =
      """
      set external_id = coalesce(d.external_id, s.external),
        other_external_ids = case when d.external_id <> s.external
            and not s.external = any(coalesce(d.other_external_ids, '{}'))
          then array_append(d.other_external_ids, s.external) else d.other_external_ids end,
        status = greatest(d.status, s.rank),
        status_at = case when s.rank > d.status then s.at else d.status_at end,
        category = coalesce(s.category, d.category),
        error_code = case when s.rank > d.status then s.code else d.error_code end
      """;

  /**
   * A repetition changes nothing, so it writes nothing; nor does what is said again of an attempt
   * that came to nothing.
   */
  private static final String CHANGES =
      """
      (s.rank > 2 or not s.external = any(coalesce(d.spent_external_ids, '{}')))
      and (s.rank > d.status or d.external_id is null
        or d.external_id <> s.external
          and not s.external = any(coalesce(d.other_external_ids, '{}'))
        or s.category is not null and d.category is null)
      """;

  /**
   * A status with our reference is the proof that the channel has the message, also before its
   * sender knows, or where nobody ever would.
   *
   * @return those whose message was not found
   */
  private static List<Status> byReference(Handle handle, List<Status> statuses, Applied applied) {
    List<Status> referring = statuses.stream().filter(one -> one.reference() != null).toList();
    if (referring.isEmpty()) {
      return statuses;
    }
    Set<Status> known = new HashSet<>();
    bind(referring)
        .bind(
            handle.createQuery(
                """
                with s as materialized (
                """
                    + STATUSES
                    + """
                  order by reference),
                proven as (
                  delete from outbox o using s
                  where o.id = s.reference and o.org_id = s.org and o.channel_id = s.channel
                    and (s.rank > 2 or not exists (select from deliveries d
                      where d.id = s.reference and s.external = any(d.spent_external_ids)))
                  returning o.id, o.conversation_id, o.number, o.attempt, s.n,
                    case when o.state = 1 then o.next_at end as answered_by),
                made as (
                  insert into deliveries as d (org_id, id, conversation_id, channel_id, external_id,
                    status, status_at, category, error_code, number, attempt)
                  select s.org, s.reference, p.conversation_id, s.channel, s.external, s.rank, s.at,
                    s.category, s.code, p.number, p.attempt
                  from s join proven p on p.n = s.n
                  on conflict (id) do nothing
                  returning d.id),
                changed as (
                  update deliveries d
                """
                    + SET
                    + """
                      from s join deliveries old on old.id = s.reference
                      where d.id = s.reference and d.org_id = s.org and d.channel_id = s.channel
                        and
                      """
                    + CHANGES
                    + """
                      returning s.n, old.external_id <> s.external
                        and not s.external = any(coalesce(old.other_external_ids, '{}'))
                        as doubled)
                    select s.n, c.n is not null or m.id is not null as fresh, p.n is not null as freed,
                      coalesce(c.doubled, false) as doubled, p.answered_by
                    from s left join changed c on c.n = s.n left join proven p on p.n = s.n
                    left join made m on m.id = s.reference
                    where c.n is not null or p.n is not null
                      or exists (select from deliveries d where d.id = s.reference
                        and d.org_id = s.org and d.channel_id = s.channel)
                    """))
        .map((row, context) -> note(row, referring, applied, known))
        .list();
    return statuses.stream().filter(status -> !known.contains(status)).toList();
  }

  private static boolean note(
      java.sql.ResultSet row, List<Status> statuses, Applied applied, Set<Status> known)
      throws java.sql.SQLException {
    Status status = statuses.get(row.getInt("n") - 1);
    if (row.getBoolean("fresh")) {
      applied.fresh.add(status.arrival());
    }
    if (row.getBoolean("freed")) {
      applied.freed.add(status.arrival());
    }
    if (row.getBoolean("doubled")) {
      applied.doubled.add(status.arrival());
    }
    Instant answeredBy = FoundRow.moment(row, "answered_by");
    if (answeredBy != null) {
      applied.answeredBy.put(status.arrival(), answeredBy);
    }
    return known.add(status);
  }

  private static List<Status> byExternalId(Handle handle, List<Status> statuses, Applied applied) {
    if (statuses.isEmpty()) {
      return statuses;
    }
    Set<Status> known = new HashSet<>();
    bind(statuses)
        .bind(
            handle.createQuery(
                """
                with s as materialized (
                """
                    + STATUSES
                    + """
                  order by external),
                found as materialized (
                  select s.n, d.id from s join deliveries d on d.external_id = s.external
                    and d.channel_id = s.channel and d.org_id = s.org),
                changed as (
                  update deliveries d
                """
                    + SET
                    + """
                      from s join found f on f.n = s.n where d.id = f.id and
                      """
                    + CHANGES
                    + """
                      returning s.n)
                    select f.n, c.n is not null as fresh, false as freed, false as doubled,
                      null::timestamptz as answered_by
                    from found f left join changed c on c.n = f.n
                    """))
        .map((row, context) -> note(row, statuses, applied, known))
        .list();
    return statuses.stream().filter(status -> !known.contains(status)).toList();
  }

  /** Kept until the answer to the send tells which message it is about. */
  private static void park(Handle handle, List<Status> statuses, Applied applied) {
    if (statuses.isEmpty()) {
      return;
    }
    List<Integer> parked =
        bind(statuses)
            .bind(
                handle.createQuery(
                    """
                    with kept as (
                      insert into parked_statuses
                        (channel_id, external_id, status, org_id, at, category, error_code, returned)
                      select distinct on (channel, external, rank)
                        channel, external, rank, org, at, category, code, returned
                      from unnest(:orgs, :channels, :references, :externals, :ranks, :moments,
                        :categories, :codes, :returned)
                        as s (org, channel, reference, external, rank, at, category, code, returned)
                      order by channel, external, rank
                      on conflict do nothing
                      returning channel_id, external_id, status)
                    select s.n from unnest(:channels, :externals, :ranks) with ordinality
                      as s (channel, external, rank, n)
                    join kept k on k.channel_id = s.channel and k.external_id = s.external
                      and k.status = s.rank
                    """))
            .mapTo(Integer.class)
            .list();
    parked.forEach(n -> applied.fresh.add(statuses.get(n - 1).arrival()));
  }

  private static Columns<Status> bind(List<Status> statuses) {
    return Columns.of(statuses)
        .uuid("orgs", status -> status.bot().organization())
        .uuid("channels", status -> status.bot().channel())
        .uuid("references", Status::reference)
        .text("externals", status -> Text.storable(status.externalId()))
        .number("ranks", Status::rank)
        .moment("moments", Status::at)
        .text("categories", status -> Text.storable(status.category()))
        .text("codes", status -> Text.storable(status.code()))
        .flag("returned", Status::returned);
  }
}
