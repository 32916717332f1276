package io.botflow.server.translation;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import io.botflow.ai.translation.ModelTranslator;
import io.botflow.server.api.RouteSource;
import io.botflow.server.runtime.ServerModel;
import io.botflow.spi.Translator;
import java.util.Optional;

/** Translation by the language model, or by the {@link Translator} that a host binds. */
public final class TranslationModule extends AbstractModule {
  @Override
  protected void configure() {
    OptionalBinder.newOptionalBinder(binder(), Translator.class);
    bind(MessageTranslations.class).in(Scopes.SINGLETON);
    Multibinder.newSetBinder(binder(), RouteSource.class).addBinding().to(TranslationRoutes.class);
  }

  @Provides
  @Singleton
  ServerTranslator translator(Optional<Translator> bound, ServerModel model) {
    return new ServerTranslator(
        bound.isPresent() ? bound : model.model().map(ModelTranslator::new));
  }
}
