package io.botflow.runtime;

import io.botflow.message.ChannelProblem;
import io.botflow.spi.Channel;
import io.botflow.spi.Clearance;
import io.botflow.spi.Returned;
import io.botflow.spi.SendResult;
import io.botflow.spi.Sending;
import io.botflow.spi.Store;
import io.botflow.spi.StoreUnavailable;
import io.botflow.spi.TurnListener;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what turns decided, after they are durable: a conversation's messages one by one, a channel
 * account's only so many at a time, and none but a trial while the account does not answer.
 * Thread-safe.
 */
final class Outbox {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  /** Messages of one account that may wait here for their place; more wait in the store. */
  private static final int MOST_WAITING = 1_000;

  /** How long an account pauses in the store when too many of its messages wait here. */
  private static final Duration CROWDED = Duration.ofSeconds(1);

  /** How long the channel's answer is kept for a store that is away; then the store is in doubt. */
  private static final Duration SETTLE_TRIES = Duration.ofSeconds(60);

  /** When a message is looked at again of which the channel could not say what it is. */
  private static final Duration UNJUDGED = Duration.ofMinutes(1);

  private static final SendResult CUT_SHORT = new SendResult.Unknown("the sender broke down");

  private final Store store;
  private final Channels channels;
  private final TurnListener listener;
  private final Patience patience;
  private final Pulse pulse;
  private final int places;
  private final InstantSource clock;
  private final Map<UUID, Lane> lanes = new ConcurrentHashMap<>();
  private final AtomicLong pauses = new AtomicLong();
  private volatile boolean stopping;

  Outbox(
      Store store,
      Channels channels,
      TurnListener listener,
      Patience patience,
      Pulse pulse,
      int places,
      InstantSource clock) {
    this.store = store;
    this.channels = channels;
    this.listener = listener;
    this.patience = patience;
    this.pulse = pulse;
    this.places = places;
    this.clock = clock;
  }

  /** One channel account's places, and whether it answers. */
  private static final class Lane {
    private final Semaphore free;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Circuit circuit;

    private Lane(int places, Circuit circuit) {
      free = new Semaphore(places);
      this.circuit = circuit;
    }
  }

  /** Takes messages that wait in the store, and sends each on a thread of its own. */
  int poll(int most) {
    long seen = pauses();
    List<Sending> sendings = store.claimSendings(most);
    for (Sending sending : sendings) {
      pulse.begin();
      Thread.ofVirtual()
          .name("botflow-send-", sending.number())
          .start(
              () -> {
                try {
                  send(sending, seen);
                } finally {
                  pulse.end();
                }
              });
    }
    return sendings.size();
  }

  /** How often the store was told to pause a number. */
  long pauses() {
    return pauses.get();
  }

  /**
   * Sends a message, and those of its conversation that may go after it, on this thread.
   *
   * @param seen the {@link #pauses} before the store lent it
   */
  void send(Sending first, long seen) {
    Lane lane =
        lanes.computeIfAbsent(
            first.channel(), ignored -> new Lane(places, new Circuit(first.from(), clock, pauses)));
    try {
      if (lane.free.tryAcquire() || waitForPlace(lane, first)) {
        try {
          Sending next = sendOne(lane.circuit, seen, first);
          while (next != null) {
            next = sendOne(lane.circuit, pauses(), next);
          }
        } finally {
          lane.free.release();
        }
      }
    } catch (StoreUnavailable e) {
      // Said already. The message's lease runs out, and it is looked after then.
      LOG.debug("Message {} was left to its lease", first.id());
    }
  }

  /** Lets no more messages go; those that have not gone are free for other processes. */
  void stop() {
    stopping = true;
  }

