package io.botflow.server.translation;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import io.botflow.ai.translation.GoogleTranslator;
import io.botflow.ai.translation.ModelTranslator;
import io.botflow.server.api.RouteSource;
import io.botflow.server.config.TranslationConfig;
import io.botflow.server.runtime.ServerModel;
import io.botflow.spi.Translator;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Translation by the {@link Translator} that a host binds, else by Google where the setting names
 * an account, else by the language model.
 */
public final class TranslationModule extends AbstractModule {
  @Override
  protected void configure() {
    OptionalBinder.newOptionalBinder(binder(), Translator.class);
    bind(MessageTranslations.class).in(Scopes.SINGLETON);
    Multibinder.newSetBinder(binder(), RouteSource.class).addBinding().to(TranslationRoutes.class);
  }

  @Provides
  @Singleton
  ServerTranslator translator(
      Optional<Translator> bound,
      TranslationConfig config,
      InstantSource clock,
      ServerModel model) {
    if (bound.isPresent()) {
      return new ServerTranslator(bound);
    }
    return new ServerTranslator(
        config.googleKey() == null
            ? model.model().map(ModelTranslator::new)
            : Optional.of(google(config.googleKey(), config.googleLocation(), clock)));
  }

  private static Translator google(Path key, String location, InstantSource clock) {
    GoogleAccount account = GoogleAccount.read(key, clock);
    return new GoogleTranslator(GoogleTranslator.GOOGLE, account.project(), location, account);
  }
}
