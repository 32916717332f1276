package io.botflow.ai.intent;

import io.botflow.spi.IntentClassifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Classifies by the flows' own examples: the first message to a flow trains its model, which is
 * kept in memory for as long as its examples stay the same. With an encoder the model by words
 * answers until the one by meaning is trained, in the background, so that nobody waits for the
 * encoder to read every example. Thread-safe; several flows may be trained at once, each of them
 * once.
 */
public final class TrainedIntents implements IntentClassifier {
  private final IntentTrainer trainer;
  private final Map<Map<String, List<String>>, Trained> models;

  /** A flow's models; that by meaning is null without an encoder. */
  private record Trained(
      FutureTask<IntentTrainer.Training> byWords,
      @Nullable FutureTask<IntentTrainer.Training> byMeaning) {}

  /**
   * A classifier without models.
   *
   * @param most how many flows' models are kept, at least 1; the one that was not asked for longest
   *     goes first. A model takes about a byte for each intent and each different piece of a word:
   *     3 MB for 150 intents of ten examples, 64 MB at most; with an encoder it is kept twice
   */
  public TrainedIntents(IntentTrainer trainer, int most) {
    if (most < 1) {
      throw new IllegalArgumentException("At least one model must be kept, not " + most);
    }
    this.trainer = trainer;
    models =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(
              Map.Entry<Map<String, List<String>>, Trained> eldest) {
            return size() > most;
          }
        };
  }

  /**
   * The intent of a text.
   *
   * @throws IllegalArgumentException where the examples are more than a model takes
   */
  @Override
  public @Nullable Intent classify(String text, Map<String, List<String>> intents) {
    Trained trained = trained(intents);
    trained.byWords.run();
    FutureTask<IntentTrainer.Training> meant = trained.byMeaning;
    IntentTrainer.Training best = ended(meant != null && meant.isDone() ? meant : trained.byWords);
    return best == null ? null : best.model().classify(text, intents);
  }

  /**
   * Begins to train what is not trained yet, beside the caller: the model that a message would
   * train, so that none has to.
   */
  public void prepare(Map<String, List<String>> intents) {
    if (!intents.isEmpty()) {
      Thread.ofPlatform().daemon().name("intent-training").start(trained(intents).byWords);
    }
  }

  /**
   * The best model that there is for these examples, and what can be said of it. Waits until it is
   * trained, which is seconds with an encoder.
   *
   * @throws IllegalArgumentException where the examples are more than a model takes
   * @throws IllegalStateException where the thread is interrupted
   */
  public IntentTrainer.Training training(Map<String, List<String>> intents) {
    Trained trained = trained(intents);
    trained.byWords.run();
    FutureTask<IntentTrainer.Training> meant = trained.byMeaning;
    IntentTrainer.Training best = ended(meant == null ? trained.byWords : meant);
    if (best == null) {
      throw new IllegalStateException("interrupted while a model was trained");
    }
    return best;
  }

  /** Null where the thread is interrupted. */
  private static IntentTrainer.@Nullable Training ended(FutureTask<IntentTrainer.Training> task) {
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new IllegalArgumentException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private Trained trained(Map<String, List<String>> intents) {
    synchronized (models) {
      Trained known = models.get(intents);
      if (known != null) {
        return known;
      }
      Map<String, List<String>> examples =
          intents.entrySet().stream()
              .collect(
                  Collectors.toUnmodifiableMap(
                      Map.Entry::getKey, intent -> List.copyOf(intent.getValue())));
      var words = new IntentTrainer(trainer.threshold());
      FutureTask<IntentTrainer.Training> byWords = new FutureTask<>(() -> words.train(examples));
      FutureTask<IntentTrainer.Training> byMeaning = null;
      if (trainer.encoder() != null) {
        byMeaning = new FutureTask<>(() -> trainer.train(examples));
        // Not a virtual thread: it computes for seconds, part of the time in native code.
        Thread.ofPlatform().daemon().name("intent-training").start(byMeaning);
      }
      Trained untrained = new Trained(byWords, byMeaning);
      models.put(examples, untrained);
      return untrained;
    }
  }
}
