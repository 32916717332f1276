package io.botflow.server.live;

import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What open pages are told, kept for a while so that whoever was away hears it all. Written in the
 * transaction of what it tells, as its last statement: writers of one organisation wait for each
 * other, so that numbers become visible in order. Thread-safe.
 */
public final class LiveEvents {
  /** Events that one look reads of an organisation. */
  private static final int MOST = 500;

  private final Transactions transactions;

  @Inject
  LiveEvents(Databases databases) {
    this.transactions = databases.api();
  }

  /** What happened. */
  enum Kind {
    MESSAGE(1),
    CONVERSATION(2),
    MEMBERS(3),
    TYPING(4),
    TYPING_ENDED(5);

    private final int number;

    Kind(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }

    static Kind of(int number) {
      for (Kind kind : values()) {
        if (kind.number == number) {
          return kind;
        }
      }
      throw new IllegalStateException("no event is of kind " + number);
    }
  }

  /**
   * An event as it is kept.
   *
   * @param isFresh whether it happened seconds ago
   */
  record Event(
      long number,
      Kind kind,
      @Nullable UUID conversation,
      @Nullable UUID subject,
      boolean isFresh) {}

  /**
   * How far an organisation's events go.
   *
   * @param since all after this one are there
   */
  record Range(long since, long number) {}

  /** A conversation looks different. */
  public static void changed(Handle handle, UUID organization, UUID conversation) {
    add(handle, organization, Kind.CONVERSATION, conversation, null);
  }

  /** A message or note is there. */
  public static void said(Handle handle, UUID organization, UUID conversation, UUID message) {
    add(handle, organization, Kind.MESSAGE, conversation, message);
  }

  /** Somebody went or may do something else now. */
  public static void members(Handle handle, UUID organization) {
    add(handle, organization, Kind.MEMBERS, null, null);
  }

  /** A person began to write, or stopped. */
  void typing(UUID organization, UUID conversation, UUID person, boolean begins) {
    transactions.<Boolean>in(
        organization,
        handle -> {
          add(handle, organization, begins ? Kind.TYPING : Kind.TYPING_ENDED, conversation, person);
          return true;
        });
  }

  private static void add(
      Handle handle,
      UUID organization,
      Kind kind,
      @Nullable UUID conversation,
      @Nullable UUID subject) {
    handle
        .createUpdate(
            """
            with l as (
              update live_organizations set number = number + 1
              where org_id = :org and watched_until > clock_timestamp()
              returning org_id, number)
            insert into live_events (org_id, number, kind, conversation_id, subject)
            select org_id, number, :kind, :conversation::uuid, :subject::uuid from l
            """)
        .bind("org", organization)
        .bind("kind", kind.number())
        .bindByType("conversation", conversation, UUID.class)
        .bindByType("subject", subject, UUID.class)
        .execute();
  }

  /** From now on, for an hour, the organisation's events are kept. */
  Range watch(UUID organization) {
    return transactions.in(
        organization,
        handle ->
            handle
                .createQuery(
                    """
                    insert into live_organizations as l (org_id, number, since, watched_until)
                    values (:org, 0, 0, clock_timestamp() + interval '1 hour')
                    on conflict (org_id) do update set
                      number = l.number + (l.watched_until <= clock_timestamp())::int,
                      since = case when l.watched_until <= clock_timestamp() then l.number + 1
                        else l.since end,
                      watched_until = excluded.watched_until
                    returning since, number
                    """)
                .bind("org", organization)
                .map((row, context) -> new Range(row.getLong(1), row.getLong(2)))
                .one());
  }

  /** The events after one, in order; some of them where there are very many. */
  List<Event> after(UUID organization, long number) {
    return transactions.in(
        organization,
        handle ->
            handle
                .createQuery(
                    """
                    select number, kind, conversation_id, subject,
                      at > clock_timestamp() - interval '10 seconds' as fresh
                    from live_events
                    where org_id = :org and number > :number order by number limit :most
                    """)
                .bind("org", organization)
                .bind("number", number)
                .bind("most", MOST)
                .map(
                    (row, context) ->
                        new Event(
                            row.getLong("number"),
                            Kind.of(row.getInt("kind")),
                            row.getObject("conversation_id", UUID.class),
                            row.getObject("subject", UUID.class),
                            row.getBoolean("fresh")))
                .list());
  }

  /** These people have pages open; all who have, also at other servers. */
  List<UUID> present(UUID organization, List<UUID> here) {
    return transactions.in(
        organization,
        handle -> {
          handle
              .createUpdate(
                  """
                  insert into live_presence (org_id, user_id, seen_at)
                  select :org, u, clock_timestamp() from unnest(:here) u order by u
                  on conflict (org_id, user_id) do update set seen_at = excluded.seen_at
                  """)
              .bind("org", organization)
              .bindArray("here", UUID.class, here)
              .execute();
          return handle
              .createQuery(
                  """
                  select user_id from live_presence where org_id = :org
                    and seen_at > clock_timestamp() - interval '20 seconds' order by user_id
                  """)
              .bind("org", organization)
              .mapTo(UUID.class)
              .list();
        });
  }
}
