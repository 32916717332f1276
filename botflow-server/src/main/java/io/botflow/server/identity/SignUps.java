package io.botflow.server.identity;

import io.botflow.server.api.Origin;
import io.botflow.server.api.Refusal;
import io.botflow.server.http.ErrorCode;
import io.botflow.server.mail.MailKind;
import io.botflow.server.mail.Mailer;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * How an account begins. Whoever signs up hears the same, whether the address has an account or
 * not; the address hears which.
 */
final class SignUps {
  private final Transactions transactions;
  private final Passwords passwords;
  private final Mailer mailer;

  @Inject
  SignUps(Databases databases, Passwords passwords, Mailer mailer) {
    this.transactions = databases.identity();
    this.passwords = passwords;
    this.mailer = mailer;
  }

  void signUp(Inputs.SignUp input, Origin origin) {
    mailer.expectReady();
    String email = EmailAddress.normal(input.email());
    String hash = passwords.hash(input.password());
    String language = input.language() == null ? "en" : input.language();
    OneTimeToken token = OneTimeToken.make();
    User known =
        transactions
            .outside(
                handle -> {
                  handle.execute("delete from signups where expires_at < now()");
                  // Written for known addresses too, where it is never good: it takes as long.
                  handle
                      .createUpdate(
                          """
                      insert into signups (token_hash, email, name, language, password_hash, expires_at)
                      values (:token, :email, :name, :language, :hash, now() + interval '1 day')
                      """)
                      .bind("token", token.hash())
                      .bind("email", email)
                      .bind("name", input.name().strip())
                      .bind("language", language)
                      .bind("hash", hash)
                      .execute();
                  User user = User.byEmail(handle, email).orElse(null);
                  AccountLog.write(handle, user == null ? null : user.id(), "signup", origin);
                  return Optional.ofNullable(user);
                })
            .orElse(null);
    if (known == null) {
      mailer.send(
          MailKind.VERIFY,
          language,
          email,
          Map.of("name", input.name(), "link", mailer.link("verify-email", token.text())));
    } else {
      mailer.send(
          MailKind.KNOWN,
          known.language(),
          email,
          Map.of("name", known.name(), "link", mailer.link("forgot-password", "")));
    }
  }

  /**
   * Makes the account of the sign-up whose link was opened.
   *
   * @throws Refusal when the link is unknown, too old, or the address got an account meanwhile
   */
  void verify(String token, Origin origin) {
    boolean made =
        transactions.outside(
            handle -> {
              UUID id = UUID.randomUUID();
              int users =
                  handle
                      .createUpdate(
                          """
                          with proved as (
                            delete from signups where token_hash = :token returning *)
                          insert into users (id, email, name, language, password_hash)
                          select :id, email, name, language, password_hash from proved
                          where expires_at > now()
                          on conflict (email) do nothing
                          """)
                      .bind("token", OneTimeToken.hash(token))
                      .bind("id", id)
                      .execute();
              if (users == 1) {
                AccountLog.write(handle, id, "account.made", origin);
              }
              return users == 1;
            });
    if (!made) {
      throw new Refusal(ErrorCode.INVALID_TOKEN);
    }
  }
}
