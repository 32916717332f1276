package io.botflow.server.secret;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import io.botflow.server.config.SecretConfig;
import java.util.ServiceLoader;

/** Secrets at rest: the key file, or the key service that is on the class path. */
public final class SecretModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(Secrets.class).in(Scopes.SINGLETON);
    bind(ServerKeys.class).in(Scopes.SINGLETON);
  }

  @Provides
  @Singleton
  KeyService keys(SecretConfig config) {
    return ServiceLoader.load(KeyService.class)
        .findFirst()
        .orElseGet(() -> KeyFile.open(config.keyFile()));
  }
}
