package io.botflow.server.sso;

import io.botflow.server.api.Access;
import io.botflow.server.api.Answer;
import io.botflow.server.api.Call;
import io.botflow.server.api.Checked;
import io.botflow.server.api.Route;
import io.botflow.server.api.RouteSource;
import io.botflow.server.config.ApiConfig;
import io.botflow.server.identity.EmailAddress;
import io.botflow.server.identity.OutsideLogIns;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.BiConsumer;

/** Logging in by single sign-on, for everybody; the page {@link SsoPage} does the second step. */
final class SsoRoutes implements RouteSource {
  private static final String COOKIE = "botflow_sso";
  private static final String COOKIE_PATH = "/api/auth/sso";
  private static final int COOKIE_SECONDS = 600;
  private static final int MOST_CHARACTERS = 4_096;

  private final SsoLogIns logIns;
  private final OutsideLogIns people;
  private final boolean https;

  @Inject
  SsoRoutes(SsoLogIns logIns, OutsideLogIns people, ApiConfig config) {
    this.logIns = logIns;
    this.people = people;
    this.https = config.publicUrl() != null && config.publicUrl().startsWith("https:");
  }

  record Address(String email) implements Checked {
    @Override
    public void check(BiConsumer<String, String> problem) {
      if (!EmailAddress.isValid(email)) {
        problem.accept("/email", "is no e-mail address");
      }
    }
  }

  /**
   * @param url of the provider, where the browser goes
   */
  record Begun(String url) {}

  record Return(String code, String state) implements Checked {
    @Override
    public void check(BiConsumer<String, String> problem) {
      if (code.isEmpty() || code.length() > MOST_CHARACTERS) {
        problem.accept("/code", "is no code");
      }
      if (state.isEmpty() || state.length() > MOST_CHARACTERS) {
        problem.accept("/state", "is no state");
      }
    }

    @Override
    public String toString() {
      return "Return";
    }
  }

  @Override
  public List<Route> routes() {
    Access strangers = new Access.Guessable();
    return List.of(
        Route.post(
                "/api/auth/sso",
                strangers,
                "Begins a log-in at the provider of the address' domain.",
                this::begin)
            .taking(Address.class)
            .answering(Begun.class),
        Route.post(
                "/api/auth/sso/complete",
                strangers,
                "Opens a session for whom the provider sent back.",
                this::complete)
            .taking(Return.class)
            .answering(OutsideLogIns.answer()));
  }

  private Answer begin(Call call) {
    people.expectOwnPage(call);
    SsoLogIns.Departure departure = logIns.begin(call.body(Address.class).email());
    return Answer.ok(new Begun(departure.to().toString()))
        .with(cookie(departure.browser(), COOKIE_SECONDS));
  }

  private Answer complete(Call call) {
    people.expectOwnPage(call);
    Return back = call.body(Return.class);
    return logIns
        .complete(back.code(), back.state(), call.cookie(COOKIE), call)
        .with(cookie("", 0));
  }

  private Cookie cookie(String value, int seconds) {
    Cookie cookie = new Cookie(COOKIE, value, COOKIE_PATH, seconds, https);
    cookie.setHttpOnly(true);
    cookie.setSameSite(SameSite.STRICT);
    return cookie;
  }
}
