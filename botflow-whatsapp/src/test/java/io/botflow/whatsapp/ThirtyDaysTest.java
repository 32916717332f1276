package io.botflow.whatsapp;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Thirty days of random dialogs, campaigns, stops, failures after the answer and jumps of the
 * clock, at Meta and at 360dialog: nothing leaves that the network or an opt-out forbids, judged by
 * the network's stand-in and a ledger of the test's own, and what was expected to be paid is what
 * is billed.
 */
class ThirtyDaysTest {
  @ParameterizedTest
  @EnumSource(Endpoint.class)
  void nothingForbiddenLeavesAndTheForecastIsTheBill(Endpoint endpoint) throws Exception {
    try (ThirtyDays world = ThirtyDays.inMemory(endpoint, 24)) {
      new RandomLife(20_261_125).live(world, Duration.ofDays(30));
    }
  }
}
