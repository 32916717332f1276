package io.botflow.store.jdbc;

import io.botflow.message.ChannelProblem;
import io.botflow.spi.SendResult;
import io.botflow.spi.SendResult.Accepted;
import io.botflow.spi.SendResult.Rejected;
import io.botflow.spi.SendResult.RetryAfter;
import io.botflow.spi.SendResult.Scope;
import io.botflow.spi.SendResult.Unknown;
import io.botflow.spi.SendResult.Withheld;
import io.botflow.spi.Sending;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Keeps what channels answered, many answers in one transaction. */
final class Settlements {
  /** What to leave a number or account alone for that refuses everything. */
  private static final Duration BROKEN_PAUSE = Duration.ofMinutes(1);

  /** A message and the channel's answer to it. */
  record Request(Sending sending, SendResult result) {}

  /** A message and an answer of one kind. */
  record Answer<R extends SendResult>(Sending sending, R result) {}

  private final Transactions transactions;
  private final Sendings sendings;
  private final StoreSettings settings;
  private final WithheldRows withheld;

  Settlements(Transactions transactions, Sendings sendings, StoreSettings settings) {
    this.transactions = transactions;
    this.sendings = sendings;
    this.settings = settings;
    this.withheld = new WithheldRows(transactions);
  }

  List<List<Sending>> settle(List<Request> requests) {
    Set<UUID> tenants = new HashSet<>();
    requests.forEach(request -> tenants.add(request.sending().organization()));
    return transactions.in(tenants, handle -> settle(handle, requests));
  }

  private List<List<Sending>> settle(Handle handle, List<Request> requests) {
    List<Answer<Accepted>> accepted = new ArrayList<>();
    List<Answer<RetryAfter>> retries = new ArrayList<>();
    List<Answer<Rejected>> rejected = new ArrayList<>();
    List<Answer<Unknown>> unknown = new ArrayList<>();
    List<Answer<Withheld>> kept = new ArrayList<>();
    for (Request request : requests) {
      Sending sending = request.sending();
      switch (request.result()) {
        case Accepted answer -> accepted.add(new Answer<>(sending, answer));
        case RetryAfter answer -> retries.add(new Answer<>(sending, answer));
        case Rejected answer -> rejected.add(new Answer<>(sending, answer));
        case Withheld answer -> kept.add(new Answer<>(sending, answer));
        case Unknown answer -> unknown.add(new Answer<>(sending, answer));
      }
    }
    List<UUID> ended = new ArrayList<>();
    Set<UUID> back = new HashSet<>();
    ended.addAll(accept(handle, accepted, back));
    withheld.told(handle, accepted.stream().map(Answer::sending).toList(), back);
    retry(handle, retries);
    ended.addAll(reject(handle, rejected));
    ended.addAll(withheld.keep(handle, kept));
    evidence(handle, kept, "withheld", Withheld::problem);
    doubt(handle, unknown);
    Map<UUID, Sending> next = new HashMap<>();
    sendings
        .lendFirst(handle, ended.stream().distinct().toList())
        .forEach(sending -> next.put(sending.conversation(), sending));
    List<List<Sending>> results = new ArrayList<>();
    for (Request request : requests) {
      // Removed: two answers of one conversation must not hand out the same next message.
      @Nullable Sending following = next.remove(request.sending().conversation());
      results.add(following == null ? List.of() : List.of(following));
    }
    return results;
  }

