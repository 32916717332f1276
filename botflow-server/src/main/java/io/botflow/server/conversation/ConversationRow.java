package io.botflow.server.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.conversation.Frame;
import io.botflow.conversation.Session;
import io.botflow.server.api.Cursor;
import io.botflow.server.conversation.ConversationView.Assignee;
import io.botflow.server.conversation.ConversationView.ContactSummary;
import io.botflow.server.conversation.ConversationView.Excerpt;
import io.botflow.server.conversation.ConversationView.Position;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows that {@link ConversationList} reads. */
final class ConversationRow {
  private static final int EXCERPT = 160;

  private ConversationRow() {}

  static ConversationView shown(ResultSet row, ServiceWindows windows, boolean whole)
      throws SQLException {
    String channel = row.getString("kind");
    Instant now = Objects.requireNonNull(moment(row, "now"));
    Instant windowEnd = windows.end(channel, moment(row, "last_inbound_at"));
    Session session = whole ? ContentJson.read(row.getString("session"), Session.class) : null;
    Frame frame = session == null ? null : session.current();
    int status = row.getInt("shown_status");
    return new ConversationView(
        uuid(row, "conversation_id"),
        uuid(row, "bot_id"),
        uuid(row, "channel_id"),
        channel,
        contact(row),
        Numbers.owner(row.getInt("owner")),
        assignee(row),
        Numbers.status(status),
        status == 1 ? moment(row, "snoozed_until") : null,
        row.getInt("unread"),
        labels(row.getString("labels")),
        excerpt(row),
        Objects.requireNonNull(moment(row, "last_at")),
        windowEnd,
        windowEnd == null ? !windows.has(channel) : now.isBefore(windowEnd),
        Objects.requireNonNull(moment(row, "created_at")),
        frame == null
            ? null
            : new Position(
                frame.flow(),
                frame.version(),
                frame.node().isEmpty() ? null : frame.node(),
                moment(row, "due_at")),
        frame == null ? null : ContentJson.tree(row.getString("session")).at(variables(session)));
  }

  private static String variables(@Nullable Session session) {
    return "/frames/" + (Objects.requireNonNull(session).frames().size() - 1) + "/variables";
  }

  private static ContactSummary contact(ResultSet row) throws SQLException {
    String name = row.getString("name");
    return new ContactSummary(
        uuid(row, "contact_id"),
        name == null ? row.getString("profile_name") : name,
        row.getString("phone"),
        row.getString("username"));
  }

  private static @Nullable Assignee assignee(ResultSet row) throws SQLException {
    UUID id = row.getObject("assigned_to", UUID.class);
    return id == null ? null : new Assignee(id, row.getString("assignee"));
  }

  private static @Nullable Excerpt excerpt(ResultSet row) throws SQLException {
    UUID id = row.getObject("message_id", UUID.class);
    return id == null
        ? null
        : new Excerpt(
            id,
            ContentJson.words(row.getString("content"), EXCERPT),
            row.getString("sent_by"),
            Objects.requireNonNull(moment(row, "sent_at")));
  }

  private static List<LabelView> labels(@Nullable String json) {
    List<LabelView> labels = new ArrayList<>();
    if (json != null) {
      for (JsonNode label : ContentJson.tree(json)) {
        labels.add(
            new LabelView(
                UUID.fromString(label.get("id").asText()),
                label.get("name").asText(),
                label.get("color").asText()));
      }
    }
    return labels;
  }

  /** The place of a row in the order of lists. */
  static Cursor.Place place(ResultSet row) throws SQLException {
    return new Cursor.Place(
        Objects.requireNonNull(moment(row, "last_at")), uuid(row, "conversation_id"));
  }

  static UUID uuid(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getObject(column, UUID.class), column);
  }

  static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }
}
