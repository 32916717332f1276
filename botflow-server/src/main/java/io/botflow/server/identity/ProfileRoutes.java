package io.botflow.server.identity;

import io.botflow.server.api.Access;
import io.botflow.server.api.Answer;
import io.botflow.server.api.Call;
import io.botflow.server.api.Page;
import io.botflow.server.api.Refusal;
import io.botflow.server.api.Route;
import io.botflow.server.api.RouteSource;
import io.botflow.server.http.ErrorCode;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What people see and change of themselves. */
final class ProfileRoutes implements RouteSource {
  private static final Access PEOPLE = new Access.LoggedIn();

  private final Transactions transactions;
  private final LogIns logIns;
  private final Sessions sessions;
  private final Recovery recovery;
  private final TwoFactor twoFactor;
  private final RefreshCookie cookie;

  @Inject
  ProfileRoutes(
      Databases databases,
      LogIns logIns,
      Sessions sessions,
      Recovery recovery,
      TwoFactor twoFactor,
      RefreshCookie cookie) {
    this.transactions = databases.identity();
    this.logIns = logIns;
    this.sessions = sessions;
    this.recovery = recovery;
    this.twoFactor = twoFactor;
    this.cookie = cookie;
  }

  /**
   * @param organization the one that the session is in; null for none
   */
  record Me(
      UUID id,
      String email,
      String name,
      String language,
      boolean secondFactor,
      @Nullable UUID organization) {}

  record Seed(String secret, String uri) {
    @Override
    public String toString() {
      return "Seed";
    }
  }

