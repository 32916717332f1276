package io.botflow.server.conversation;

import io.botflow.server.conversation.MessageView.Author;
import io.botflow.server.conversation.MessageView.Delivery;
import io.botflow.server.conversation.MessageView.DeliveryError;
import io.botflow.spi.Store;
import io.botflow.whatsapp.GraphErrorRule;
import io.botflow.whatsapp.GraphErrors;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message as {@link MessageList} reads it. */
record MessageRow(
    UUID id,
    UUID conversation,
    UUID channel,
    String sentBy,
    @Nullable Author author,
    String content,
    @Nullable String replyTo,
    Instant at,
    @Nullable String externalId,
    @Nullable Delivery delivery) {
  /** By the numbers in {@code outbox}. */
  private static final List<String> WAITING =
      List.of("pending", "sending", "unknown", "held", "withheld");

  /** By the numbers in {@code deliveries}. */
  private static final List<String> STATUSES =
      List.of("pending", "sent", "failed", "delivered", "read", "played", "deleted");

  /** Of {@code deliveries.status}. */
  static final int FAILED = STATUSES.indexOf("failed");

  static MessageRow of(ResultSet row) throws SQLException {
    String author = row.getString("author_name");
    return new MessageRow(
        ConversationRow.uuid(row, "id"),
        ConversationRow.uuid(row, "conversation_id"),
        ConversationRow.uuid(row, "channel_id"),
        row.getString("sent_by"),
        author == null ? null : new Author(row.getObject("author", UUID.class), author),
        row.getString("content"),
        row.getString("reply_to"),
        Objects.requireNonNull(ConversationRow.moment(row, "sent_at")),
        row.getString("external_id"),
        delivery(row));
  }

  private static @Nullable Delivery delivery(ResultSet row) throws SQLException {
    String sentBy = row.getString("sent_by");
    if (sentBy.equals("customer") || sentBy.equals("note")) {
      return null;
    }
    int waiting = row.getInt("state");
    if (!row.wasNull()) {
      String state = WAITING.get(waiting);
      boolean stuck = state.equals("held") || state.equals("withheld") || state.equals("unknown");
      return new Delivery(
          state,
          null,
          stuck ? error(row.getString("attempt_code"), row.getString("detail")) : null,
          state.equals("held"));
    }
    int status = row.getInt("status");
    if (row.wasNull()) {
      return new Delivery("pending", null, null, false);
    }
    boolean failed = status == FAILED;
    return new Delivery(
        STATUSES.get(status),
        ConversationRow.moment(row, "status_at"),
        failed ? error(row.getString("error_code"), row.getString("detail")) : null,
        failed);
  }

  /** What people read: the table of the network's errors, or what was said about this one. */
  private static DeliveryError error(@Nullable String code, @Nullable String detail) {
    String known = code == null ? "unknown" : code;
    if (known.equals(Store.TAKEN_OVER)) {
      return new DeliveryError(known, "A person took over before the bot's message was sent.");
    }
    String text =
        GraphErrors.of(known)
            .map(GraphErrorRule::advice)
            .orElse(detail == null ? "The network did not say why (%s).".formatted(known) : detail);
    return new DeliveryError(known, text);
  }
}
