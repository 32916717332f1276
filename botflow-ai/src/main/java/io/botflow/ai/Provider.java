package io.botflow.ai;

import io.botflow.spi.ChatModel;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One of the models that stand in for one another.
 *
 * @param name what traces call it
 * @param models the models that it has besides its own default: a request for another one gets the
 *     default, since an answer of a similar model is better than none; null where it takes any name
 * @param timeout the longest time for one call
 */
public record Provider(
    String name, ChatModel model, @Nullable Set<String> models, Duration timeout) {
  /** Two of them fit into a customer's patience. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(4);

  public Provider {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(model, "model");
    models = models == null ? null : Set.copyOf(models);
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException("a call takes time");
    }
  }

  /** With its default model only, for at most four seconds. */
  public Provider(String name, ChatModel model) {
    this(name, model, Set.of(), DEFAULT_TIMEOUT);
  }

  /** The model to ask for where a request names one; null for the default. */
  @Nullable String known(@Nullable String asked) {
    return models == null || (asked != null && models.contains(asked)) ? asked : null;
  }
}
