package io.botflow.server.api;

import io.botflow.server.http.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/**
 * The OpenAPI document as a page to look through and to try requests on: Swagger UI, from the jar
 * of its files. The page may load and call this server alone.
 */
final class DocsPage implements Routes {
  private static final String PATH = "/api/docs";
  private static final String JAR = "META-INF/maven/org.webjars/swagger-ui/pom.properties";

  /** Swagger UI sets styles by attributes, and has pictures within its style sheet. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none';"
          + " form-action 'none'";

  private final String folder = "META-INF/resources/webjars/swagger-ui/" + version() + "/";

  private static String version() {
    try (InputStream in = resource(JAR)) {
      Properties facts = new Properties();
      facts.load(in);
      return facts.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(DocsPage.class.getClassLoader().getResourceAsStream(name), name);
  }

  @Override
  public void addTo(RoutesConfig routes) {
    String own = "io/botflow/server/api/";
    String html = "text/html; charset=utf-8";
    String script = "text/javascript; charset=utf-8";
    routes.get(PATH, context -> send(context, own + "docs.html", html));
    routes.get(PATH + "/docs.js", context -> send(context, own + "docs.js", script));
    routes.get(
        PATH + "/swagger-ui-bundle.js",
        context -> send(context, folder + "swagger-ui-bundle.js", script));
    routes.get(
        PATH + "/swagger-ui.css",
        context -> send(context, folder + "swagger-ui.css", "text/css; charset=utf-8"));
  }

  private static void send(Context context, String name, String type) throws IOException {
    context.header("Content-Security-Policy", POLICY);
    try (InputStream in = resource(name)) {
      context.contentType(type).result(in.readAllBytes());
    }
  }
}
