package io.botflow.server.identity;

import io.botflow.server.api.Call;
import io.botflow.server.api.Origin;
import io.botflow.server.api.Refusal;
import io.botflow.server.http.ErrorCode;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Proves who somebody is: by password, second factor, or both. */
final class LogIns {
  private final Transactions transactions;
  private final Passwords passwords;
  private final TwoFactor twoFactor;
  private final Attempts attempts;
  private final Sessions sessions;

  @Inject
  LogIns(
      Databases databases,
      Passwords passwords,
      TwoFactor twoFactor,
      Attempts attempts,
      Sessions sessions) {
    this.transactions = databases.identity();
    this.passwords = passwords;
    this.twoFactor = twoFactor;
    this.attempts = attempts;
    this.sessions = sessions;
  }

  /**
   * Opens a session.
   *
   * @throws Refusal when the proof is not complete; which part is wrong is told to nobody who has
   *     not the password
   */
  Sessions.Opened logIn(Inputs.LogIn input, Origin origin) {
    String email = EmailAddress.normal(input.email());
    attempts.count(email, origin);
    User user = transactions.outside(handle -> User.byEmail(handle, email)).orElse(null);
    boolean right = passwords.matches(input.password(), user == null ? null : user.passwordHash());
    if (user == null || !right) {
      failed(user, origin);
      throw new Refusal(ErrorCode.WRONG_CREDENTIALS);
    }
    if (user.hasSecondFactor() && input.code() == null) {
      throw new Refusal(ErrorCode.SECOND_FACTOR_NEEDED);
    }
    Sessions.Opened opened =
        transactions
            .outside(
                handle -> {
                  User locked = User.locked(handle, user.id());
                  if (!locked.passwordHash().equals(user.passwordHash())
                      || !secondFactor(handle, locked, input.code())) {
                    return Optional.<Sessions.Opened>empty();
                  }
                  attempts.succeeded(handle, email, origin);
                  AccountLog.write(handle, user.id(), "login", origin);
                  return Optional.of(sessions.open(handle, user.id(), origin));
                })
            .orElse(null);
    if (opened == null) {
      failed(user, origin);
      throw new Refusal(ErrorCode.WRONG_CREDENTIALS);
    }
    return opened;
  }

  private boolean secondFactor(Handle handle, User user, @Nullable String code) {
    return !user.hasSecondFactor()
        || (code != null
            && (twoFactor.takesCode(handle, user, code)
                || TwoFactor.takesRecoveryCode(handle, user, code)));
  }

  private void failed(@Nullable User user, Origin origin) {
    transactions.<Boolean>outside(
        handle -> {
          AccountLog.write(handle, user == null ? null : user.id(), "login.failed", origin);
          return true;
        });
  }

  /**
   * Does something that a stolen session alone must not do.
   *
   * @param password of the person who calls
   * @param code where the second factor is wanted as well; null where it is not
   * @param work in one transaction, with the person's row locked
   * @throws Refusal when it is wrong
   */
  <T> T confirmed(
      Call call, String password, @Nullable String code, BiFunction<Handle, User, T> work) {
    String email = call.person().email();
    attempts.count(email, call.origin());
    User user = transactions.outside(handle -> User.byEmail(handle, email)).orElse(null);
    if (user == null || !passwords.matches(password, user.passwordHash())) {
      failed(user, call.origin());
      throw new Refusal(ErrorCode.WRONG_CREDENTIALS);
    }
    return transactions.outside(
        handle -> {
          User locked = User.locked(handle, user.id());
          if (!locked.passwordHash().equals(user.passwordHash())
              || (code != null && !secondFactor(handle, locked, code))) {
            throw new Refusal(ErrorCode.WRONG_CREDENTIALS);
          }
          attempts.succeeded(handle, email, call.origin());
          return work.apply(handle, locked);
        });
  }
}
