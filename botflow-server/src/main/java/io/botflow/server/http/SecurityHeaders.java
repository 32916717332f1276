package io.botflow.server.http;

import io.javalin.http.Context;

/** Headers that every answer carries; Javalin sets none of them by itself. */
final class SecurityHeaders {
  private SecurityHeaders() {}

  static void set(Context context) {
    context.header("X-Content-Type-Options", "nosniff");
    context.header("X-Frame-Options", "DENY");
    context.header("Referrer-Policy", "no-referrer");
    context.header("Cross-Origin-Resource-Policy", "same-origin");
    context.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    context.header("Cache-Control", "no-store");
  }
}
