package io.botflow.server.bot;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import com.google.inject.multibindings.Multibinder;
import io.botflow.server.api.RouteSource;

/** Bots and the templates that they begin from. */
public final class BotModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(Bots.class).in(Scopes.SINGLETON);
    Multibinder<RouteSource> routes = Multibinder.newSetBinder(binder(), RouteSource.class);
    routes.addBinding().to(BotRoutes.class);
    routes.addBinding().to(TemplateRoutes.class);
  }
}
