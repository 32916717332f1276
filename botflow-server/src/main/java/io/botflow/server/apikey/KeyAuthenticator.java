package io.botflow.server.apikey;

import io.botflow.server.api.Authenticator;
import io.botflow.server.api.Caller;
import io.botflow.server.api.Permission;
import io.botflow.server.api.Seat;
import io.botflow.server.identity.OneTimeToken;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Programs by their API keys; the database is asked each time, so that a revoked key is dead. */
final class KeyAuthenticator implements Authenticator {
  private final Transactions transactions;

  @Inject
  KeyAuthenticator(Databases databases) {
    this.transactions = databases.identity();
  }

  @Override
  public @Nullable Caller recognize(String token) {
    return KeyText.isWellFormed(token)
        ? transactions.outside(handle -> find(handle, token)).orElse(null)
        : null;
  }

  private static Optional<Caller> find(Handle handle, String token) {
    Optional<Caller.Program> found =
        handle
            .createQuery(
                """
                select k.id, k.org_id, k.name, k.scopes, p.requests_per_minute
                from api_keys k
                join organizations o on o.id = k.org_id and o.closed_at is null
                join plans p on p.id = o.plan
                where k.hash = :hash and (k.expires_at is null or k.expires_at > now())
                """)
            .bind("hash", OneTimeToken.hash(token))
            .map((row, context) -> program(row))
            .findOne();
    if (found.isPresent()) {
      Caller.Program program = found.get();
      // To the minute is enough, and spares a write for each request.
      handle
          .createUpdate(
              """
              update api_keys set last_used_at = now() where org_id = :org and id = :id
                and (last_used_at is null or last_used_at < now() - interval '1 minute')
              """)
          .bind("org", program.seat().organization())
          .bind("id", program.key())
          .execute();
    }
    return found.map(program -> program);
  }

  private static Caller.Program program(ResultSet row) throws SQLException {
    String[] scopes = (String[]) row.getArray("scopes").getArray();
    return new Caller.Program(
        row.getObject("id", UUID.class),
        row.getString("name"),
        new Seat(
            row.getObject("org_id", UUID.class),
            null,
            Arrays.stream(scopes).map(Permission::ofScope).collect(Collectors.toSet()),
            row.getInt("requests_per_minute")));
  }
}