  /**
   * Whatever else was thought of the message meanwhile: the channel has it.
   *
   * @param back takes up those that wait again, since a status said already that they failed
   * @return conversations that have more to send, also where a status had ended it already
   */
  private List<UUID> accept(Handle handle, List<Answer<Accepted>> answers, Set<UUID> back) {
    if (answers.isEmpty()) {
      return List.of();
    }
    List<UUID> conversations = new ArrayList<>();
    List<ReturnedRows.Returned> returned = new ArrayList<>();
    transactions
        .atNow(
            Columns.of(answers)
                .uuid("orgs", answer -> answer.sending().organization())
                .uuid("ids", answer -> answer.sending().id())
                .uuid("conversations", answer -> answer.sending().conversation())
                .uuid("channels", answer -> answer.sending().channel())
                .number("numbers", answer -> answer.sending().number())
                .number("attempts", answer -> answer.sending().attempt())
                .text("externals", answer -> Text.storable(answer.result().messageId()))
                .text("categories", answer -> Text.storable(answer.result().category()))
                .bind(
                    handle.createQuery(
                        """
                        with t as materialized (
                          select coalesce(:fixed_now::timestamptz, clock_timestamp()) as now),
                        gone as (
                          delete from outbox o where o.id = any(:ids) and (not o.returned
                            or not exists (
                              select from deliveries d
                              join unnest(:ids, :externals) as s (id, external) on s.id = d.id
                              where d.id = o.id and s.external = any(d.spent_external_ids)))
                          returning o.id),
                        parked as (
                          delete from parked_statuses p
                          using unnest(:channels, :externals) as s (channel, external)
                          where p.channel_id = s.channel and p.external_id = s.external
                          returning p.*),
                        taken as (
                          insert into deliveries as d (org_id, id, conversation_id, channel_id,
                            external_id, status, status_at, category, error_code, number, attempt)
                          select s.org, s.id, s.conversation, s.channel, s.external,
                            coalesce(p.status, 1), coalesce(p.at, t.now),
                            coalesce(p.category, s.category), p.error_code, s.number, s.attempt
                          from unnest(:orgs, :ids, :conversations, :channels, :externals, :categories,
                              :numbers, :attempts)
                            as s (org, id, conversation, channel, external, category, number, attempt)
                          left join lateral (select * from parked k where k.channel_id = s.channel
                            and k.external_id = s.external order by k.status desc limit 1) p on true
                          cross join t
                          order by s.id
                          on conflict (id) do update set
                            external_id = coalesce(d.external_id, excluded.external_id),
                            status = greatest(d.status, excluded.status),
                            category = coalesce(d.category, excluded.category),
                            number = excluded.number, attempt = excluded.attempt
                            where excluded.external_id is null
                              or not excluded.external_id = any(coalesce(d.spent_external_ids, '{}')))
                        select distinct o.conversation_id,
                          case when o.id = any(:ids) then o.id end as back, null::uuid as org_id,
                          null::uuid as channel_id, null as external_id, null::timestamptz as at,
                          null as error_code
                        from outbox o
                        where o.conversation_id = any(:conversations) and o.state < 3
                          and (not o.id = any(:ids) or o.returned and o.state = 0
                            and not exists (select from gone g where g.id = o.id))
                        union all
                        select null, null, p.org_id, p.channel_id, p.external_id, p.at, p.error_code
                        from parked p where p.returned
                        """)))
        .map((row, context) -> follows(row, back, returned))
        .list()
        .forEach(conversation -> conversation.ifPresent(conversations::add));
    ReturnedRows.waitAgain(handle, transactions, returned);
    ReturnedRows.answered(
        handle,
        transactions,
        answers.stream()
            .map(Answer::sending)
            .filter(sending -> back.contains(sending.id()))
            .toList());
    return conversations;
  }

  /** A conversation that has more to send; else a message that failed before it was known. */
  private static Optional<UUID> follows(
      ResultSet row, Set<UUID> back, List<ReturnedRows.Returned> returned) throws SQLException {
    if (row.getString("external_id") == null) {
      if (row.getString("back") != null) {
        back.add(FoundRow.uuid(row, "back"));
      }
      return Optional.of(FoundRow.uuid(row, "conversation_id"));
    }
    returned.add(
        new ReturnedRows.Returned(
            FoundRow.uuid(row, "org_id"),
            FoundRow.uuid(row, "channel_id"),
            row.getString("external_id"),
            Objects.requireNonNull(FoundRow.moment(row, "at")),
            Objects.requireNonNullElse(row.getString("error_code"), ""),
            null,
            null));
    return Optional.empty();
  }

  private void retry(Handle handle, List<Answer<RetryAfter>> answers) {
    if (answers.isEmpty()) {
      return;
    }
    transactions
        .atNow(
            Columns.of(answers)
                .uuid("ids", answer -> answer.sending().id())
                .number("attempts", answer -> answer.sending().attempt())
                .number("delays", answer -> answer.result().delay().toMillis())
                .bind(
                    handle.createUpdate(
                        """
                        update outbox o set state = 0, returned_code = null, next_at = coalesce(:fixed_now::timestamptz, clock_timestamp()) + s.delay * interval '1 millisecond'
                        from unnest(:ids, :attempts, :delays) as s (id, attempt, delay)
                        where o.id = s.id and o.attempt = s.attempt and o.state in (1, 2)
                        """)))
        .execute();
    for (Answer<RetryAfter> answer : answers) {
      pause(
          handle,
          answer.sending(),
          answer.result().scope(),
          answer.result().delay(),
          answer.result().problem().code());
    }
    evidence(handle, answers, "retry", RetryAfter::problem);
  }

