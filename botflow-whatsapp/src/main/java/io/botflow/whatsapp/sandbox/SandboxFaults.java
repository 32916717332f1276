package io.botflow.whatsapp.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What should go wrong in a sandbox: for the next requests, by chance, or with the statuses.
 *
 * <p>Safe for use by many threads while the sandbox runs.
 */
public final class SandboxFaults {
  private record Chance(double probability, SandboxFault fault, FaultScope scope) {}

  private record Planned(SandboxFault fault, FaultScope scope) {}

  private final List<Planned> next = new ArrayList<>();
  private final List<Chance> chances = new CopyOnWriteArrayList<>();
  private final SplittableRandom random;
  private volatile Duration latency = Duration.ZERO;
  private volatile StatusFaults statuses = StatusFaults.NONE;

  /**
   * What goes wrong with the statuses of accepted messages.
   *
   * @param delay an extra wait before them, so that they arrive late
   * @param doubled whether each is sent twice
   * @param reversed whether they are sent in reverse order
   * @param lost the share, 0 to 1, that is never sent
   */
  public record StatusFaults(Duration delay, boolean doubled, boolean reversed, double lost) {
    /** Statuses as they should be. */
    public static final StatusFaults NONE = new StatusFaults(Duration.ZERO, false, false, 0);
  }

  SandboxFaults(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Lets the next {@code count} send requests meet {@code fault}, before any fault by chance. */
  public void next(int count, SandboxFault fault) {
    next(count, fault, FaultScope.ALL);
  }

  /** Lets the next {@code count} send requests of a scope meet {@code fault}. */
  public void next(int count, SandboxFault fault, FaultScope scope) {
    synchronized (next) {
      for (int i = 0; i < count; i++) {
        next.add(new Planned(fault, scope));
      }
    }
  }

  /** Lets each send request meet {@code fault} with a probability of 0 to 1. */
  public void withProbability(double probability, SandboxFault fault) {
    withProbability(probability, fault, FaultScope.ALL);
  }

  /** Lets each send request of a scope meet {@code fault} with a probability of 0 to 1. */
  public void withProbability(double probability, SandboxFault fault, FaultScope scope) {
    chances.add(new Chance(probability, fault, scope));
  }

  /** Delays every answer to a send request. */
  public void latency(Duration wait) {
    latency = wait;
  }

  /** Sets what goes wrong with statuses. */
  public void statuses(StatusFaults faults) {
    statuses = faults;
  }

  /** Ends all faults. */
  public void clear() {
    synchronized (next) {
      next.clear();
    }
    chances.clear();
    latency = Duration.ZERO;
    statuses = StatusFaults.NONE;
  }

  Duration latency() {
    return latency;
  }

  StatusFaults statuses() {
    return statuses;
  }

  /** What the next request of a number to a person meets; null for nothing. */
  @Nullable SandboxFault take(String number, String contact) {
    synchronized (next) {
      for (int i = 0; i < next.size(); i++) {
        if (next.get(i).scope().covers(number, contact)) {
          return next.remove(i).fault();
        }
      }
    }
    for (Chance chance : chances) {
      if (chance.scope().covers(number, contact) && happens(chance.probability())) {
        return chance.fault();
      }
    }
    return null;
  }

  boolean losesStatus() {
    double lost = statuses.lost();
    return lost > 0 && happens(lost);
  }

  private boolean happens(double probability) {
    synchronized (random) {
      return random.nextDouble() < probability;
    }
  }
}
