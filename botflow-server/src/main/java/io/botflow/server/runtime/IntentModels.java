package io.botflow.server.runtime;

import io.botflow.ai.embedding.CachedEmbeddings;
import io.botflow.ai.embedding.LocalModel;
import io.botflow.ai.intent.IntentTrainer;
import io.botflow.ai.intent.TrainedIntents;
import io.botflow.server.config.ModelConfig;
import io.botflow.server.embedding.LocalEncoder;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * The models of flows' intents: by words, and by meaning where the setting and the libraries let.
 * Drafts are classified as published flows are, by models apart, which push out no others.
 */
@Singleton
public final class IntentModels {
  /** Of published flows with intents; most take far less than a megabyte. */
  private static final int RUNNING = 64;

  private static final int DRAFTS = 8;

  /** Of examples, 1.6 kB each: those of some dozens of flows, 32 MB. */
  private static final int VECTORS = 20_000;

  private final TrainedIntents running;
  private final TrainedIntents drafts;

  @Inject
  IntentModels(ModelConfig config, LocalEncoder encoder) {
    IntentTrainer trainer =
        switch (config.encoder()) {
          case OFF -> IntentTrainer.DEFAULT;
          case ON -> with(encoder.loaded());
          case AUTO -> LocalModel.BGE_SMALL_EN.present() ? with(encoder) : IntentTrainer.DEFAULT;
        };
    running = new TrainedIntents(trainer, RUNNING);
    drafts = new TrainedIntents(trainer, DRAFTS);
  }

  private static IntentTrainer with(LocalEncoder encoder) {
    return IntentTrainer.DEFAULT.with(new CachedEmbeddings(encoder, VECTORS));
  }

  /** Of what customers meet. */
  public TrainedIntents running() {
    return running;
  }

  /** Of what is tried and looked at. */
  public TrainedIntents drafts() {
    return drafts;
  }
}
