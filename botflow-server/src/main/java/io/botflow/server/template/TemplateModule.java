package io.botflow.server.template;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.botflow.server.api.RouteSource;
import io.botflow.server.config.WorkerConfig;
import io.botflow.server.job.Job;
import io.botflow.server.job.Poller;

/** The templates of business accounts, kept in step with the network. */
public final class TemplateModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(MessageTemplates.class).in(Scopes.SINGLETON);
    Multibinder.newSetBinder(binder(), RouteSource.class)
        .addBinding()
        .to(MessageTemplateRoutes.class);
  }

  @ProvidesIntoSet
  Job keepsInStep(TemplateJob job, WorkerConfig config) {
    return new Poller("botflow-templates", config.poll(), job::work);
  }
}
