package io.botflow.server.health;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import com.google.inject.multibindings.Multibinder;
import io.botflow.server.http.Routes;

/** Liveness and readiness; features add their {@link Check} to its set. */
public final class HealthModule extends AbstractModule {
  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), Check.class).addBinding().to(DatabaseCheck.class);
    bind(DatabaseCheck.class).in(Scopes.SINGLETON);
    bind(Readiness.class).in(Scopes.SINGLETON);
    Multibinder.newSetBinder(binder(), Routes.class).addBinding().to(HealthRoutes.class);
  }
}
