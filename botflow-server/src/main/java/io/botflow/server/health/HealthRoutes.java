package io.botflow.server.health;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.botflow.server.http.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import jakarta.inject.Inject;
import java.util.Map;

/** What a container platform asks: restart this process? send it work? */
final class HealthRoutes implements Routes {
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  private final Readiness readiness;

  @Inject
  HealthRoutes(Readiness readiness) {
    this.readiness = readiness;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    // Says nothing of the database: to restart this process would not bring that back.
    routes.get("/health/live", context -> answer(context, Map.of()));
    routes.get("/health/ready", context -> answer(context, readiness.look()));
  }

  private static void answer(Context context, Map<String, Boolean> checks) {
    boolean up = !checks.containsValue(false);
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("status", up ? "up" : "down");
    checks.forEach((name, works) -> body.put(name, works ? "up" : "down"));
    context.status(up ? OK : UNAVAILABLE).contentType("application/json").result(body.toString());
  }
}
