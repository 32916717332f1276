package io.botflow.server.metrics;

import io.botflow.conversation.Turn;
import io.botflow.spi.Claim;
import io.botflow.spi.SendResult;
import io.botflow.spi.Sending;
import io.botflow.spi.TurnListener;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;

/** Counts turns and what channels answered. */
final class TurnMeters implements TurnListener {
  private final MeterRegistry meters;

  @Inject
  TurnMeters(MeterRegistry meters) {
    this.meters = meters;
  }

  @Override
  public void committed(Claim claim, Turn turn) {
    String attempt = claim.attempt() == 1 ? "first" : "repeated";
    meters.counter("botflow.turns", "attempt", attempt).increment();
  }

  @Override
  public void sent(Sending sending, SendResult result) {
    String kind =
        switch (result) {
          case SendResult.Accepted ignored -> "accepted";
          case SendResult.RetryAfter ignored -> "retry";
          case SendResult.Rejected ignored -> "rejected";
          case SendResult.Withheld ignored -> "withheld";
          case SendResult.Unknown ignored -> "unknown";
        };
    meters.counter("botflow.replies", "result", kind).increment();
  }
}
