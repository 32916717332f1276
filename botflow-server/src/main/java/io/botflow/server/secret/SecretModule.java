package io.botflow.server.secret;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.botflow.server.config.SecretConfig;
import io.botflow.server.job.Job;
import io.botflow.server.job.Poller;
import java.time.Duration;
import java.util.ServiceLoader;

/** Secrets at rest: the key file, or the key service that is on the class path. */
public final class SecretModule extends AbstractModule {
  /** How long a secret stays under an old key after a new one was made. */
  private static final Duration PAUSE = Duration.ofMinutes(10);

  @Override
  protected void configure() {
    bind(Secrets.class).in(Scopes.SINGLETON);
    bind(ServerKeys.class).in(Scopes.SINGLETON);
    Multibinder.newSetBinder(binder(), SealedColumn.class)
        .addBinding()
        .toInstance(new SealedColumn("server_keys", "sealed", "id", false));
  }

  @Provides
  @Singleton
  KeyService keys(SecretConfig config) {
    return ServiceLoader.load(KeyService.class)
        .findFirst()
        .orElseGet(() -> KeyFile.open(config.keyFile()));
  }

  @ProvidesIntoSet
  Job sealsAnew(Resealing resealing) {
    return new Poller(
        "botflow-secrets",
        PAUSE,
        () -> {
          resealing.work();
          return false;
        });
  }
}
