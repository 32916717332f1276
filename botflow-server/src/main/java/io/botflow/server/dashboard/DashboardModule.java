package io.botflow.server.dashboard;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.botflow.server.http.Routes;

/** The dashboard. */
public final class DashboardModule extends AbstractModule {
  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), Routes.class).addBinding().to(DashboardRoutes.class);
  }
}
