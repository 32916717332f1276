package io.botflow.server.analytics;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.botflow.server.api.RouteSource;
import io.botflow.server.job.Job;
import io.botflow.server.job.Poller;
import io.botflow.store.jdbc.AnalyticsProjection;
import io.botflow.store.jdbc.Databases;
import java.time.Duration;

/** Figures of organisations. */
public final class AnalyticsModule extends AbstractModule {
  /** Seldom, so that many turns are counted at once: nobody watches a figure by the second. */
  private static final Duration LOOK = Duration.ofSeconds(5);

  @Override
  protected void configure() {
    bind(Figures.class).in(Scopes.SINGLETON);
    bind(BotFigures.class).in(Scopes.SINGLETON);
    Multibinder.newSetBinder(binder(), RouteSource.class).addBinding().to(AnalyticsRoutes.class);
  }

  @ProvidesIntoSet
  Job counting(Databases databases) {
    AnalyticsProjection projection = new AnalyticsProjection(databases);
    return new Poller(
        "botflow-analytics",
        LOOK,
        () -> {
          projection.run();
          // Never again at once: what comes in between is less work the more of it there is.
          return false;
        });
  }
}
