package io.botflow.store.jdbc;

import io.botflow.message.ChannelEvent;
import io.botflow.message.ChannelUser;
import io.botflow.spi.Arrival;
import io.botflow.store.jdbc.ContactRows.Found;
import java.nio.charset.StandardCharsets;
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
 * The keys by which channels repeat themselves: the only place where duplicates are found. The same
 * statement looks for whoever sent the arrival.
 */
final class ArrivalKeys {
  private static final int MESSAGE = 1;
  private static final int OTHER = 3;

  private record Key(UUID channel, int kind, String key) {}

  /** What was new, and who is known already. */
  static final class Seen {
    private final Map<Arrival, Key> keys = new HashMap<>();
    private final Set<Key> fresh = new HashSet<>();
    private final Map<Arrival, Found> found = new HashMap<>();

    /** Whether it was new; of equal ones in one transaction only the first that asks. */
    boolean takeFresh(Arrival arrival) {
      return fresh.remove(Objects.requireNonNull(keys.get(arrival)));
    }

    boolean isFresh(Arrival arrival) {
      return fresh.contains(Objects.requireNonNull(keys.get(arrival)));
    }

    Found found(Arrival arrival) {
      return found.getOrDefault(arrival, Found.NOTHING);
    }
  }

  private ArrivalKeys() {}

  /** Keeps the keys and finds the senders; the rows of new keys have no place. */
  static final String INSERT =
      """
      with a as materialized (
        select * from unnest(:orgs, :channels, :kinds, :keys, :users, :phones)
          with ordinality as a (org, channel, kind, key, user_id, phone, n)),
      fresh as (
        insert into inbound_keys (channel_id, kind, key, org_id)
        select channel, kind, key, org from a order by channel, kind, key
        on conflict do nothing
        returning channel_id, kind, key)
      select a.n, null::uuid as fresh_channel, null::bigint as fresh_kind,
        null::text as fresh_key,
      """
          + ContactRows.FOUND
          + "from a\n"
          + ContactRows.JOINS
          + """
            union all
            select 0, channel_id, kind, key, null, null, false, null, null, null, null, null, 0
            from fresh
            """;

  static Seen insert(Handle handle, List<Arrival> arrivals) {
    Seen seen = new Seen();
    if (arrivals.isEmpty()) {
      return seen;
    }
    List<Key> keys = arrivals.stream().map(ArrivalKeys::key).toList();
    for (int i = 0; i < keys.size(); i++) {
      seen.keys.put(arrivals.get(i), keys.get(i));
    }
    Columns.of(arrivals)
        .uuid("orgs", arrival -> arrival.bot().organization())
        .uuid("channels", arrival -> arrival.bot().channel())
        .number("kinds", arrival -> Objects.requireNonNull(seen.keys.get(arrival)).kind())
        .text("keys", arrival -> Objects.requireNonNull(seen.keys.get(arrival)).key())
        .text("users", arrival -> Text.storable(user(arrival, ChannelUser::userId)))
        .text("phones", arrival -> Text.storable(user(arrival, ChannelUser::phone)))
        .bind(handle.createQuery(INSERT))
        .map(
            (row, context) -> {
              int place = row.getInt("n") - 1;
              if (place < 0) {
                return seen.fresh.add(
                    new Key(
                        row.getObject("fresh_channel", UUID.class),
                        row.getInt("fresh_kind"),
                        row.getString("fresh_key")));
              }
              return seen.found.put(arrivals.get(place), ContactRows.found(row)) == null;
            })
        .list();
    return seen;
  }

  private static @Nullable String user(
      Arrival arrival, java.util.function.Function<ChannelUser, @Nullable String> identity) {
    ChannelUser person = person(arrival.event());
    return person == null ? null : identity.apply(person);
  }

  /** Whose contact an event concerns; null where it makes none. */
  static @Nullable ChannelUser person(ChannelEvent event) {
    if (event instanceof ChannelEvent.PreferenceChanged changed) {
      return changed.user();
    }
    if (event instanceof ChannelEvent.Consented said) {
      return said.user();
    }
    if (event instanceof ChannelEvent.Echoed echoed) {
      return echoed.to();
    }
    return event instanceof ChannelEvent.Received received ? received.from() : null;
  }

  private static Key key(Arrival arrival) {
    UUID channel = arrival.bot().channel();
    return switch (arrival.event()) {
      case ChannelEvent.Received received -> key(channel, MESSAGE, received.message().id());
      case ChannelEvent.StatusChanged status ->
          throw new IllegalArgumentException("a status has a rank, no key: " + status.messageId());
      case ChannelEvent.Edited edited ->
          key(channel, OTHER, "edited:" + edited.originalId() + ":" + edited.message().id());
      case ChannelEvent.Revoked revoked -> key(channel, OTHER, "revoked:" + revoked.originalId());
      case ChannelEvent.Echoed echoed -> key(channel, OTHER, "echoed:" + echoed.message().id());
      case ChannelEvent.IdentityChanged changed ->
          key(channel, OTHER, "identity:" + changed.after().key() + ":" + changed.at());
      case ChannelEvent.Consented said -> key(channel, OTHER, contentKey(said));
      case ChannelEvent.PreferenceChanged changed ->
          key(channel, OTHER, "preference:" + changed.user().key() + ":" + changed.at());
      case ChannelEvent.SecurityChanged changed -> key(channel, OTHER, contentKey(changed));
      case ChannelEvent.TemplateChanged changed -> key(channel, OTHER, contentKey(changed));
      case ChannelEvent.AccountChanged changed -> key(channel, OTHER, contentKey(changed));
      case ChannelEvent.Ignored ignored -> key(channel, OTHER, contentKey(ignored));
    };
  }

  private static Key key(UUID channel, int kind, String key) {
    return new Key(channel, kind, Objects.requireNonNull(Text.storable(key)));
  }

  /** Events without an id of their own are the same when all that they say is the same. */
  private static String contentKey(ChannelEvent event) {
    return UUID.nameUUIDFromBytes(StoredJson.write(event).getBytes(StandardCharsets.UTF_8))
        .toString();
  }
}
