package io.botflow.store.jdbc;

import io.botflow.message.ChannelEvent.StatusChanged;
import io.botflow.spi.Arrival;
import io.botflow.spi.BotRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Applies what channels say about our messages, by rank, whatever the order it comes in. */
final class StatusRows {

  /** The furthest that one batch says about one message. */
  private record Status(
      BotRef bot,
      String externalId,
      @Nullable UUID reference,
      int rank,
      Instant at,
      @Nullable String category,
      @Nullable String code) {}

  private StatusRows() {}

  static void apply(Handle handle, List<Arrival> arrivals) {
    if (arrivals.isEmpty()) {
      return;
    }
    Map<String, Status> furthest = new HashMap<>();
    for (Arrival arrival : arrivals) {
      if (arrival.event() instanceof StatusChanged changed) {
        Status status = status(arrival.bot(), changed);
        furthest.merge(
            arrival.bot().channel() + " " + status.externalId() + " " + status.reference(),
            status,
            (a, b) -> a.rank() >= b.rank() ? a : b);
      }
    }
    List<Status> open = new ArrayList<>(furthest.values());
    open = applyTo(handle, open.stream().toList(), BY_REFERENCE, true);
    open = applyTo(handle, open, BY_EXTERNAL_ID, false);
    park(handle, open);
  }

  private static Status status(BotRef bot, StatusChanged changed) {
    return new Status(
        bot,
        changed.messageId(),
        uuid(changed.reference()),
        Ranks.of(changed.status()),
        changed.at(),
        changed.category(),
        changed.problems().isEmpty() ? null : changed.problems().get(0).code());
  }

  /** Another program at the same number may send references of its own making. */
  private static @Nullable UUID uuid(@Nullable String reference) {
    try {
      return reference == null ? null : UUID.fromString(reference);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static final String BY_REFERENCE =
      "m.org_id = s.org and m.id = s.reference and m.channel_id = s.channel";
  private static final String BY_EXTERNAL_ID =
      "m.channel_id = s.channel and m.external_id = s.external";

  /**
   * Applies statuses to the messages that {@code match} finds.
   *
   * @return those whose message was not found
   */
  private static List<Status> applyTo(
      Handle handle, List<Status> statuses, String match, boolean byReference) {
    List<Status> matchable =
        statuses.stream().filter(status -> !byReference || status.reference() != null).toList();
    if (matchable.isEmpty()) {
      return statuses;
    }
    List<Integer> found =
        bind(matchable)
            .bind(
                handle.createQuery(
                    """
                    update messages m set
                      external_id = coalesce(m.external_id, s.external),
                      status = greatest(coalesce(m.status, 0), s.rank),
                      status_at = case when s.rank > coalesce(m.status, 0) then s.at
                        else m.status_at end,
                      category = coalesce(s.category, m.category),
                      error_code = case when s.rank > coalesce(m.status, 0) then s.code
                        else m.error_code end
                    from unnest(:orgs, :channels, :references, :externals, :ranks, :moments,
                      :categories, :codes) with ordinality
                      as s (org, channel, reference, external, rank, at, category, code, n)
                    where %s and not m.inbound
                    returning s.n
                    """
                        .formatted(match)))
            .mapTo(Integer.class)
            .list();
    List<Status> known = found.stream().map(n -> matchable.get(n - 1)).toList();
    endDoubt(handle, known);
    return statuses.stream().filter(status -> !known.contains(status)).toList();
  }

  /** A status proves that the channel has the message: nothing of it is left to send. */
  private static void endDoubt(Handle handle, List<Status> known) {
    if (known.isEmpty()) {
      return;
    }
    bind(known)
        .bind(
            handle.createUpdate(
                """
                delete from outbox o
                using unnest(:orgs, :channels, :references, :externals, :ranks, :moments,
                  :categories, :codes)
                  as s (org, channel, reference, external, rank, at, category, code)
                left join messages m on s.reference is null
                  and m.channel_id = s.channel and m.external_id = s.external and not m.inbound
                where o.id = coalesce(s.reference, m.id) and o.org_id = s.org
                """))
        .execute();
  }

  private static void park(Handle handle, List<Status> statuses) {
    if (statuses.isEmpty()) {
      return;
    }
    bind(statuses)
        .bind(
            handle.createUpdate(
                """
                insert into parked_statuses
                  (channel_id, external_id, status, org_id, at, category, error_code)
                select channel, external, rank, org, at, category, code
                from unnest(:orgs, :channels, :references, :externals, :ranks, :moments,
                  :categories, :codes)
                  as s (org, channel, reference, external, rank, at, category, code)
                on conflict do nothing
                """))
        .execute();
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
        .text("codes", status -> Text.storable(status.code()));
  }
}