  private List<UUID> reject(Handle handle, List<Answer<Rejected>> answers) {
    List<UUID> ended = new ArrayList<>();
    if (answers.isEmpty()) {
      return ended;
    }
    transactions
        .atNow(
            Columns.of(answers)
                .uuid("orgs", answer -> answer.sending().organization())
                .uuid("ids", answer -> answer.sending().id())
                .number("attempts", answer -> answer.sending().attempt())
                .text("codes", answer -> Text.storable(answer.result().problem().code()))
                .flag("whole", answer -> answer.result().scope() == Scope.CONTACT)
                .bind(
                    handle.createQuery(
                        """
                        with gone as (
                          delete from outbox o
                          using unnest(:orgs, :ids, :attempts, :codes, :whole)
                            as s (org, id, attempt, code, whole)
                          where o.id = s.id and o.org_id = s.org and o.attempt = s.attempt
                            and o.state in (1, 2)
                          returning o.id, o.org_id, o.conversation_id, o.channel_id, s.code, s.whole),
                        followers as (
                          delete from outbox o using gone g
                          where g.whole and o.conversation_id = g.conversation_id
                            and o.id <> g.id and o.state = 0
                          returning o.id, o.org_id, o.conversation_id, o.channel_id, g.code),
                        failed as (
                          insert into deliveries as d (org_id, id, conversation_id, channel_id, status,
                            status_at, error_code)
                          select f.org_id, f.id, f.conversation_id, f.channel_id, 2,
                            coalesce(:fixed_now::timestamptz, clock_timestamp()), f.code
                          from (select * from gone union all select *, false from followers) f
                          order by f.id
                          on conflict (id) do update set status = 2, error_code = excluded.error_code,
                            status_at = excluded.status_at
                            where d.status < 2)
                        select conversation_id from gone
                        """)))
        .mapTo(UUID.class)
        .forEach(ended::add);
    for (Answer<Rejected> answer : answers) {
      pause(
          handle,
          answer.sending(),
          answer.result().scope(),
          BROKEN_PAUSE,
          answer.result().problem().code());
    }
    evidence(handle, answers, "rejected", Rejected::problem);
    return ended;
  }

  private void doubt(Handle handle, List<Answer<Unknown>> answers) {
    if (answers.isEmpty()) {
      return;
    }
    transactions
        .atNow(
            Columns.of(answers)
                .uuid("ids", answer -> answer.sending().id())
                .number("attempts", answer -> answer.sending().attempt())
                .bind(
                    handle.createUpdate(
                        """
                        update outbox o set state = 2, doubts = o.doubts + 1,
                          next_at = coalesce(:fixed_now::timestamptz, clock_timestamp()) + :doubt * interval '1 second'
                        from unnest(:ids, :attempts) as s (id, attempt)
                        where o.id = s.id and o.attempt = s.attempt and o.state = 1
                        """)))
        .bind("doubt", Sendings.seconds(settings.doubt()))
        .execute();
    evidence(
        handle, answers, "unknown", result -> new ChannelProblem("unknown", null, result.why()));
  }

  /** The number, or all numbers of the same business account, are left alone for a while. */
  private void pause(Handle handle, Sending sending, Scope scope, Duration delay, String reason) {
    switch (scope) {
      case MESSAGE, CONTACT -> {}
      case NUMBER, ACCOUNT ->
          transactions
              .atNow(
                  handle.createUpdate(
                      """
                      insert into channel_pauses as p (channel_id, org_id, until, reason)
                      select c.id, c.org_id, coalesce(:fixed_now::timestamptz, clock_timestamp())
                        + :delay * interval '1 second', :reason
                      from channels c
                      left join whatsapp_accounts w on w.org_id = c.org_id and w.id = c.id
                      where c.org_id = :org and (c.id = :channel
                        or :account and w.business_account_id = (
                          select v.business_account_id from whatsapp_accounts v
                          where v.org_id = :org and v.id = :channel))
                      on conflict (channel_id) do update
                        set until = greatest(p.until, excluded.until), reason = excluded.reason
                      """))
              .bind("delay", Sendings.seconds(delay))
              .bind("reason", reason)
              .bind("org", sending.organization())
              .bind("channel", sending.channel())
              .bind("account", scope == Scope.ACCOUNT)
              .execute();
    }
  }

  private <R extends SendResult> void evidence(
      Handle handle, List<Answer<R>> answers, String outcome, Function<R, ChannelProblem> problem) {
    if (answers.isEmpty()) {
      return;
    }
    transactions
        .atNow(
            Columns.of(answers)
                .uuid("orgs", answer -> answer.sending().organization())
                .uuid("ids", answer -> answer.sending().id())
                .number("attempts", answer -> answer.sending().attempt())
                .text("codes", answer -> Text.storable(problem.apply(answer.result()).code()))
                .text("details", answer -> Text.storable(problem.apply(answer.result()).details()))
                .bind(
                    handle.createUpdate(
                        """
                        insert into send_attempts
                          (org_id, message_id, attempt, ended_at, outcome, code, detail)
                        select org, id, attempt,
                          coalesce(:fixed_now::timestamptz, clock_timestamp()),
                          :outcome, code, detail
                        from unnest(:orgs, :ids, :attempts, :codes, :details)
                          as s (org, id, attempt, code, detail)
                        on conflict do nothing
                        """)))
        .bind("outcome", outcome)
        .execute();
  }
}
