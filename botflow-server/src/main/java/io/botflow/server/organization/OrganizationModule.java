package io.botflow.server.organization;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import com.google.inject.multibindings.Multibinder;
import io.botflow.server.api.RouteSource;
import io.botflow.server.api.Seats;
import io.botflow.server.job.Job;

/** Organisations and who belongs to them. */
public final class OrganizationModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(Seats.class).to(MemberSeats.class).in(Scopes.SINGLETON);
    Multibinder.newSetBinder(binder(), Departure.class);
    bind(MonthlyMessages.class).in(Scopes.SINGLETON);
    Multibinder.newSetBinder(binder(), Job.class).addBinding().to(PlanNotices.class);
    Multibinder<RouteSource> routes = Multibinder.newSetBinder(binder(), RouteSource.class);
    routes.addBinding().to(OrganizationRoutes.class);
    routes.addBinding().to(MemberRoutes.class);
  }
}
