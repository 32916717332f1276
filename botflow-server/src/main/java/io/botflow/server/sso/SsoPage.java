package io.botflow.server.sso;

import io.botflow.server.http.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The page to which a provider sends a browser back: it hands the code over and goes on. */
final class SsoPage implements Routes {
  static final String PATH = "/sso";

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(PATH, context -> send(context, "sso.html", "text/html; charset=utf-8"));
    routes.get(PATH + ".js", context -> send(context, "sso.js", "text/javascript; charset=utf-8"));
  }

  private static void send(Context context, String file, String type) throws IOException {
    context.header(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'");
    try (InputStream in = Objects.requireNonNull(SsoPage.class.getResourceAsStream(file), file)) {
      context.contentType(type).result(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
