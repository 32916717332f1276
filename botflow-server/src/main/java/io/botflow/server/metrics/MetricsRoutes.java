package io.botflow.server.metrics;

import io.botflow.server.http.Routes;
import io.javalin.config.RoutesConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.inject.Inject;

/** {@code /metrics} in Prometheus' text format: figures only, nothing of any customer. */
final class MetricsRoutes implements Routes {
  private final PrometheusMeterRegistry registry;
  private final OutboxMeters outbox;

  @Inject
  MetricsRoutes(PrometheusMeterRegistry registry, OutboxMeters outbox) {
    this.registry = registry;
    this.outbox = outbox;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(
        "/metrics",
        context -> {
          outbox.look();
          context.contentType("text/plain; version=0.0.4; charset=utf-8").result(registry.scrape());
        });
  }
}
