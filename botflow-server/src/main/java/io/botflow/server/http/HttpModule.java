package io.botflow.server.http;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import com.google.inject.multibindings.Multibinder;

/** The web server; features add their {@link Routes} to its set. */
public final class HttpModule extends AbstractModule {
  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), Routes.class);
    bind(WebServer.class).in(Scopes.SINGLETON);
  }
}
