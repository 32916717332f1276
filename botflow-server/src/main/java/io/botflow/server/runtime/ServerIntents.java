package io.botflow.server.runtime;

import com.google.inject.Inject;
import com.google.inject.Provider;
import io.botflow.ai.embedding.CachedEmbeddings;
import io.botflow.ai.embedding.LocalModel;
import io.botflow.ai.intent.IntentTrainer;
import io.botflow.ai.intent.TrainedIntents;
import io.botflow.server.config.ModelConfig;
import io.botflow.server.embedding.LocalEncoder;
import io.botflow.spi.IntentClassifier;

/** Intents of published flows, by words, and by meaning where the setting and the libraries let. */
final class ServerIntents implements Provider<IntentClassifier> {
  /** Of published flows with intents; most take far less than a megabyte. */
  private static final int MODELS = 64;

  /** Of examples, 1.6 kB each: those of some dozens of flows, 32 MB. */
  private static final int VECTORS = 20_000;

  private final ModelConfig config;
  private final LocalEncoder encoder;

  @Inject
  ServerIntents(ModelConfig config, LocalEncoder encoder) {
    this.config = config;
    this.encoder = encoder;
  }

  @Override
  public IntentClassifier get() {
    IntentTrainer trainer =
        switch (config.encoder()) {
          case OFF -> IntentTrainer.DEFAULT;
          case ON -> with(encoder.loaded());
          case AUTO -> LocalModel.BGE_SMALL_EN.present() ? with(encoder) : IntentTrainer.DEFAULT;
        };
    return new TrainedIntents(trainer, MODELS);
  }

  private static IntentTrainer with(LocalEncoder encoder) {
    return IntentTrainer.DEFAULT.with(new CachedEmbeddings(encoder, VECTORS));
  }
}
