package io.botflow.server.live;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.botflow.server.http.Routes;
import io.botflow.server.job.Job;
import io.botflow.server.job.Poller;
import io.botflow.server.runtime.Background;
import io.botflow.store.jdbc.Databases;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/** What happens, told to open pages; a feature binds the {@link LiveContent}. */
public final class LiveModule extends AbstractModule {
  private static final Duration FORGETTING = Duration.ofMinutes(10);

  @Override
  protected void configure() {
    bind(LiveEvents.class).in(Scopes.SINGLETON);
    bind(LiveCallers.class).in(Scopes.SINGLETON);
    bind(LiveHub.class).in(Scopes.SINGLETON);
    bind(LiveReception.class).in(Scopes.SINGLETON);
    Multibinder.newSetBinder(binder(), Routes.class).addBinding().to(LiveRoutes.class);
  }

  @ProvidesIntoSet
  @Singleton
  Job forgetting(Databases databases) {
    LiveForgetting forgetting = new LiveForgetting(databases);
    return new Poller("botflow-live-old", FORGETTING, forgetting::run);
  }

  @ProvidesIntoSet
  @Singleton
  Background hub(LiveHub hub, MeterRegistry meters) {
    meters.gauge("botflow.live.connections", hub, LiveHub::count);
    return new Background() {
      @Override
      public void start() {
        hub.start();
      }

      @Override
      public void close() {
        hub.close();
      }
    };
  }
}
