package io.botflow.server.sso;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import io.botflow.server.api.RouteSource;
import io.botflow.server.http.Routes;
import io.botflow.server.secret.SealedColumn;

/** Single sign-on. */
public final class SsoModule extends AbstractModule {
  @Override
  protected void configure() {
    OptionalBinder.newOptionalBinder(binder(), DomainRecords.class)
        .setDefault()
        .to(DnsRecords.class);
    Multibinder<RouteSource> routes = Multibinder.newSetBinder(binder(), RouteSource.class);
    routes.addBinding().to(SsoRoutes.class);
    routes.addBinding().to(ConnectionRoutes.class);
    Multibinder.newSetBinder(binder(), Routes.class).addBinding().to(SsoPage.class);
    Multibinder.newSetBinder(binder(), SealedColumn.class)
        .addBinding()
        .toInstance(new SealedColumn("sso_connections", "client_secret", "org_id", true));
  }
}
