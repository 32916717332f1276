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
    Multibinder<Routes> pages = Multibinder.newSetBinder(binder(), Routes.class);
    pages.addBinding().to(ApiRoutes.class);
    pages.addBinding().to(DocsPage.class);
    bind(RouteTable.class).in(Scopes.SINGLETON);
    bind(Gate.class).in(Scopes.SINGLETON);
    bind(IdempotencyKeys.class).in(Scopes.SINGLETON);
  }
}
