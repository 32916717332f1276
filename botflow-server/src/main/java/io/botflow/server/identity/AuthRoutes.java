package io.botflow.server.identity;

import io.botflow.server.api.Access;
import io.botflow.server.api.Answer;
import io.botflow.server.api.Call;
import io.botflow.server.api.Refusal;
import io.botflow.server.api.Route;
import io.botflow.server.api.RouteSource;
import io.botflow.server.http.ErrorCode;
import jakarta.inject.Inject;
import java.util.List;

/** Signing up and logging in, for everybody. */
final class AuthRoutes implements RouteSource {
  private static final Access STRANGERS = new Access.Guessable();

  private final SignUps signUps;
  private final LogIns logIns;
  private final Sessions sessions;
  private final Recovery recovery;
  private final RefreshCookie cookie;
  private final SessionAnswers answers;

  @Inject
  AuthRoutes(
      SignUps signUps,
      LogIns logIns,
      Sessions sessions,
      Recovery recovery,
      RefreshCookie cookie,
      SessionAnswers answers) {
    this.signUps = signUps;
    this.logIns = logIns;
    this.sessions = sessions;
    this.recovery = recovery;
    this.cookie = cookie;
    this.answers = answers;
  }

  /** The answer to what sends a mail, or does not. */
  record Asked(String message) {
    static final Asked LOOK_AT_MAIL =
        new Asked("If the address can be used, a mail is on its way.");
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/api/auth/signup", STRANGERS, "Signs up; a mail confirms.", this::signUp)
            .taking(Inputs.SignUp.class)
            .accepting(Asked.class),
        Route.post("/api/auth/verify-email", STRANGERS, "Makes the account.", this::verify)
            .taking(Inputs.Token.class),
        Route.post("/api/auth/login", STRANGERS, "Opens a session.", this::logIn)
            .taking(Inputs.LogIn.class)
            .answering(SessionAnswers.SignedIn.class),
        Route.post(
                "/api/auth/refresh",
                STRANGERS,
                "Goes on with a session; each refresh token is good once.",
                this::refresh)
            .taking(Inputs.Refresh.class)
            .answering(SessionAnswers.SignedIn.class),
        Route.post(
                "/api/auth/forgot-password",
                STRANGERS,
                "Sends a link for a new password.",
                this::forgot)
            .taking(Inputs.Address.class)
            .accepting(Asked.class),
        Route.post(
                "/api/auth/reset-password",
                STRANGERS,
                "Sets a new password and ends all sessions.",
                this::reset)
            .taking(Inputs.NewPassword.class),
        Route.post(
                "/api/auth/confirm-email",
                STRANGERS,
                "Changes the address that a change was asked for.",
                this::confirmAddress)
            .taking(Inputs.Token.class));
  }

  private Answer signUp(Call call) {
    signUps.signUp(call.body(Inputs.SignUp.class), call.origin());
    return Answer.accepted(Asked.LOOK_AT_MAIL);
  }

  private Answer verify(Call call) {
    signUps.verify(call.body(Inputs.Token.class).token(), call.origin());
    return Answer.done();
  }

  private Answer logIn(Call call) {
    Inputs.LogIn input = call.body(Inputs.LogIn.class);
    boolean inCookie = input.cookie() != null && input.cookie();
    if (inCookie) {
      cookie.expectOwnPage(call);
    }
    return answers.of(logIns.logIn(input, call.origin()), inCookie);
  }

  private Answer refresh(Call call) {
    String given = call.body(Inputs.Refresh.class).refreshToken();
    String token = given == null ? RefreshCookie.of(call) : given;
    if (token == null) {
      throw new Refusal(ErrorCode.SESSION_ENDED);
    }
    if (given == null) {
      cookie.expectOwnPage(call);
    }
    return answers.of(sessions.refresh(token, call.origin()), given == null);
  }

  private Answer forgot(Call call) {
    recovery.forgot(call.body(Inputs.Address.class).email(), call.origin());
    return Answer.accepted(Asked.LOOK_AT_MAIL);
  }

  private Answer reset(Call call) {
    recovery.reset(call.body(Inputs.NewPassword.class), call.origin());
    return Answer.done();
  }

  private Answer confirmAddress(Call call) {
    recovery.confirmAddress(call.body(Inputs.Token.class).token(), call.origin());
    return Answer.done();
  }
}
