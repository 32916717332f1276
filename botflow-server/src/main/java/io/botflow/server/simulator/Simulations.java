package io.botflow.server.simulator;

import io.botflow.server.api.Refusal;
import io.botflow.server.http.ErrorCode;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The simulations of this process, as many as fit: whoever begins one too many loses the own one
 * that was asked last longest ago. Thread-safe.
 */
final class Simulations {
  /** Tabs that the people of one organisation try flows in. */
  static final int MOST_OF_ONE = 20;

  /** A flow and its turns take a megabyte at most but for the largest. */
  static final int MOST = 300;

  static final Duration IDLE = Duration.ofMinutes(30);

  private record Kept(Simulation simulation, long asked) {}

  private final ConcurrentHashMap<UUID, Kept> kept = new ConcurrentHashMap<>();
  private final LongSupplier nanoTime;

  Simulations(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  synchronized void add(Simulation simulation) {
    long now = nanoTime.getAsLong();
    kept.values().removeIf(each -> now - each.asked() >= IDLE.toNanos());
    List<Kept> own =
        kept.values().stream()
            .filter(each -> each.simulation().organization.equals(simulation.organization))
            .toList();
    if (own.size() >= MOST_OF_ONE) {
      forgetOldest(own, now);
    } else if (kept.size() >= MOST) {
      forgetOldest(List.copyOf(kept.values()), now);
    }
    kept.put(simulation.id, new Kept(simulation, now));
  }

  private void forgetOldest(List<Kept> some, long now) {
    some.stream()
        .max(Comparator.comparingLong(each -> now - each.asked()))
        .ifPresent(oldest -> kept.remove(oldest.simulation().id));
  }

  /**
   * An organisation's simulation.
   *
   * @throws Refusal when there is none here
   */
  Simulation find(UUID organization, UUID id) {
    Kept found =
        kept.computeIfPresent(
            id,
            (key, each) ->
                each.simulation().organization.equals(organization)
                    ? new Kept(each.simulation(), nanoTime.getAsLong())
                    : each);
    if (found == null || !found.simulation().organization.equals(organization)) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    return found.simulation();
  }

  void forget(UUID organization, UUID id) {
    kept.remove(find(organization, id).id);
  }
}
