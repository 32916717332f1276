package io.botflow.store.jdbc;

import io.botflow.message.ChannelProblem;
import io.botflow.spi.SendResult;
import io.botflow.spi.SendResult.Accepted;
import io.botflow.spi.SendResult.Rejected;
import io.botflow.spi.SendResult.RetryAfter;
import io.botflow.spi.SendResult.Scope;
import io.botflow.spi.SendResult.Unknown;
import io.botflow.spi.Sending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  private record Answer<R extends SendResult>(Sending sending, R result) {}

  private final Transactions transactions;
  private final Sendings sendings;
  private final StoreSettings settings;

  Settlements(Transactions transactions, Sendings sendings, StoreSettings settings) {
    this.transactions = transactions;
    this.sendings = sendings;
    this.settings = settings;
  }

  List<List<Sending>> settle(List<Request> requests) {
    return transactions.run(handle -> settle(handle, requests));
  }

  private List<List<Sending>> settle(Handle handle, List<Request> requests) {
    List<Answer<Accepted>> accepted = new ArrayList<>();
    List<Answer<RetryAfter>> retries = new ArrayList<>();
    List<Answer<Rejected>> rejected = new ArrayList<>();
    List<Answer<Unknown>> unknown = new ArrayList<>();
    for (Request request : requests) {
      Sending sending = request.sending();
      switch (request.result()) {
        case Accepted answer -> accepted.add(new Answer<>(sending, answer));
        case RetryAfter answer -> retries.add(new Answer<>(sending, answer));
        case Rejected answer -> rejected.add(new Answer<>(sending, answer));
        case Unknown answer -> unknown.add(new Answer<>(sending, answer));
      }
    }
    List<UUID> ended = new ArrayList<>();
    accept(handle, accepted);
    // Also where a status had ended it already: whoever settles looks after the next one.
    accepted.forEach(answer -> ended.add(answer.sending().conversation()));
    retry(handle, retries);
    ended.addAll(reject(handle, rejected));
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

  /** Whatever else was thought of the message meanwhile: the channel has it. */
  private void accept(Handle handle, List<Answer<Accepted>> answers) {
    if (answers.isEmpty()) {
      return;
    }
    transactions
        .atNow(
            Columns.of(answers)
                .uuid("orgs", answer -> answer.sending().organization())
                .uuid("ids", answer -> answer.sending().id())
                .uuid("channels", answer -> answer.sending().channel())
                .text("externals", answer -> Text.storable(answer.result().messageId()))
                .bind(
                    handle.createUpdate(
                        """
                        with parked as (
                          delete from parked_statuses p
                          using unnest(:channels, :externals) as s (channel, external)
                          where p.channel_id = s.channel and p.external_id = s.external
                          returning p.*)
                        update messages m set
                          external_id = coalesce(m.external_id, s.external),
                          status = greatest(m.status, p.status, 1),
                          status_at = case when m.status is null
                            then coalesce(p.at, coalesce(:fixed_now::timestamptz, clock_timestamp()))
                            else m.status_at end,
                          category = coalesce(p.category, m.category),
                          error_code = coalesce(p.error_code, m.error_code)
                        from unnest(:orgs, :ids, :channels, :externals)
                          as s (org, id, channel, external)
                        left join lateral (select * from parked k where k.channel_id = s.channel
                          and k.external_id = s.external order by k.status desc limit 1) p on true
                        where m.org_id = s.org and m.id = s.id
                        """)))
        .execute();
    handle
        .createUpdate("delete from outbox where id = any(:ids)")
        .bind("ids", Columns.uuids(answers.stream().map(answer -> answer.sending().id()).toList()))
        .execute();
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
                        update outbox o set state = 0, next_at = coalesce(:fixed_now::timestamptz, clock_timestamp()) + s.delay * interval '1 millisecond'
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
                          returning o.id, o.org_id, o.conversation_id, s.code, s.whole),
                        followers as (
                          delete from outbox o using gone g
                          where g.whole and o.conversation_id = g.conversation_id
                            and o.id <> g.id and o.state = 0
                          returning o.id, o.org_id, o.conversation_id, g.code),
                        failed as (
                          update messages m set status = 2, error_code = f.code,
                            status_at = coalesce(:fixed_now::timestamptz, clock_timestamp())
                          from (select id, org_id, code from gone
                            union all select id, org_id, code from followers) f
                          where m.org_id = f.org_id and m.id = f.id and coalesce(m.status, 0) < 2)
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
