package io.botflow.server.knowledge;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import com.google.inject.name.Names;
import io.botflow.ai.OpenAiSettings;
import io.botflow.ai.embedding.OpenAiEmbeddings;
import io.botflow.server.api.RouteSource;
import io.botflow.server.config.KnowledgeConfig;
import io.botflow.server.config.ModelConfig;
import io.botflow.server.embedding.LocalEncoder;
import io.botflow.server.job.Job;
import io.botflow.spi.EmbeddingModel;
import io.botflow.spi.KnowledgeBase;
import java.time.Duration;
import java.util.Optional;

/**
 * What organisations know, and the search in it as the {@link KnowledgeBase} of published bots. A
 * host may bind an {@link EmbeddingModel} of its own, or another {@link KnowledgeBase}.
 */
public final class KnowledgeModule extends AbstractModule {
  /** A customer waits. */
  private static final Duration DEADLINE = Duration.ofSeconds(3);

  /** Names the {@link KnowledgeBase} of what organisations wrote, for a host that binds another. */
  public static final String OWN = "own knowledge";

  @Override
  protected void configure() {
    bind(KnowledgeBase.class).annotatedWith(Names.named(OWN)).to(OrganizationKnowledge.class);
    OptionalBinder.newOptionalBinder(binder(), EmbeddingModel.class);
    OptionalBinder.newOptionalBinder(binder(), KnowledgeBase.class)
        .setDefault()
        .to(OrganizationKnowledge.class);
    bind(OrganizationKnowledge.class).in(Scopes.SINGLETON);
    bind(Articles.class).in(Scopes.SINGLETON);
    bind(Sources.class).in(Scopes.SINGLETON);
    bind(Unanswered.class).in(Scopes.SINGLETON);
    bind(KnowledgeJob.class).in(Scopes.SINGLETON);
    Multibinder.newSetBinder(binder(), Job.class).addBinding().to(KnowledgeJob.class);
    Multibinder.newSetBinder(binder(), RouteSource.class).addBinding().to(KnowledgeRoutes.class);
  }

  /** What a host bound, else what is configured. */
  @Provides
  @Singleton
  UsedEmbeddings embeddings(
      Optional<EmbeddingModel> bound,
      KnowledgeConfig config,
      ModelConfig model,
      LocalEncoder encoder) {
    return new UsedEmbeddings(bound.isPresent() ? bound : configured(config, model, encoder));
  }

  private static Optional<EmbeddingModel> configured(
      KnowledgeConfig config, ModelConfig model, LocalEncoder encoder) {
    String name = config.embedding();
    if (name == null) {
      return Optional.empty();
    }
    if (name.equals(KnowledgeConfig.LOCAL)) {
      return Optional.of(encoder);
    }
    String key = model.key() == null ? null : model.key().reveal();
    return Optional.of(
        new OpenAiEmbeddings(
            new OpenAiSettings(model.url(), key, name), config.dimension(), DEADLINE));
  }
}
