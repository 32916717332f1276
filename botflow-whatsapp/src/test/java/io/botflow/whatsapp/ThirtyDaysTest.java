package io.botflow.whatsapp;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Thirty days of random dialogs, campaigns, stops and jumps of the clock: nothing leaves that the
 * network or an opt-out forbids, judged by the network's stand-in and a ledger of the test's own,
 * and what was expected to be paid is what is billed.
 */
class ThirtyDaysTest {
  @Test
  void nothingForbiddenLeavesAndTheForecastIsTheBill() throws Exception {
    try (ThirtyDays world = ThirtyDays.inMemory(24)) {
      new RandomLife(20_261_125).live(world, Duration.ofDays(30));
    }
  }
}
