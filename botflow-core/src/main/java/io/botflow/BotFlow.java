package io.botflow;

import io.botflow.conversation.Input;
import io.botflow.message.ChannelEvent;
import io.botflow.runtime.Inbox;
import io.botflow.runtime.Pipeline;
import io.botflow.spi.Intervened;
import io.botflow.spi.Intervention;
import io.botflow.spi.Priority;
import io.botflow.spi.PutAside;
import io.botflow.spi.Store;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A bot in this process: messages in, the flow's answers out. Made by {@link #builder()}, in memory
 * unless told otherwise. Thread-safe.
 */
public final class BotFlow implements AutoCloseable {
  /** How long {@link #close()} waits for turns that are under way. */
  public static final Duration DEFAULT_STOP = Duration.ofSeconds(20);

  private final Pipeline pipeline;
  private final Store store;
  private final UUID organization;
  private final boolean ownsStore;

  BotFlow(Pipeline pipeline, Store store, UUID organization, boolean ownsStore) {
    this.pipeline = pipeline;
    this.store = store;
    this.organization = organization;
    this.ownsStore = ownsStore;
  }

  /** Says what the bot consists of. */
  public static BotFlowBuilder builder() {
    return new BotFlowBuilder();
  }

  /** Begins to answer; once. What came before is answered now. */
  public void start() {
    pipeline.start();
  }

  /** See {@link #receive(List)}. */
  public Inbox.Receipt receive(ChannelEvent... events) {
    return receive(List.of(events));
  }

  /**
   * Takes what channels report; when it returns, it is durable as far as the store is.
   *
   * @throws io.botflow.spi.StoreUnavailable where it is not durable: the channel must repeat it
   */
  public Inbox.Receipt receive(List<? extends ChannelEvent> events) {
    return pipeline.accept(events);
  }

  /**
   * Tells a conversation that something happened outside.
   *
   * @return false where there is no such conversation
   */
  public boolean signal(UUID conversation, String name, Map<String, Object> data) {
    return input(organization, conversation, new Input.Signal(name, data));
  }

  /**
   * A person answers from now on, at once: what a turn that is under way would say is not said.
   * False where there is no such conversation.
   */
  public boolean takeOver(UUID conversation, String by) {
    return intervene(organization, conversation, Intervention.takeOver(by)) != null;
  }

  /**
   * Carries out what a person does to a conversation, at once; see {@link Store#intervene}.
   *
   * @return null where the organisation has no such conversation
   */
  public @Nullable Intervened intervene(UUID organization, UUID conversation, Intervention what) {
    Intervened done = store.intervene(organization, conversation, what);
    if (done != null) {
      pipeline.wake();
    }
    return done;
  }

  /**
   * The bot answers again; false where there is no such conversation.
   *
   * @param node where it goes on, or null for the way that the flow's handoff says
   */
  public boolean giveBack(UUID conversation, String by, @Nullable String node) {
    return input(organization, conversation, new Input.GiveBack(by, node));
  }

  /** The conversation is done; false where there is no such conversation. */
  public boolean resolve(UUID conversation, String by) {
    return input(organization, conversation, new Input.Resolve(by));
  }

  /**
   * Gives a conversation an input of any kind but messages, for hosts of several organisations.
   *
   * @return false where the organisation has no such conversation
   */
  public boolean input(UUID organization, UUID conversation, Input input) {
    return input(organization, conversation, input, Priority.LIVE);
  }

  /**
   * As {@link #input(UUID, UUID, Input)}, for many conversations at once that nobody waits for.
   *
   * @param priority whether live conversations go first
   */
  public boolean input(UUID organization, UUID conversation, Input input, Priority priority) {
    boolean found = store.signal(organization, conversation, input, priority);
    if (found) {
      pipeline.wake();
    }
    return found;
  }

  /** The inputs of an organisation whose turns failed too often, oldest first. */
  public List<PutAside> putAside(UUID organization, int most) {
    return store.putAside(organization, most);
  }

  /**
   * Tries an input that was put aside again.
   *
   * @return false where the organisation has none of that turn
   */
  public boolean repeat(UUID organization, UUID turn) {
    boolean found = store.repeat(organization, turn);
    if (found) {
      pipeline.wake();
    }
    return found;
  }

  /**
   * Waits until nothing is ready and nothing is under way, for tests and terminals. What waits for
   * its time (a delay, a join window, a timer) is not ready; after moving a clock, call this.
   *
   * @return false where the time is over before
   */
  public boolean awaitIdle(Duration atMost) {
    try {
      return pipeline.awaitIdle(atMost);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Takes nothing new, waits for turns that are under way, and stops.
   *
   * @return false where something was still under way at the end: nothing is lost where the store
   *     outlives the process, since whoever works on it next goes on
   */
  public boolean stop(Duration atMost) {
    boolean ended = false;
    try {
      ended = pipeline.stop(atMost);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (ownsStore) {
      store.close();
    }
    return ended;
  }

  /** As {@link #stop} with {@link #DEFAULT_STOP}. A store that was given stays open. */
  @Override
  public void close() {
    stop(DEFAULT_STOP);
  }
}
