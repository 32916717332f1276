package io.botflow.server.webhook;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import com.google.inject.multibindings.Multibinder;
import io.botflow.server.http.Routes;
import io.botflow.server.job.Job;

/** The webhooks of WhatsApp. */
public final class WebhookModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(Webhooks.class).in(Scopes.SINGLETON);
    bind(Overload.class).in(Scopes.SINGLETON);
    Multibinder.newSetBinder(binder(), Job.class).addBinding().to(Overload.class);
    Multibinder.newSetBinder(binder(), Routes.class).addBinding().to(WebhookRoutes.class);
  }
}
