package io.botflow.server.runtime;

import io.botflow.ai.intent.SecondOpinion;
import io.botflow.server.config.ModelConfig;
import io.botflow.spi.IntentClassifier;
import jakarta.inject.Inject;
import jakarta.inject.Provider;

/** Intents of published flows; the language model is asked where the setting wants it. */
final class ServerIntents implements Provider<IntentClassifier> {
  private static final double PERCENT = 100;

  private final ModelConfig config;
  private final IntentModels models;
  private final ServerModel model;

  @Inject
  ServerIntents(ModelConfig config, IntentModels models, ServerModel model) {
    this.config = config;
    this.models = models;
    this.model = model;
  }

  @Override
  public IntentClassifier get() {
    return config.secondOpinion() == 0 || model.model().isEmpty()
        ? models.running()
        : new SecondOpinion(
            models.running(), model.model().get(), config.secondOpinion() / PERCENT);
  }
}
