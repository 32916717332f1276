package io.botflow.server.desk;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import io.botflow.server.api.RouteSource;
import io.botflow.spi.Desk;

/** Handoffs go by what organisations say of their people. */
public final class DeskModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(OrganizationDesk.class).in(Scopes.SINGLETON);
    OptionalBinder.newOptionalBinder(binder(), Desk.class).setDefault().to(OrganizationDesk.class);
    Multibinder.newSetBinder(binder(), RouteSource.class).addBinding().to(DeskRoutes.class);
  }
}
