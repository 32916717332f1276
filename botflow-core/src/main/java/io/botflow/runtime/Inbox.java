package io.botflow.runtime;

import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelEvent;
import io.botflow.spi.Acceptance;
import io.botflow.spi.Arrival;
import io.botflow.spi.BotRef;
import io.botflow.spi.Claim;
import io.botflow.spi.FlowSource;
import io.botflow.spi.Room;
import io.botflow.spi.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where channels' events come in: each to its bot, all durable before anybody is told. */
public final class Inbox {
  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

  private final FlowSource source;
  private final Store store;
  private final Worker worker;

  /** Who works on what comes in. */
  interface Worker {
    /** See {@link Room#of}. */
    int room(UUID organization);

    /** Works on these conversations, which are lent to it. */
    void take(List<Claim> claims);

    /** Something is ready, perhaps more than was lent. */
    void wake();
  }

  Inbox(FlowSource source, Store store, Worker worker) {
    this.source = Objects.requireNonNull(source, "source");
    this.store = Objects.requireNonNull(store, "store");
    this.worker = Objects.requireNonNull(worker, "worker");
  }

  /**
   * What became of the events.
   *
   * @param taken how many are durable now and were not before
   * @param repeated how many had come before
   * @param doubles how many messages of ours a status proved to have reached the channel twice
   * @param unknown the addresses that are none of ours; their events were dropped
   */
  public record Receipt(int taken, int repeated, int doubles, List<ChannelAddress> unknown) {
    public Receipt {
      unknown = List.copyOf(unknown);
    }
  }

  /**
   * Makes events durable; when it returns, the channel may be told that they arrived.
   *
   * @throws io.botflow.spi.StoreUnavailable where they are not durable: the channel must repeat
   *     them
   */
  public Receipt accept(List<? extends ChannelEvent> events) {
    List<Arrival> arrivals = new ArrayList<>(events.size());
    List<ChannelAddress> unknown = new ArrayList<>(0);
    for (ChannelEvent event : events) {
      BotRef bot = source.route(event.address());
      if (bot != null) {
        arrivals.add(new Arrival(bot, event));
      } else if (!unknown.contains(event.address())) {
        unknown.add(event.address());
        LOG.warn("{} is none of our addresses; what came for it is dropped", event.address());
      }
    }
    if (arrivals.isEmpty()) {
      return new Receipt(0, 0, 0, unknown);
    }
    Acceptance acceptance = store.accept(arrivals, worker::room);
    worker.take(acceptance.claims());
    int taken = 0;
    for (boolean fresh : acceptance.fresh()) {
      taken += fresh ? 1 : 0;
    }
    if (acceptance.ready()) {
      worker.wake();
    }
    return new Receipt(taken, arrivals.size() - taken, acceptance.doubles(), unknown);
  }
}
