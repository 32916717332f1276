package io.botflow.server.webchat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.botflow.message.MessageContent;
import io.botflow.server.config.Secret;
import io.botflow.spi.Sending;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Sealing;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The SQL of the web chat: chats as set up, and what visitors' browsers are to show. */
final class WebChatTable {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private static final int ROWS_AT_ONCE = 2_000;

  private final Transactions ingest;
  private final Transactions work;
  private final Sealing sealing;

  @Inject
  WebChatTable(Databases databases, Sealing sealing) {
    this.sealing = sealing;
    this.ingest = databases.ingest();
    this.work = databases.work();
  }

  /**
   * A message for a browser.
   *
   * @param number its place in the conversation, by which browsers count
   * @param id ours of the message
   */
  record Stored(long number, UUID id, MessageContent content) {}

  private record Route(UUID organization, UUID channel) {}

  /** The chat with this key; empty where there is none. */
  Optional<WebChat> byKey(String key) {
    return ingest
        .outside(
            handle ->
                handle
                    .createQuery(
                        """
                        select org_id, channel_id from channel_routes
                        where kind = :kind and account = :key
                        """)
                    .bind("kind", WebChatChannel.NAME)
                    .bind("key", key)
                    .map((row, context) -> new Route(uuid(row, "org_id"), uuid(row, "channel_id")))
                    .findFirst())
        .flatMap(route -> read(route, key));
  }

  private Optional<WebChat> read(Route route, String key) {
    return ingest.in(
        route.organization(),
        handle ->
            handle
                .createQuery(
                    """
                    select array_to_json(origins)::text as origins, secret from webchat_channels
                    where org_id = :org and id = :channel
                    """)
                .bind("org", route.organization())
                .bind("channel", route.channel())
                .map(
                    (row, context) ->
                        new WebChat(
                            route.organization(),
                            route.channel(),
                            key,
                            Set.of(json(row.getString("origins"), String[].class)),
                            new Secret(
                                sealing.open(
                                    new Sealing.Place(
                                        route.organization(),
                                        "webchat_channels",
                                        "secret",
                                        route.channel()),
                                    row.getString("secret")))))
                .findOne());
  }

  /** Puts a message where the visitor's browsers find it; a second time nothing changes. */
  void add(Sending sending, String visitor) {
    work.in(
        sending.organization(),
        handle ->
            handle
                .createUpdate(
                    """
                    insert into webchat_messages (org_id, channel_id, visitor, number,
                      conversation_id, message_id)
                    values (:org, :channel, :visitor, :number, :conversation, :message)
                    on conflict (channel_id, visitor, number) do nothing
                    """)
                .bind("org", sending.organization())
                .bind("channel", sending.channel())
                .bind("visitor", visitor)
                .bind("number", sending.number())
                .bind("conversation", sending.conversation())
                .bind("message", sending.id())
                .execute());
  }

  /** The visitor's messages after a number, in order, up to {@code most}. */
  List<Stored> after(UUID organization, Visitor visitor, long number, int most) {
    return work.in(
        organization,
        handle ->
            handle
                .createQuery(
                    """
                    select w.number, w.message_id, m.content::text as content
                    from webchat_messages w
                    join messages m on m.conversation_id = w.conversation_id
                      and m.id = w.message_id
                    where w.org_id = :org and w.channel_id = :channel and w.visitor = :visitor
                      and w.number > :number
                    order by w.number limit :most
                    """)
                .bind("org", organization)
                .bind("channel", visitor.channel())
                .bind("visitor", visitor.id())
                .bind("number", number)
                .bind("most", most)
                .map(
                    (row, context) ->
                        new Stored(
                            row.getLong("number"),
                            uuid(row, "message_id"),
                            json(row.getString("content"), MessageContent.class)))
                .list());
  }

  /** The number of the visitor's last message; 0 where there is none. */
  long last(UUID organization, Visitor visitor) {
    return work.in(
        organization,
        handle ->
            handle
                .createQuery(
                    """
                    select coalesce(max(number), 0) from webchat_messages
                    where org_id = :org and channel_id = :channel and visitor = :visitor
                    """)
                .bind("org", organization)
                .bind("channel", visitor.channel())
                .bind("visitor", visitor.id())
                .mapTo(Long.class)
                .one());
  }

  /** Those of these visitors who have a message after the number that stands with them. */
  List<Visitor> withNews(Map<Visitor, Long> known) {
    List<Map.Entry<Visitor, Long>> all = List.copyOf(known.entrySet());
    return work.outside(
        handle ->
            handle
                .createQuery(
                    """
                    select u.channel, u.visitor from unnest(:channels, :visitors, :numbers)
                      as u (channel, visitor, number)
                    where exists (select from webchat_messages w where w.channel_id = u.channel
                      and w.visitor = u.visitor and w.number > u.number)
                    """)
                .bindArray(
                    "channels", UUID.class, all.stream().map(e -> e.getKey().channel()).toList())
                .bindArray(
                    "visitors", String.class, all.stream().map(e -> e.getKey().id()).toList())
                .bindArray("numbers", Long.class, all.stream().map(Map.Entry::getValue).toList())
                .map((row, context) -> new Visitor(uuid(row, "channel"), row.getString("visitor")))
                .list());
  }

  /** Deletes what nobody fetched for so long, or fetched so long ago; returns how much. */
  int deleteOlderThan(Duration age) {
    return work.outside(
        handle ->
            handle
                .createUpdate(
                    """
                    delete from webchat_messages where ctid = any(array(
                      select ctid from webchat_messages
                      where sent_at < clock_timestamp() - :seconds * interval '1 second'
                      limit :most))
                    """)
                .bind("seconds", age.toSeconds())
                .bind("most", ROWS_AT_ONCE)
                .execute());
  }

  private static UUID uuid(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getObject(column, UUID.class));
  }

  private static <T> T json(String text, Class<T> type) {
    try {
      return JSON.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored JSON is no " + type.getSimpleName(), e);
    }
  }
}
