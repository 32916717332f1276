package io.botflow.server.onboarding;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import io.botflow.server.api.RouteSource;

/** The WhatsApp numbers of organisations. A host may bind a {@link TrialNetwork}. */
public final class OnboardingModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(WhatsAppAccounts.class).in(Scopes.SINGLETON);
    OptionalBinder.newOptionalBinder(binder(), TrialNetwork.class);
    Multibinder.newSetBinder(binder(), RouteSource.class)
        .addBinding()
        .to(WhatsAppAccountRoutes.class);
  }
}
