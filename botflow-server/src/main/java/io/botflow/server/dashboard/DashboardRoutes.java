package io.botflow.server.dashboard;

import io.botflow.server.http.ErrorCode;
import io.botflow.server.http.Problem;
import io.botflow.server.http.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code /} and every page below it that no other route has, for browsers; {@code /assets} for the
 * files that they fetch. A build without the dashboard has none of them.
 */
final class DashboardRoutes implements Routes {
  private static final String FOLDER = "/dashboard/";
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  /** Asset names carry a hash of their content. */
  private static final String FOREVER = "public, max-age=31536000, immutable";

  /**
   * Everything from this server alone. The hash is that of the one style element that React Aria
   * adds, always the same text; pictures of messages come through the server as well.
   */
  private static final String POLICY =
      "default-src 'none'; script-src 'self';"
          + " style-src 'self' 'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o=';"
          + " img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self';"
          + " connect-src 'self'; manifest-src 'self'; worker-src 'self';"
          + " frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

  /** Beside the page: what browsers install it with. */
  private static final Set<String> BESIDE =
      Set.of("manifest.webmanifest", "sw.js", "icon-192.png", "icon-512.png", "icon-maskable.png");

  /** What a service worker fetches is bound by the policy of its own script. */
  private static final String WORKER_POLICY =
      "default-src 'none'; connect-src 'self'; frame-ancestors 'none'";

  /** What stands here belongs to programs, or to pages of other features: a 404 stays a 404. */
  private static final Set<String> TAKEN =
      Set.of("api", "assets", "webchat", "mails", "health", "metrics", "schema");

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

  private static final Map<String, String> TYPES =
      Map.of(
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png",
          "woff2", "font/woff2",
          "webmanifest", "application/manifest+json");

  private final byte @Nullable [] page = read("index.html");
  private final Map<String, byte[]> assets = new ConcurrentHashMap<>();

  @Override
  public void addTo(RoutesConfig routes) {
    if (page == null) {
      return;
    }
    byte[] index = page;
    routes.get("/", context -> show(index, context));
    routes.get("/assets/{file}", this::asset);
    BESIDE.forEach(name -> routes.get("/" + name, context -> beside(name, context)));
    routes.error(
        NOT_FOUND,
        "text/html",
        context -> {
          if (isPage(context)) {
            show(index, context);
          }
        });
  }

  /** Whether a browser goes to an address that only the dashboard's own routes can know. */
  private static boolean isPage(Context context) {
    String[] parts = context.path().split("/", -1);
    return "GET".equals(context.method().name())
        && parts.length > 1
        && !TAKEN.contains(parts[1])
        && !parts[parts.length - 1].contains(".");
  }

  private static void show(byte[] index, Context context) {
    context
        .status(OK)
        .header("Content-Security-Policy", POLICY)
        .header("Cache-Control", "no-cache")
        .contentType("text/html; charset=utf-8")
        .result(index);
  }

  private void asset(Context context) {
    String name = context.pathParam("file");
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    byte[] bytes = type == null || !NAME.matcher(name).matches() ? null : kept(name);
    if (type == null || bytes == null) {
      Problem.answer(context, ErrorCode.UNKNOWN_ROUTE);
      return;
    }
    context.header("Cache-Control", FOREVER).contentType(type).result(bytes);
  }

  private static void beside(String name, Context context) {
    byte[] bytes = read(name);
    if (bytes == null) {
      Problem.answer(context, ErrorCode.UNKNOWN_ROUTE);
      return;
    }
    context
        .header("Content-Security-Policy", WORKER_POLICY)
        .header("Cache-Control", "no-cache")
        .contentType(TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "text/plain"))
        .result(bytes);
  }

  private byte @Nullable [] kept(String name) {
    byte[] known = assets.get(name);
    if (known != null) {
      return known;
    }
    byte[] read = read("assets/" + name);
    if (read != null) {
      assets.put(name, read);
    }
    return read;
  }

  private static byte @Nullable [] read(String name) {
    try (InputStream in = DashboardRoutes.class.getResourceAsStream(FOLDER + name)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
