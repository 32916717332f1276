package io.botflow.store.jdbc;

import io.botflow.conversation.Input;
import io.botflow.message.ChannelEvent;
import io.botflow.message.InboundMessage;
import io.botflow.spi.Arrival;
import io.botflow.store.jdbc.ContactRows.Found;
import io.botflow.store.jdbc.ContactRows.Sender;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Takes in what channels tell: the only place where duplicates are found. */
final class InboxRows {
  /** Kinds of {@code inbox}. */
  static final int MESSAGE = 1;

  static final int OTHER_INPUT = 2;
  static final int TIME_UP = 3;

  private final Transactions transactions;
  private final BotRows bots = new BotRows();

  InboxRows(Transactions transactions) {
    this.transactions = transactions;
  }

  private record Key(UUID channel, int kind, String key) {}

  private record Row(Arrival arrival, UUID conversation, InboundMessage message, int joinMillis) {}

  /** Keeps all arrivals of all calls in one transaction; for each arrival whether it was new. */
  List<List<Boolean>> accept(List<List<Arrival>> calls) {
    List<Arrival> arrivals = calls.stream().flatMap(List::stream).toList();
    List<Boolean> news = transactions.run(handle -> accept(handle, arrivals));
    bots.remember(arrivals);
    List<List<Boolean>> results = new ArrayList<>();
    int at = 0;
    for (List<Arrival> call : calls) {
      results.add(List.copyOf(news.subList(at, at + call.size())));
      at += call.size();
    }
    return results;
  }

  private List<Boolean> accept(Handle handle, List<Arrival> arrivals) {
    bots.ensure(handle, arrivals);
    Set<Key> unseen = insertKeys(handle, arrivals);
    List<Boolean> news = new ArrayList<>();
    List<Arrival> received = new ArrayList<>();
    List<Arrival> statuses = new ArrayList<>();
    List<Arrival> others = new ArrayList<>();
    for (Arrival arrival : arrivals) {
      boolean isNew = unseen.remove(key(arrival));
      news.add(isNew);
      if (isNew) {
        switch (arrival.event()) {
          case ChannelEvent.Received ignored -> received.add(arrival);
          case ChannelEvent.StatusChanged ignored -> statuses.add(arrival);
          case ChannelEvent.IdentityChanged changed -> {
            ContactRows.identityChanged(
                handle, new Sender(arrival.bot(), changed.before()), changed.after());
            others.add(arrival);
          }
          case ChannelEvent.Edited ignored -> others.add(arrival);
          case ChannelEvent.Revoked ignored -> others.add(arrival);
          case ChannelEvent.Echoed ignored -> others.add(arrival);
          case ChannelEvent.SecurityChanged ignored -> others.add(arrival);
          case ChannelEvent.PreferenceChanged ignored -> others.add(arrival);
          case ChannelEvent.TemplateChanged ignored -> others.add(arrival);
          case ChannelEvent.AccountChanged ignored -> others.add(arrival);
          case ChannelEvent.Ignored ignored -> others.add(arrival);
        }
      }
    }
    insertMessages(handle, received);
    StatusRows.apply(handle, statuses);
    insertOthers(handle, others);
    return news;
  }

  private static Key key(Arrival arrival) {
    UUID channel = arrival.bot().channel();
    return switch (arrival.event()) {
      case ChannelEvent.Received received -> new Key(channel, 1, received.message().id());
      case ChannelEvent.StatusChanged status ->
          new Key(channel, 2, status.messageId() + ":" + status.status());
      case ChannelEvent.Edited edited ->
          new Key(channel, 3, "edited:" + edited.originalId() + ":" + edited.message().id());
      case ChannelEvent.Revoked revoked -> new Key(channel, 3, "revoked:" + revoked.originalId());
      case ChannelEvent.Echoed echoed -> new Key(channel, 3, "echoed:" + echoed.message().id());
      case ChannelEvent.IdentityChanged changed ->
          new Key(channel, 3, "identity:" + changed.after().key() + ":" + changed.at());
      case ChannelEvent.PreferenceChanged changed ->
          new Key(channel, 3, "preference:" + changed.user().key() + ":" + changed.at());
      case ChannelEvent.SecurityChanged changed -> new Key(channel, 3, contentKey(changed));
      case ChannelEvent.TemplateChanged changed -> new Key(channel, 3, contentKey(changed));
      case ChannelEvent.AccountChanged changed -> new Key(channel, 3, contentKey(changed));
      case ChannelEvent.Ignored ignored -> new Key(channel, 3, contentKey(ignored));
    };
  }

