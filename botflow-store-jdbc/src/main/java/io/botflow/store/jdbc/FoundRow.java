package io.botflow.store.jdbc;

import io.botflow.conversation.Contact;
import io.botflow.conversation.Owner;
import io.botflow.conversation.Session;
import io.botflow.conversation.Variables;
import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelUser;
import io.botflow.spi.BotRef;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** A conversation with its contact and channel as the tables have them: what a turn needs. */
record FoundRow(
    UUID conversation,
    BotRef bot,
    ChannelAddress address,
    Session session,
    Owner owner,
    boolean disclosed,
    @Nullable Instant dueAt,
    Contact contact) {

  /** Which conversation, and whose. */
  record Key(UUID organization, UUID conversation) {}

  /** Reads conversations of tenants that the transaction has named, by conversation. */
  static Map<UUID, FoundRow> read(Handle handle, List<Key> keys) {
    Map<UUID, FoundRow> rows = new HashMap<>();
    Columns.of(keys)
        .uuid("orgs", Key::organization)
        .uuid("conversations", Key::conversation)
        .bind(
            handle.createQuery(
                """
                select c.id, c.org_id, c.bot_id, c.channel_id, c.owner, c.session, c.due_at, ch.kind,
                  c.ai_disclosed_at is not null as disclosed,
                  ch.account, t.id as contact_id, t.user_id, t.phone, t.profile_name, t.username,
                  t.parent_id,
                  t.name, t.language, t.zone, t.fields, t.tags, t.opted_out
                from unnest(:orgs, :conversations) as l (org, id)
                join conversations c on c.org_id = l.org and c.id = l.id
                join channels ch on ch.org_id = c.org_id and ch.id = c.channel_id
                join contacts t on t.org_id = c.org_id and t.id = c.contact_id
                """))
        .map((row, context) -> of(row))
        .forEach(row -> rows.put(row.conversation(), row));
    return rows;
  }

  private static FoundRow of(ResultSet row) throws SQLException {
    return new FoundRow(
        uuid(row, "id"),
        new BotRef(uuid(row, "org_id"), uuid(row, "bot_id"), uuid(row, "channel_id")),
        new ChannelAddress(row.getString("kind"), row.getString("account")),
        StoredJson.readVariables(row.getString("session"), Session.class),
        Ranks.owner(row.getInt("owner")),
        row.getBoolean("disclosed"),
        moment(row, "due_at"),
        new Contact(
            uuid(row, "contact_id"),
            new ChannelUser(
                row.getString("user_id"),
                row.getString("phone"),
                row.getString("profile_name"),
                row.getString("username"),
                row.getString("parent_id")),
            row.getString("name"),
            row.getString("language"),
            row.getString("zone"),
            StoredJson.readVariables(row.getString("fields"), Variables.class),
            Set.copyOf(Arrays.asList((String[]) row.getArray("tags").getArray())),
            row.getBoolean("opted_out")));
  }

  static UUID uuid(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getObject(column, UUID.class), column);
  }

  static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  static List<Long> numbers(@Nullable Array array) throws SQLException {
    if (array == null) {
      return List.of();
    }
    Long[] values = (Long[]) array.getArray();
    return LongStream.range(0, values.length).mapToObj(i -> values[(int) i]).toList();
  }
}
