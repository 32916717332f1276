package io.botflow.server.email;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import com.google.inject.multibindings.Multibinder;
import io.botflow.server.http.Routes;
import io.botflow.spi.Channel;

/** E-mail. */
public final class EmailModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(EmailTable.class).in(Scopes.SINGLETON);
    bind(EmailReception.class).in(Scopes.SINGLETON);
    bind(EmailChannel.class).in(Scopes.SINGLETON);
    Multibinder.newSetBinder(binder(), Channel.class).addBinding().to(EmailChannel.class);
    Multibinder.newSetBinder(binder(), Routes.class).addBinding().to(EmailRoutes.class);
  }
}