  record RecoveryCodes(List<String> codes) {
    @Override
    public String toString() {
      return "RecoveryCodes";
    }
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/api/auth/me", PEOPLE, "Who is logged in.", this::me).answering(Me.class),
        Route.patch("/api/auth/me", PEOPLE, "Changes name or language.", this::change)
            .taking(Inputs.Profile.class)
            .answering(Me.class),
        Route.post("/api/auth/logout", PEOPLE, "Ends this session.", this::logOut),
        Route.get("/api/auth/sessions", PEOPLE, "Lists the sessions.", this::list)
            .paging(Sessions.SessionView.class),
        Route.delete("/api/auth/sessions/{id}", PEOPLE, "Ends a session.", this::end),
        Route.get("/api/auth/log", PEOPLE, "What happened to the account.", this::log)
            .paging(AccountLog.AccountEvent.class),
        Route.post(
                "/api/auth/change-password",
                PEOPLE,
                "Sets a new password and ends the other sessions.",
                this::changePassword)
            .taking(Inputs.ChangePassword.class),
        Route.post(
                "/api/auth/change-email",
                PEOPLE,
                "Sends a link to a new address.",
                this::changeAddress)
            .taking(Inputs.ChangeAddress.class)
            .accepting(AuthRoutes.Asked.class),
        Route.post("/api/auth/totp", PEOPLE, "Begins a second factor.", this::begin)
            .taking(Inputs.Password.class)
            .answering(Seed.class),
        Route.post(
                "/api/auth/totp/confirm",
                PEOPLE,
                "Turns the second factor on with a code of it; shows recovery codes once.",
                this::confirm)
            .taking(Inputs.PasswordAndCode.class)
            .answering(RecoveryCodes.class),
        Route.post("/api/auth/totp/remove", PEOPLE, "Turns the second factor off.", this::remove)
            .taking(Inputs.PasswordAndCode.class),
        Route.post(
                "/api/auth/recovery-codes",
                PEOPLE,
                "Makes new recovery codes in place of the old ones.",
                this::newCodes)
            .taking(Inputs.PasswordAndCode.class)
            .answering(RecoveryCodes.class));
  }

  private Answer me(Call call) {
    return Answer.ok(transactions.<Me>outside(handle -> read(handle, call)));
  }

  private static Me read(Handle handle, Call call) {
    return handle
        .createQuery(
            "select email, name, language, totp_since is not null from users where id = :id")
        .bind("id", call.person().id())
        .map(
            (row, context) ->
                new Me(
                    call.person().id(),
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getBoolean(4),
                    call.person().organization()))
        .one();
  }

  private Answer change(Call call) {
    Inputs.Profile input = call.body(Inputs.Profile.class);
    return Answer.ok(
        transactions.<Me>outside(
            handle -> {
              User.locked(handle, call.person().id());
              call.expectSeen(read(handle, call));
              handle
                  .createUpdate(
                      """
                      update users set name = coalesce(:name, name),
                        language = coalesce(:language, language), updated_at = now()
                      where id = :id
                      """)
                  .bind("name", input.name())
                  .bind("language", input.language())
                  .bind("id", call.person().id())
                  .execute();
              return read(handle, call);
            }));
  }

  private Answer logOut(Call call) {
    end(call, call.person().session());
    return Answer.done().with(cookie.gone());
  }

  private boolean end(Call call, UUID session) {
    return transactions.outside(
        handle -> {
          boolean ended = Sessions.end(handle, call.person().id(), session);
          if (ended) {
            AccountLog.write(handle, call.person().id(), "session.ended", call.origin());
          }
          return ended;
        });
  }

  private Answer list(Call call) {
    List<Sessions.SessionView> found = sessions.list(call.person().id(), call.person().session());
    return Answer.ok(new Page<>(found, null));
  }

  private Answer end(Call call) {
    if (!end(call, call.id("id"))) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    return Answer.done();
  }

  private Answer log(Call call) {
    List<AccountLog.AccountEvent> events =
        transactions.outside(
            handle -> AccountLog.newest(handle, call.person().id(), call.cursor()));
    return Answer.ok(new Page<>(events, null));
  }

  private Answer changePassword(Call call) {
    recovery.change(call.body(Inputs.ChangePassword.class), call);
    return Answer.done();
  }

  private Answer changeAddress(Call call) {
    recovery.askForAddress(call.body(Inputs.ChangeAddress.class), call);
    return Answer.accepted(AuthRoutes.Asked.LOOK_AT_MAIL);
  }

  private Answer begin(Call call) {
    return logIns.confirmed(
        call,
        call.body(Inputs.Password.class).password(),
        null,
        (handle, user) -> {
          if (user.hasSecondFactor()) {
            throw new Refusal(ErrorCode.CONFLICT);
          }
          String seed = twoFactor.begin(handle, user.id());
          return Answer.ok(new Seed(seed, TwoFactor.uri(user.email(), seed)));
        });
  }

  private Answer confirm(Call call) {
    Inputs.PasswordAndCode input = call.body(Inputs.PasswordAndCode.class);
    return logIns.confirmed(
        call,
        input.password(),
        null,
        (handle, user) -> {
          if (user.hasSecondFactor()) {
            throw new Refusal(ErrorCode.CONFLICT);
          }
          if (!twoFactor.takesCode(handle, user, input.code())) {
            throw new Refusal(ErrorCode.WRONG_CREDENTIALS);
          }
          handle
              .createUpdate("update users set totp_since = now() where id = :id")
              .bind("id", user.id())
              .execute();
          Sessions.endAll(handle, user.id(), call.person().session());
          AccountLog.write(handle, user.id(), "second-factor.on", call.origin());
          return Answer.ok(new RecoveryCodes(twoFactor.newRecoveryCodes(handle, user.id())));
        });
  }

  private Answer remove(Call call) {
    Inputs.PasswordAndCode input = call.body(Inputs.PasswordAndCode.class);
    return logIns.confirmed(
        call,
        input.password(),
        input.code(),
        (handle, user) -> {
          handle
              .createUpdate("update users set totp_secret = null, totp_since = null where id = :id")
              .bind("id", user.id())
              .execute();
          handle
              .createUpdate("delete from recovery_codes where user_id = :id")
              .bind("id", user.id())
              .execute();
          AccountLog.write(handle, user.id(), "second-factor.off", call.origin());
          return Answer.done();
        });
  }

  private Answer newCodes(Call call) {
    Inputs.PasswordAndCode input = call.body(Inputs.PasswordAndCode.class);
    return logIns.confirmed(
        call,
        input.password(),
        input.code(),
        (handle, user) -> {
          if (!user.hasSecondFactor()) {
            throw new Refusal(ErrorCode.CONFLICT);
          }
          AccountLog.write(handle, user.id(), "recovery-codes.made", call.origin());
          return Answer.ok(new RecoveryCodes(twoFactor.newRecoveryCodes(handle, user.id())));
        });
  }
}
