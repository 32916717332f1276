package io.botflow.server.audit;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import com.google.inject.multibindings.Multibinder;
import io.botflow.server.api.RouteSource;

/** The audit log. */
public final class AuditModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(AuditLog.class).in(Scopes.SINGLETON);
    Multibinder.newSetBinder(binder(), RouteSource.class).addBinding().to(AuditRoutes.class);
  }
}
