package io.botflow.server.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A person with an account.
 *
 * @param totpSecret sealed; null where none was begun
 * @param hasSecondFactor whether it was confirmed
 */
record User(
    UUID id,
    String email,
    String name,
    String language,
    String passwordHash,
    @Nullable String totpSecret,
    boolean hasSecondFactor,
    long totpStep) {
  private static final String SELECT =
      """
      select id, email, name, language, password_hash, totp_secret,
        totp_since is not null as confirmed, totp_step
      from users
      """;

  static Optional<User> byEmail(Handle handle, String email) {
    return handle
        .createQuery(SELECT + "where email = :email")
        .bind("email", email)
        .map((row, context) -> user(row))
        .findOne();
  }

  /** The person with this id, who exists. The row is locked for the rest of the transaction. */
  static User locked(Handle handle, UUID id) {
    return handle
        .createQuery(SELECT + "where id = :id for update")
        .bind("id", id)
        .map((row, context) -> user(row))
        .one();
  }

  private static User user(ResultSet row) throws SQLException {
    return new User(
        row.getObject("id", UUID.class),
        row.getString("email"),
        row.getString("name"),
        row.getString("language"),
        row.getString("password_hash"),
        row.getString("totp_secret"),
        row.getBoolean("confirmed"),
        row.getLong("totp_step"));
  }

  @Override
  public String toString() {
    return "User[" + id + "]";
  }
}
