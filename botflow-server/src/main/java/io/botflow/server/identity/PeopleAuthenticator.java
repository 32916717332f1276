package io.botflow.server.identity;

import io.botflow.server.api.Authenticator;
import io.botflow.server.api.Caller;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** People by their access tokens, as long as the session behind it has not ended. */
final class PeopleAuthenticator implements Authenticator {
  private final AccessTokens tokens;
  private final Transactions transactions;

  @Inject
  PeopleAuthenticator(AccessTokens tokens, Databases databases) {
    this.tokens = tokens;
    this.transactions = databases.identity();
  }

  @Override
  public @Nullable Caller recognize(String token) {
    AccessTokens.Claims claims = tokens.read(token);
    if (claims == null) {
      return null;
    }
    return transactions
        .outside(
            handle ->
                handle
                    .createQuery(
                        """
                        select u.email, u.name from user_sessions s join users u on u.id = s.user_id
                        where s.id = :session and s.user_id = :user and s.expires_at > now()
                        """)
                    .bind("session", claims.session())
                    .bind("user", claims.user())
                    .map(
                        (row, context) ->
                            new Caller.Person(
                                claims.user(),
                                row.getString(1),
                                row.getString(2),
                                claims.session(),
                                claims.organization()))
                    .findOne())
        .orElse(null);
  }
}
