package io.botflow.server.simulator;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.botflow.server.api.RouteSource;

/** Conversations with drafts. */
public final class SimulatorModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(Simulations.class).toInstance(new Simulations(System::nanoTime));
    Multibinder<RouteSource> routes = Multibinder.newSetBinder(binder(), RouteSource.class);
    routes.addBinding().to(SimulationRoutes.class);
    routes.addBinding().to(TestLinkRoutes.class);
  }
}
