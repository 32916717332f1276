package io.botflow.store.jdbc;

import io.botflow.spi.Pace;
import io.botflow.store.jdbc.Commits.Held;
import io.botflow.store.jdbc.TurnRows.Said;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;

/**
 * How many messages of an account may leave now. What an account has used up is one moment in the
 * database, which all servers move on (the generic cell rate algorithm, ITU-T I.371); a server
 * takes a part of a second's worth at once, so that not every message has to ask.
 */
final class Paces {
  /** A part that was not used in time is given up, so that no more than the pace goes at once. */
  private static final Duration KEPT = Duration.ofSeconds(1);

  /** The database counts in microseconds. */
  private static final long ROUNDING = 1_000;

  /** How many parts a second's worth is taken in. */
  private static final int PARTS = 8;

  private final Transactions transactions;
  private final Map<UUID, Part> parts = new ConcurrentHashMap<>();
  private final Set<UUID> known = ConcurrentHashMap.newKeySet();
  private volatile Map<String, Pace> byChannel = Map.of();

  Paces(Transactions transactions) {
    this.transactions = transactions;
  }

  private record Part(int left, long until) {
    int usable() {
      return System.nanoTime() - until < 0 ? left : 0;
    }
  }

  /** See {@link io.botflow.spi.Store#keepTo}. */
  void keepTo(Map<String, Pace> paces) {
    byChannel = Map.copyOf(paces);
  }

  Pace of(String channel) {
    return byChannel.getOrDefault(channel, Pace.UNLIMITED);
  }

  /** When each message of a batch may go, as far as accounts' paces decide it. */
  final class Granted {
    private final Map<UUID, Instant> late = new HashMap<>();

    /** When the account's pace lets it go; the beginning of time where it does now. */
    Instant notBefore(Said said) {
      return late.getOrDefault(said.id(), Instant.EPOCH);
    }

    Pace pace(Said said) {
      return of(said.claim().address().channel());
    }

    Pace pace(Held held) {
      return of(held.request().claim().address().channel());
    }
  }

  /** Which of the turns' first messages the paces of their accounts allow. */
  Granted of(Handle handle, List<Said> said) {
    Granted granted = new Granted();
    // In one order everywhere, so that two servers can't wait for each other.
    Map<UUID, List<Said>> limited = new TreeMap<>();
    for (Said one : said) {
      if (one.place() == 0 && granted.pace(one).perSecond() < Integer.MAX_VALUE) {
        limited.computeIfAbsent(one.claim().bot().channel(), ignored -> new ArrayList<>()).add(one);
      }
    }
    limited.forEach(
        (channel, all) -> {
          UUID organization = all.get(0).claim().bot().organization();
          Grant grant = take(handle, organization, channel, granted.pace(all.get(0)), all.size());
          for (int i = grant.allowed(); i < all.size(); i++) {
            granted.late.put(all.get(i).id(), grant.notBefore(i));
          }
        });
    return granted;
  }

  /**
   * How many messages may go now, and when the others.
   *
   * @param from until when the account's pace is used up
   * @param perMessage nanoseconds
   */
  record Grant(int allowed, Instant from, long perMessage) {
    /** When the message at this place of those that were wanted may go, from 0. */
    Instant notBefore(int place) {
      return from.plusNanos((place - allowed + 1) * perMessage);
    }
  }

  /** Takes what is allowed of {@code wanted} messages of an account. */
  Grant take(Handle handle, UUID organization, UUID channel, Pace pace, int wanted) {
    int here = pace.perSecond() == Integer.MAX_VALUE ? wanted : takeHere(channel, wanted);
    if (here == wanted) {
      return new Grant(wanted, Instant.EPOCH, 0);
    }
    int more = wanted - here;
    long until = System.nanoTime() + KEPT.toNanos();
    Grant fetched =
        fetch(handle, organization, channel, pace, Math.max(more, pace.perSecond() / PARTS));
    if (fetched.allowed() > more) {
      parts.put(channel, new Part(fetched.allowed() - more, until));
    }
    return new Grant(
        here + Math.min(more, fetched.allowed()), fetched.from(), fetched.perMessage());
  }

  private int takeHere(UUID channel, int wanted) {
    int[] taken = {0};
    parts.computeIfPresent(
        channel,
        (ignored, part) -> {
          taken[0] = Math.min(wanted, part.usable());
          return part.usable() == taken[0] ? null : new Part(part.left() - taken[0], part.until());
        });
    return taken[0];
  }

  private record Used(int rate, Instant until, Instant now) {}

  private Grant fetch(Handle handle, UUID organization, UUID channel, Pace pace, int wanted) {
    if (known.add(channel)) {
      handle
          .createUpdate(
              """
              insert into channel_paces (channel_id, org_id, used_until)
              values (:channel, :org, '-infinity') on conflict do nothing
              """)
          .bind("channel", channel)
          .bind("org", organization)
          .execute();
    }
    Used used =
        transactions
            .atNow(
                handle.createQuery(
                    """
                    with t as materialized (
                      select coalesce(:fixed_now::timestamptz, clock_timestamp()) as now)
                    select coalesce(p.per_second, :rate) as rate, t.now,
                      greatest(p.used_until, t.now - interval '1 second') as used_until
                    from channel_paces p, t where p.channel_id = :channel for update of p
                    """))
            .bind("channel", channel)
            .bind("rate", pace.perSecond())
            .map(
                (row, context) ->
                    new Used(
                        row.getInt("rate"),
                        Objects.requireNonNull(FoundRow.moment(row, "used_until")),
                        Objects.requireNonNull(FoundRow.moment(row, "now"))))
            .one();
    long perMessage = TimeUnit.SECONDS.toNanos(1) / used.rate();
    long free = Duration.between(used.until(), used.now()).toNanos();
    int granted = (int) Math.min(wanted, Math.max(0, (free + ROUNDING) / perMessage));
    Instant usedUntil = used.until().plusNanos(granted * perMessage);
    if (granted > 0) {
      handle
          .createUpdate("update channel_paces set used_until = :until where channel_id = :channel")
          .bind("until", usedUntil)
          .bind("channel", channel)
          .execute();
    }
    return new Grant(granted, usedUntil, perMessage);
  }
}
