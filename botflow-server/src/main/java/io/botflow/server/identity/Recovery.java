package io.botflow.server.identity;

import io.botflow.server.api.Call;
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
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Changes of password and address, also for those who have lost the one or the other. */
final class Recovery {
  private static final String RESET = "reset";
  private static final String EMAIL = "email";

  private final Transactions transactions;
  private final Passwords passwords;
  private final LogIns logIns;
  private final Mailer mailer;

  private record Proved(UUID user, String email) {}

  @Inject
  Recovery(Databases databases, Passwords passwords, LogIns logIns, Mailer mailer) {
    this.transactions = databases.identity();
    this.passwords = passwords;
    this.logIns = logIns;
    this.mailer = mailer;
  }

  /** Sends a link to an address that has an account; the asker hears the same either way. */
  void forgot(String address, Origin origin) {
    mailer.expectReady();
    String email = EmailAddress.normal(address);
    OneTimeToken token = OneTimeToken.make();
    User known =
        transactions
            .outside(
                handle -> {
                  User user = User.byEmail(handle, email).orElse(null);
                  AccountLog.write(
                      handle, user == null ? null : user.id(), "password.forgotten", origin);
                  // For nobody it keeps nothing, and takes as long.
                  keep(handle, token, user == null ? UUID.randomUUID() : user.id(), RESET, email);
                  return Optional.ofNullable(user);
                })
            .orElse(null);
    if (known != null) {
      mailer.send(
          MailKind.RESET,
          known.language(),
          email,
          Map.of("name", known.name(), "link", mailer.link("reset-password", token.text())));
    }
  }

  /** One link at a time for each purpose: a newer one ends those before it. */
  private static void keep(
      Handle handle, OneTimeToken token, UUID user, String purpose, String email) {
    handle
        .createUpdate(
            """
            delete from mail_tokens
            where user_id = :user and purpose = :purpose or expires_at < now()
            """)
        .bind("user", user)
        .bind("purpose", purpose)
        .execute();
    handle
        .createUpdate(
            """
            insert into mail_tokens (token_hash, user_id, purpose, email, expires_at)
            select :token, id, :purpose, :email, now() + interval '30 minutes'
            from users where id = :user
            """)
        .bind("token", token.hash())
        .bind("user", user)
        .bind("purpose", purpose)
        .bind("email", email)
        .execute();
  }

  private static Proved use(Handle handle, String token, String purpose) {
    return handle
        .createQuery(
            """
            with used as (
              delete from mail_tokens where token_hash = :token and purpose = :purpose returning *)
            select user_id, email from used where expires_at > now()
            """)
        .bind("token", OneTimeToken.hash(token))
        .bind("purpose", purpose)
        .map((row, context) -> new Proved(row.getObject(1, UUID.class), row.getString(2)))
        .findOne()
        .orElseThrow(() -> new Refusal(ErrorCode.INVALID_TOKEN));
  }

  /** Sets the password of whoever got the link, and ends all sessions. */
  void reset(Inputs.NewPassword input, Origin origin) {
    String hash = passwords.hash(input.password());
    User user =
        transactions.outside(
            handle -> {
              Proved proved = use(handle, input.token(), RESET);
              User found = User.locked(handle, proved.user());
              // The link went to an address that is not this person's any more.
              if (!found.email().equals(proved.email())) {
                throw new Refusal(ErrorCode.INVALID_TOKEN);
              }
              setPassword(handle, found.id(), hash, null, origin);
              return found;
            });
    tellOfPassword(user);
  }

  /** Sets the password of the person who calls, and ends the other sessions. */
  void change(Inputs.ChangePassword input, Call call) {
    String hash = passwords.hash(input.newPassword());
    User user =
        logIns.confirmed(
            call,
            input.currentPassword(),
            null,
            (handle, found) -> {
              setPassword(handle, found.id(), hash, call.person().session(), call.origin());
              return found;
            });
    tellOfPassword(user);
  }

  private static void setPassword(
      Handle handle, UUID user, String hash, @Nullable UUID staying, Origin origin) {
    handle
        .createUpdate("update users set password_hash = :hash, updated_at = now() where id = :id")
        .bind("hash", hash)
        .bind("id", user)
        .execute();
    Sessions.endAll(handle, user, staying);
    AccountLog.write(handle, user, "password.changed", origin);
  }

  private void tellOfPassword(User user) {
    mailer.send(
        MailKind.PASSWORD_CHANGED,
        user.language(),
        user.email(),
        Map.of("name", user.name(), "link", mailer.link("forgot-password", "")));
  }

  /** Sends a link to the new address; the caller hears the same where that is somebody else's. */
  void askForAddress(Inputs.ChangeAddress input, Call call) {
    mailer.expectReady();
    String email = EmailAddress.normal(input.email());
    OneTimeToken token = OneTimeToken.make();
    @Nullable User owner =
        logIns
            .<Optional<User>>confirmed(
                call,
                input.password(),
                null,
                (handle, user) -> {
                  keep(handle, token, user.id(), EMAIL, email);
                  AccountLog.write(handle, user.id(), "email.asked", call.origin());
                  return User.byEmail(handle, email);
                })
            .orElse(null);
    if (owner == null) {
      mailer.send(
          MailKind.EMAIL,
          "en",
          email,
          Map.of("name", call.person().name(), "link", mailer.link("confirm-email", token.text())));
    } else {
      mailer.send(
          MailKind.KNOWN,
          owner.language(),
          email,
          Map.of("name", owner.name(), "link", mailer.link("forgot-password", "")));
    }
  }

  /** Changes the address of whoever asked for it, and tells the old one. */
  void confirmAddress(String token, Origin origin) {
    User before =
        transactions.outside(
            handle -> {
              Proved proved = use(handle, token, EMAIL);
              User user = User.locked(handle, proved.user());
              boolean changed =
                  handle
                          .createUpdate(
                              """
                              update users set email = :email, updated_at = now()
                              where id = :id
                                and not exists (select from users where email = :email)
                              """)
                          .bind("email", proved.email())
                          .bind("id", user.id())
                          .execute()
                      == 1;
              if (!changed) {
                throw new Refusal(ErrorCode.INVALID_TOKEN);
              }
              AccountLog.write(handle, user.id(), "email.changed", origin);
              return user;
            });
    mailer.send(
        MailKind.EMAIL_CHANGED, before.language(), before.email(), Map.of("name", before.name()));
  }
}
