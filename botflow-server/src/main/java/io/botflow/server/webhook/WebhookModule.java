package io.botflow.server.webhook;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import com.google.inject.multibindings.Multibinder;
import io.botflow.server.http.Routes;

/** The webhooks of WhatsApp. */
public final class WebhookModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(Webhooks.class).in(Scopes.SINGLETON);
    Multibinder.newSetBinder(binder(), Routes.class).addBinding().to(WebhookRoutes.class);
  }
}
