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
 * kept in memory for as long as its examples stay the same. Thread-safe; several flows may be
 * trained at once, each of them once.
 */
public final class TrainedIntents implements IntentClassifier {
  private final IntentTrainer trainer;
  private final Map<Map<String, List<String>>, FutureTask<IntentModel>> models;

  /**
   * A classifier without models.
   *
   * @param most how many models are kept, at least 1; the one that was not asked for longest goes
   *     first. A model takes about a byte for each intent and each different piece of a word: 3 MB
   *     for 150 intents of ten examples, 64 MB at most
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
              Map.Entry<Map<String, List<String>>, FutureTask<IntentModel>> eldest) {
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
    FutureTask<IntentModel> model = model(intents);
    model.run();
    try {
      return model.get().classify(text, intents);
    } catch (ExecutionException e) {
      throw new IllegalArgumentException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private FutureTask<IntentModel> model(Map<String, List<String>> intents) {
    synchronized (models) {
      FutureTask<IntentModel> known = models.get(intents);
      if (known != null) {
        return known;
      }
      Map<String, List<String>> examples =
          intents.entrySet().stream()
              .collect(
                  Collectors.toUnmodifiableMap(
                      Map.Entry::getKey, intent -> List.copyOf(intent.getValue())));
      FutureTask<IntentModel> untrained = new FutureTask<>(() -> trainer.train(examples).model());
      models.put(examples, untrained);
      return untrained;
    }
  }
}
