package io.botflow.server.identity;

import io.botflow.server.api.Answer;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** How a session that was opened, or goes on, is answered. */
final class SessionAnswers {
  private final RefreshCookie cookie;

  @Inject
  SessionAnswers(RefreshCookie cookie) {
    this.cookie = cookie;
  }

  /**
   * @param refreshToken null where it is in a cookie
   */
  record SignedIn(String accessToken, long expiresInSeconds, @Nullable String refreshToken) {
    @Override
    public String toString() {
      return "SignedIn";
    }
  }

  Answer of(Sessions.Opened opened, boolean inCookie) {
    String refresh = opened.refreshToken().text();
    Answer answer =
        Answer.ok(
            new SignedIn(
                opened.accessToken(), AccessTokens.LIFE.toSeconds(), inCookie ? null : refresh));
    return inCookie ? answer.with(cookie.keep(refresh)) : answer;
  }
}
