package io.botflow.server.identity;

import io.botflow.server.api.Answer;
import io.botflow.server.api.Call;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Log-ins of people whom somebody else has proved; who that may be is decided before. */
public final class OutsideLogIns {
  private final Transactions transactions;
  private final Passwords passwords;
  private final Sessions sessions;
  private final SessionAnswers answers;
  private final RefreshCookie cookie;

  @Inject
  OutsideLogIns(
      Databases databases,
      Passwords passwords,
      Sessions sessions,
      SessionAnswers answers,
      RefreshCookie cookie) {
    this.transactions = databases.identity();
    this.passwords = passwords;
    this.sessions = sessions;
    this.answers = answers;
    this.cookie = cookie;
  }

  /** The record that {@link #opened} answers, for the table of routes. */
  public static Class<?> answer() {
    return SessionAnswers.SignedIn.class;
  }

  /**
   * The person with an address that is proved; made, with a password that nobody knows, where there
   * is none.
   */
  public UUID withAddress(String address, String name, Call call) {
    String email = EmailAddress.normal(address);
    UUID id = UUID.randomUUID();
    String hash = passwords.hash(OneTimeToken.make().text());
    return transactions.outside(
        handle -> {
          int made =
              handle
                  .createUpdate(
                      """
                      insert into users (id, email, name, language, password_hash)
                      values (:id, :email, :name, 'en', :hash) on conflict (email) do nothing
                      """)
                  .bindMap(Map.of("id", id, "email", email, "name", name, "hash", hash))
                  .execute();
          if (made == 1) {
            AccountLog.write(handle, id, "account.made", call.origin());
            return id;
          }
          return User.byEmail(handle, email).map(User::id).orElseThrow();
        });
  }

  /** Lets pass what a page of this server asks; see {@link RefreshCookie#expectOwnPage}. */
  public void expectOwnPage(Call call) {
    cookie.expectOwnPage(call);
  }

  /** Opens a session in an organisation, whose member the person is; the tokens, by cookie. */
  public Answer opened(UUID user, UUID organization, Call call) {
    return answers.of(transactions.outside(handle -> open(handle, user, organization, call)), true);
  }

  private Sessions.Opened open(Handle handle, UUID user, UUID organization, Call call) {
    AccountLog.write(handle, user, "login.sso", call.origin());
    return sessions.open(handle, user, organization, call.origin());
  }
}
