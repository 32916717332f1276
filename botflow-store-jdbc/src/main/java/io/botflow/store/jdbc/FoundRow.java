package io.botflow.store.jdbc;

import io.botflow.conversation.Contact;
import io.botflow.conversation.Owner;
import io.botflow.conversation.Session;
import io.botflow.conversation.Variables;
import io.botflow.message.ChannelUser;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with its contact as the tables have them: what a turn needs. JSON is read only
 * when somebody asks for it.
 */
record FoundRow(
    UUID conversation,
    UUID bot,
    int joinWindowMillis,
    int owner,
    String session,
    @Nullable Instant dueAt,
    UUID contact,
    ChannelUser user,
    @Nullable String name,
    @Nullable String language,
    @Nullable String zone,
    String fields,
    Set<String> tags,
    boolean optedOut) {

  /** Of {@code conversations c} with its {@code contacts t}. */
  static final String COLUMNS =
      """
      c.id as conversation_id, c.bot_id, c.join_window_ms, c.owner, c.session, c.due_at,
      t.id as contact_id, t.user_id, t.phone, t.profile_name, t.username, t.name, t.language, t.zone,
      t.fields, t.tags, t.opted_out
      """;

  FoundRow {
    tags = Set.copyOf(tags);
  }

  static FoundRow of(ResultSet row) throws SQLException {
    return new FoundRow(
        uuid(row, "conversation_id"),
        uuid(row, "bot_id"),
        row.getInt("join_window_ms"),
        row.getInt("owner"),
        row.getString("session"),
        moment(row, "due_at"),
        uuid(row, "contact_id"),
        new ChannelUser(
            row.getString("user_id"),
            row.getString("phone"),
            row.getString("profile_name"),
            row.getString("username")),
        row.getString("name"),
        row.getString("language"),
        row.getString("zone"),
        row.getString("fields"),
        Set.copyOf(Arrays.asList((String[]) row.getArray("tags").getArray())),
        row.getBoolean("opted_out"));
  }

  Session readSession() {
    return StoredJson.readVariables(session, Session.class);
  }

  Owner readOwner() {
    return Ranks.owner(owner);
  }

  Contact readContact() {
    return new Contact(
        contact,
        user,
        name,
        language,
        zone,
        StoredJson.readVariables(fields, Variables.class),
        tags,
        optedOut);
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
