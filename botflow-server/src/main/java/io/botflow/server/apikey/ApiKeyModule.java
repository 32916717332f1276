package io.botflow.server.apikey;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.botflow.server.api.Authenticator;
import io.botflow.server.api.RouteSource;

/** The keys of customers' programs. */
public final class ApiKeyModule extends AbstractModule {
  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), Authenticator.class).addBinding().to(KeyAuthenticator.class);
    Multibinder.newSetBinder(binder(), RouteSource.class).addBinding().to(ApiKeyRoutes.class);
  }
}
