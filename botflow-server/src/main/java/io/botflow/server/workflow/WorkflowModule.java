package io.botflow.server.workflow;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import com.google.inject.multibindings.Multibinder;
import io.botflow.server.api.RouteSource;

/** Workflows, their drafts and versions. */
public final class WorkflowModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(Workflows.class).in(Scopes.SINGLETON);
    bind(WorkflowCheck.class).in(Scopes.SINGLETON);
    bind(DraftFlows.class).in(Scopes.SINGLETON);
    bind(WorkflowVersions.class).in(Scopes.SINGLETON);
    Multibinder<RouteSource> routes = Multibinder.newSetBinder(binder(), RouteSource.class);
    routes.addBinding().to(WorkflowRoutes.class);
    routes.addBinding().to(VersionRoutes.class);
    routes.addBinding().to(NodeTypeRoutes.class);
    routes.addBinding().to(TrainingRoutes.class);
    routes.addBinding().to(ProposalRoutes.class);
  }
}
