package io.botflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.runtime.HandoffScene.Step;
import io.botflow.testing.SettableClock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Every order in which customers, turns, people, the telephone and time can meet, eight steps deep:
 * never do both speak, and never does nobody have the customer's last word. Orders that led to the
 * same state are followed once, since what comes after depends on nothing else.
 */
class HandoffInterleavingsTest {
  private static final int DEPTH = 8;

  @Test
  void neverBothAndNeverNeither() {
    Set<String> known = new HashSet<>();
    Deque<List<Step>> open = new ArrayDeque<>();
    open.add(List.of());
    int followed = 0;
    while (!open.isEmpty()) {
      List<Step> before = open.remove();
      for (Step step : Step.values()) {
        List<Step> steps = new ArrayList<>(before);
        steps.add(step);
        String state = follow(steps);
        followed++;
        if (known.add(steps.size() + " " + state) && steps.size() < DEPTH) {
          open.add(steps);
        }
      }
    }
    assertThat(followed).as("orders that were followed").isGreaterThan(1_000);
  }

  private static String follow(List<Step> steps) {
    SettableClock clock = new SettableClock();
    HandoffScene scene = new HandoffScene(new InMemoryStore(clock), clock::advance);
    try {
      steps.forEach(scene::take);
      String state = scene.state();
      scene.settle();
      return state;
    } catch (AssertionError e) {
      throw new AssertionError(steps + ": " + e.getMessage(), e);
    }
  }
}
