package io.botflow.server.identity;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import io.botflow.server.api.Authenticator;
import io.botflow.server.api.RouteSource;
import io.botflow.server.secret.SealedColumn;
import java.time.InstantSource;

/** People and their sessions. */
public final class IdentityModule extends AbstractModule {
  @Override
  protected void configure() {
    OptionalBinder.newOptionalBinder(binder(), InstantSource.class)
        .setDefault()
        .toInstance(InstantSource.system());
    bind(AccessTokens.class).in(Scopes.SINGLETON);
    bind(Passwords.class).in(Scopes.SINGLETON);
    Multibinder.newSetBinder(binder(), Authenticator.class)
        .addBinding()
        .to(PeopleAuthenticator.class);
    Multibinder.newSetBinder(binder(), SealedColumn.class)
        .addBinding()
        .toInstance(new SealedColumn("users", "totp_secret", "id", false));
    Multibinder<RouteSource> routes = Multibinder.newSetBinder(binder(), RouteSource.class);
    routes.addBinding().to(AuthRoutes.class);
    routes.addBinding().to(ProfileRoutes.class);
  }
}
