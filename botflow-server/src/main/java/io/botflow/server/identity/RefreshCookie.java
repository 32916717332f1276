package io.botflow.server.identity;

import io.botflow.server.api.Call;
import io.botflow.server.api.Refusal;
import io.botflow.server.config.ApiConfig;
import io.botflow.server.http.ErrorCode;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The refresh token of a browser, where no script reads it. The cookie goes to one path and to no
 * other site; a request that uses it must come from a page of this server, as its {@code Origin}
 * says (OWASP, Cross-Site Request Forgery Prevention: verifying origin with standard headers).
 */
final class RefreshCookie {
  private static final String NAME = "botflow_refresh";
  private static final String PATH = "/api/auth";
  private static final Duration LIFE = Duration.ofDays(7);

  private final @Nullable String ownOrigin;

  @Inject
  RefreshCookie(ApiConfig config) {
    this.ownOrigin = config.publicUrl() == null ? null : origin(URI.create(config.publicUrl()));
  }

  private static String origin(URI address) {
    return address.getScheme() + "://" + address.getAuthority();
  }

  Cookie keep(String token) {
    return cookie(token, (int) LIFE.toSeconds());
  }

  Cookie gone() {
    return cookie("", 0);
  }

  private Cookie cookie(String value, int seconds) {
    boolean https = ownOrigin != null && ownOrigin.startsWith("https:");
    Cookie cookie = new Cookie(NAME, value, PATH, seconds, https);
    cookie.setHttpOnly(true);
    cookie.setSameSite(SameSite.STRICT);
    return cookie;
  }

  /** The token of a call; null where it has none. */
  static @Nullable String of(Call call) {
    return call.cookie(NAME);
  }

  /**
   * Lets pass what a browser sends from a page of this server.
   *
   * @throws Refusal for what comes from elsewhere, or does not say from where
   */
  void expectOwnPage(Call call) {
    String origin = call.header("Origin");
    String site = call.header("Sec-Fetch-Site");
    if (origin == null
        || !own(call).contains(origin)
        || (site != null && !site.equals("same-origin"))) {
      throw new Refusal(ErrorCode.FOREIGN_PAGE);
    }
  }

  /** Where no setting tells, it is the host that the browser has called. */
  private Set<String> own(Call call) {
    if (ownOrigin != null) {
      return Set.of(ownOrigin);
    }
    String host = call.header("Host");
    return host == null ? Set.of() : Set.of("http://" + host, "https://" + host);
  }
}