  private boolean waitForPlace(Lane lane, Sending sending) {
    if (lane.waiting.incrementAndGet() > MOST_WAITING) {
      lane.waiting.decrementAndGet();
      ChannelProblem crowded = new ChannelProblem("crowded", null, null);
      settle(sending, new SendResult.RetryAfter(CROWDED, SendResult.Scope.NUMBER, crowded));
      return false;
    }
    try {
      if (lane.free.tryAcquire(sending.lease().left(), TimeUnit.NANOSECONDS)) {
        return true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lane.waiting.decrementAndGet();
    }
    release(sending);
    return false;
  }

  private @Nullable Sending sendOne(Circuit circuit, long seen, Sending sending) {
    if (stopping || !sending.mayBeSent()) {
      release(sending);
      return null;
    }
    return switch (clear(sending)) {
      case Clearance.Refused refused -> settled(circuit, sending, sending, refused.result());
      case Clearance.Cleared cleared -> {
        Circuit.Verdict verdict = circuit.verdict(seen);
        yield switch (verdict) {
          case Circuit.Verdict.Send ignored -> sendOne(circuit, verdict, sending, cleared);
          case Circuit.Verdict.Try ignored -> sendOne(circuit, verdict, sending, cleared);
          case Circuit.Verdict.Pause pause -> {
            settle(sending, pause.result());
            circuit.paused();
            yield null;
          }
          case Circuit.Verdict.GiveBack ignored -> {
            release(sending);
            yield null;
          }
        };
      }
    };
  }

  private @Nullable Sending sendOne(
      Circuit circuit, Circuit.Verdict verdict, Sending sending, Clearance.Cleared cleared) {
    SendResult result = CUT_SHORT;
    Sending leaving = cleared.sending();
    try {
      result = handOver(leaving);
      if (result instanceof SendResult.Withheld withheld
          && instead(leaving, withheld) instanceof Clearance.Cleared other) {
        leaving = other.sending();
        result = CUT_SHORT;
        result = handOver(leaving);
      }
    } finally {
      result = circuit.sent(verdict, result);
    }
    return settled(circuit, sending, leaving, result);
  }

  /** The store learns what left, listeners hear of the message that was lent. */
  private @Nullable Sending settled(
      Circuit circuit, Sending lent, Sending left, SendResult result) {
    List<Sending> next = settle(left, result);
    listener.sent(lent, result);
    if (Circuit.pausesNumber(result)) {
      circuit.paused();
    }
    return next.isEmpty() ? null : next.get(0);
  }

  /** Nothing leaves of which it is not known that it may. */
  private Clearance clear(Sending sending) {
    Channel channel = channels.of(sending.from());
    if (channel == null) {
      LOG.error("Message {} is for {}, which is no channel here", sending.id(), sending.from());
      return new Clearance.Refused(
          new SendResult.Rejected(
              new ChannelProblem("no_channel", "No such channel", null), SendResult.Scope.MESSAGE));
    }
    try {
      Returned returned = sending.returned();
      return returned == null
          ? Clearance.of(sending, channel)
          : Clearance.returned(sending, channel, returned);
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      LOG.error("Channel {} threw: {}", channel.name(), Failures.describe(e));
      return new Clearance.Refused(
          new SendResult.RetryAfter(
              UNJUDGED,
              SendResult.Scope.MESSAGE,
              new ChannelProblem(
                  ChannelProblem.NOT_SENT, null, "the channel threw " + e.getClass().getName())));
    }
  }

  /** What may leave in the place of a message that the network did not take as it is. */
  private Clearance instead(Sending sending, SendResult.Withheld said) {
    Channel channel = channels.of(sending.from());
    return channel == null || !sending.mayBeSent()
        ? new Clearance.Refused(said)
        : Clearance.withheld(sending, channel, said);
  }

  private SendResult handOver(Sending sending) {
    Channel channel = Objects.requireNonNull(channels.of(sending.from()), "it was cleared for it");
    try {
      return channel.send(sending);
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      LOG.error(
          "Channel {} threw for message {}: {}",
          channel.name(),
          sending.id(),
          Failures.describe(e));
      return new SendResult.Unknown("the channel threw " + e.getClass().getName());
    }
  }

  /** What the channel did is known to nobody else, so the store is asked again and again. */
  private List<Sending> settle(Sending sending, SendResult result) {
    return patience.untilAnswered(SETTLE_TRIES, () -> store.settle(sending, result));
  }

  private void release(Sending sending) {
    patience.untilAnswered(
        SETTLE_TRIES,
        () -> {
          store.release(List.of(sending));
          return true;
        });
  }
}