  /** Events without an id of their own are the same when all that they say is the same. */
  private static String contentKey(ChannelEvent event) {
    return UUID.nameUUIDFromBytes(StoredJson.write(event).getBytes(StandardCharsets.UTF_8))
        .toString();
  }

  private static Set<Key> insertKeys(Handle handle, List<Arrival> arrivals) {
    return new HashSet<>(
        Columns.of(arrivals)
            .uuid("channels", arrival -> arrival.bot().channel())
            .number("kinds", arrival -> key(arrival).kind())
            .text("keys", arrival -> Text.storable(key(arrival).key()))
            .uuid("orgs", arrival -> arrival.bot().organization())
            .bind(
                handle.createQuery(
                    """
                    insert into inbound_keys (channel_id, kind, key, org_id)
                    select k.channel, k.kind, k.key, k.org
                    from unnest(:channels, :kinds, :keys, :orgs) as k (channel, kind, key, org)
                    order by 1, 2, 3
                    on conflict do nothing
                    returning channel_id, kind, key
                    """))
            .map(
                (row, context) ->
                    new Key(
                        row.getObject("channel_id", UUID.class),
                        row.getInt("kind"),
                        row.getString("key")))
            .list());
  }

  private void insertMessages(Handle handle, List<Arrival> arrivals) {
    if (arrivals.isEmpty()) {
      return;
    }
    Map<Arrival, Sender> senders = new HashMap<>();
    for (Arrival arrival : arrivals) {
      if (arrival.event() instanceof ChannelEvent.Received received) {
        senders.put(arrival, new Sender(arrival.bot(), received.from()));
      }
    }
    Map<Sender, Found> found = ContactRows.resolve(handle, List.copyOf(senders.values()));
    List<Row> rows = new ArrayList<>();
    for (Arrival arrival : arrivals) {
      @Nullable Sender sender = senders.get(arrival);
      @Nullable Found stored = sender == null ? null : found.get(sender);
      if (stored != null
          && stored.conversation() != null
          && arrival.event() instanceof ChannelEvent.Received received) {
        InboundMessage message = received.message();
        int wait = message.mayContinue() ? stored.joinWindowMillis() : 0;
        rows.add(new Row(arrival, stored.conversation(), message, wait));
      }
    }
    transactions
        .atNow(
            Columns.of(rows)
                .uuid("orgs", row -> row.arrival().bot().organization())
                .uuid("conversations", Row::conversation)
                .number("waits", Row::joinMillis)
                .moment("sent", row -> row.message().sentAt())
                .text("payloads", row -> StoredJson.write(row.message()))
                .bind(
                    handle.createUpdate(
                        """
                        insert into inbox
                          (org_id, conversation_id, kind, ready_at, sent_at, payload)
                        select r.org, r.conversation, 1,
                          coalesce(:fixed_now::timestamptz, clock_timestamp())
                            + r.wait * interval '1 millisecond',
                          r.sent, r.payload::json
                        from unnest(:orgs, :conversations, :waits, :sent, :payloads)
                          with ordinality as r (org, conversation, wait, sent, payload, n)
                        order by r.n
                        """)))
        .execute();
  }

  private static void insertOthers(Handle handle, List<Arrival> arrivals) {
    if (arrivals.isEmpty()) {
      return;
    }
    Columns.of(arrivals)
        .uuid("orgs", arrival -> arrival.bot().organization())
        .uuid("channels", arrival -> arrival.bot().channel())
        .text("kinds", arrival -> arrival.event().getClass().getSimpleName())
        .text("payloads", arrival -> StoredJson.write(arrival.event()))
        .bind(
            handle.createUpdate(
                """
                insert into channel_events (org_id, channel_id, kind, payload)
                select * from (
                  select unnest(:orgs), unnest(:channels), unnest(:kinds), unnest(:payloads)::json) r
                """))
        .execute();
  }

  /** Adds an input that is no message; false where the organisation has no such conversation. */
  boolean signal(UUID organization, UUID conversation, Input input) {
    return transactions.run(
            handle ->
                transactions
                    .atNow(
                        handle.createUpdate(
                            """
                            insert into inbox
                              (org_id, conversation_id, kind, ready_at, sent_at, payload)
                            select org_id, id, 2, t.now, t.now, :payload::json
                            from conversations, (select
                              coalesce(:fixed_now::timestamptz, clock_timestamp()) as now) t
                            where org_id = :org and id = :conversation
                            """))
                    .bind("org", organization)
                    .bind("conversation", conversation)
                    .bind("payload", StoredJson.write(input, Input.class))
                    .execute())
        > 0;
  }
}
