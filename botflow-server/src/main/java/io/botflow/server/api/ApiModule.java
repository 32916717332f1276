package io.botflow.server.api;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import com.google.inject.multibindings.Multibinder;
import io.botflow.server.http.Routes;

/** The API's frame; features add their {@link RouteSource} and {@link Authenticator}. */
public final class ApiModule extends AbstractModule {
  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), Authenticator.class);
    Multibinder.newSetBinder(binder(), RouteSource.class).addBinding().to(OpenApiRoutes.class);
    Multibinder.newSetBinder(binder(), Routes.class).addBinding().to(ApiRoutes.class);
    bind(RouteTable.class).in(Scopes.SINGLETON);
    bind(Gate.class).in(Scopes.SINGLETON);
    bind(IdempotencyKeys.class).in(Scopes.SINGLETON);
  }
}
