package io.botflow.runtime;

import io.botflow.engine.FlowEngine;
import io.botflow.message.ChannelEvent;
import io.botflow.spi.FlowSource;
import io.botflow.spi.Store;
import io.botflow.spi.TurnListener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * The way of a message in one process: the inbox, the worker that runs turns, the outbox. Several
 * processes over one store share the work. Thread-safe.
 */
public final class Pipeline {
  /** For pauses of this process alone: a host whose clock jumps must not make one longer. */
  private static final InstantSource MONOTONIC = () -> Instant.EPOCH.plusNanos(System.nanoTime());

  private final Inbox inbox;
  private final ConversationWorker worker;
  private final Pulse pulse = new Pulse();

  /** A way that does not run yet. */
  public Pipeline(
      Store store,
      FlowSource source,
      CompiledFlows flows,
      FlowEngine engine,
      Channels channels,
      List<TurnListener> listeners,
      WorkerSettings settings) {
    this(
        store,
        source,
        new FlowTurns(source, flows, engine, channels),
        channels,
        listeners,
        settings,
        MONOTONIC);
  }

  Pipeline(
      Store store,
      FlowSource source,
      Turns turns,
      Channels channels,
      List<TurnListener> listeners,
      WorkerSettings settings,
      InstantSource clock) {
    List<TurnListener> all = new ArrayList<>(listeners);
    all.add(new Typing(channels));
    Listeners told = new Listeners(all);
    Patience patience = new Patience();
    Outbox outbox = new Outbox(store, channels, told, patience, pulse, settings.sendings(), clock);
    store.keepTo(channels.paces());
    worker = new ConversationWorker(store, turns, outbox, told, patience, pulse, settings);
    inbox = new Inbox(source, store, worker);
  }

  /** Begins to work; once. */
  public void start() {
    worker.start();
  }

  /** See {@link Inbox#accept}; works before the start too. */
  public Inbox.Receipt accept(List<? extends ChannelEvent> events) {
    return inbox.accept(events);
  }

  /** Says that the store may have something to do; what other processes leave is found anyway. */
  public void wake() {
    pulse.wake();
  }

  /**
   * Waits until nothing is ready and nothing is under way. What waits for its time (a delay, a join
   * window, a timer) is not ready.
   *
   * @return false where the time is over before
   */
  public boolean awaitIdle(Duration atMost) throws InterruptedException {
    return pulse.awaitQuiet(atMost);
  }

  /**
   * Takes nothing new, and waits for what is under way.
   *
   * @return false where something was still under way at the end; whoever works on the store next
   *     goes on with it
   */
  public boolean stop(Duration atMost) throws InterruptedException {
    return worker.stop(atMost);
  }
}
