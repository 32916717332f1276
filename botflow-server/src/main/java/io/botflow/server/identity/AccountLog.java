package io.botflow.server.identity;

import io.botflow.server.api.Cursor;
import io.botflow.server.api.Origin;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What happened to people's accounts; the database takes new entries only. */
final class AccountLog {
  private AccountLog() {}

  /** One thing that happened. */
  record AccountEvent(Instant at, String event, String address, String program) {}

  /**
   * Writes an entry.
   *
   * @param user null where nobody knows who it was
   */
  static void write(Handle handle, @Nullable UUID user, String event, Origin origin) {
    handle
        .createUpdate(
            """
            insert into account_log (user_id, event, address, program)
            values (:user::uuid, :event, :address, :program)
            """)
        .bind("user", user)
        .bind("event", event)
        .bind("address", origin.address())
        .bind("program", origin.program())
        .execute();
  }

  /** The newest of a person. */
  static List<AccountEvent> newest(Handle handle, UUID user, Cursor cursor) {
    return handle
        .createQuery(
            """
            select at, event, address, program from account_log
            where user_id = :user order by id desc limit :most
            """)
        .bind("user", user)
        .bind("most", cursor.limit())
        .map(
            (row, context) ->
                new AccountEvent(
                    row.getObject(1, OffsetDateTime.class).toInstant(),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4)))
        .list();
  }
}
