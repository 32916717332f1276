package io.botflow.runtime;

import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelEvent;
import io.botflow.spi.Arrival;
import io.botflow.spi.BotRef;
import io.botflow.spi.FlowSource;
import io.botflow.spi.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where channels' events come in: each to its bot, all durable before anybody is told. */
public final class Inbox {
  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

  private final FlowSource source;
  private final Store store;
  private final Runnable wake;

  /**
   * An inbox before a store.
   *
   * @param wake called when there is something new to do
   */
  public Inbox(FlowSource source, Store store, Runnable wake) {
    this.source = Objects.requireNonNull(source, "source");
    this.store = Objects.requireNonNull(store, "store");
    this.wake = Objects.requireNonNull(wake, "wake");
  }

  /**
   * What became of the events.
   *
   * @param taken how many are durable now and were not before
   * @param repeated how many had come before
   * @param unknown the addresses that are none of ours; their events were dropped
   */
  public record Receipt(int taken, int repeated, List<ChannelAddress> unknown) {
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
      return new Receipt(0, 0, unknown);
    }
    int taken = 0;
    for (boolean fresh : store.accept(arrivals)) {
      taken += fresh ? 1 : 0;
    }
    if (taken > 0) {
      wake.run();
    }
    return new Receipt(taken, arrivals.size() - taken, unknown);
  }
}
