package io.botflow.runtime;

import io.botflow.conversation.Turn;
import io.botflow.spi.Claim;
import io.botflow.spi.Commit;
import io.botflow.spi.Sending;
import io.botflow.spi.Store;
import io.botflow.spi.StoreUnavailable;
import io.botflow.spi.TurnListener;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes conversations that have something to do, runs their turns, each on a virtual thread, makes
 * them durable, and then has their messages sent. Thread-safe.
 */
final class ConversationWorker implements Inbox.Worker {
  private static final Logger LOG = LoggerFactory.getLogger(ConversationWorker.class);

  /**
   * Conversations of one claim: enough to spare calls, few enough to share with other processes.
   */
  private static final int MOST_AT_ONCE = 64;

  /** How long a commit is tried while the store is away; a lease is not much longer. */
  private static final Duration COMMIT_TRIES = Duration.ofSeconds(30);

  /**
   * After a look that found nothing: most turns end without leaving anything to find, and a look
   * costs the store more than a turn does.
   */
  private static final Duration REST = Duration.ofMillis(10);

  /** What failed once may work a second later. */
  private static final Duration FIRST_DELAY = Duration.ofSeconds(1);

  /** What failed twice needs longer. */
  private static final Duration LATER_DELAY = Duration.ofSeconds(10);

  private final Store store;
  private final Turns turns;
  private final Outbox outbox;
  private final TurnListener listener;
  private final Patience patience;
  private final Pulse pulse;
  private final WorkerSettings settings;
  private final AtomicInteger running = new AtomicInteger();
  private final Map<UUID, Integer> runningOf = new ConcurrentHashMap<>();
  private final Thread loop;
  private volatile boolean stopping;

  ConversationWorker(
      Store store,
      Turns turns,
      Outbox outbox,
      TurnListener listener,
      Patience patience,
      Pulse pulse,
      WorkerSettings settings) {
    this.store = store;
    this.turns = turns;
    this.outbox = outbox;
    this.listener = listener;
    this.patience = patience;
    this.pulse = pulse;
    this.settings = settings;
    loop = Thread.ofPlatform().daemon().name("botflow-worker").unstarted(this::loop);
  }

  /** Begins to work; once. */
  void start() {
    loop.start();
  }

  /**
   * Takes nothing new, and waits for what is under way.
   *
   * @return false where something was still under way at the end; its leases run out
   */
  boolean stop(Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    stopping = true;
    pulse.wake();
    loop.join(atMost);
    boolean ended = pulse.awaitEnd(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    if (!ended) {
      outbox.stop();
    }
    patience.stop();
    return ended;
  }

  private void loop() {
    Duration wait = Duration.ZERO;
    while (!stopping) {
      try {
        long urgent = pulse.urgent();
        long seen = pulse.hints();
        int found = takeConversations() + outbox.poll(MOST_AT_ONCE);
        patience.answered();
        wait = Duration.ZERO;
        if (found == 0) {
          pulse.foundNothing(seen);
          pulse.awaitHint(seen, sleep());
          pulse.rest(urgent, REST);
        }
      } catch (StoreUnavailable e) {
        patience.failed(e);
        wait = Patience.longer(wait);
        patience.pause(wait);
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException | Error e) {
        // The loop must not die: without it nobody is answered any more.
        LOG.error("Looking for work failed", e);
        wait = Patience.longer(wait);
        patience.pause(wait);
      }
    }
  }

  /** While all places are taken, only a turn that ends can change anything. */
  private Duration sleep() {
    return running.get() >= settings.turns() ? settings.poll() : store.idle(settings.poll());
  }

  private int takeConversations() {
    int free = settings.turns() - running.get();
    if (free <= 0) {
      return 0;
    }
    List<Claim> claims = store.claim(Math.min(free, MOST_AT_ONCE));
    take(claims);
    return claims.size();
  }

  @Override
  public int room(UUID organization) {
    if (stopping || !loop.isAlive()) {
      return 0;
    }
    int own = runningOf.getOrDefault(organization, 0);
    return Math.min(settings.organizationTurns() - own, settings.turns() - running.get());
  }

  @Override
  public void wake() {
    pulse.wake();
  }

  @Override
  public void take(List<Claim> claims) {
    for (Claim claim : claims) {
      running.incrementAndGet();
      runningOf.merge(claim.bot().organization(), 1, Integer::sum);
      pulse.begin();
      Thread.ofVirtual().name("botflow-turn-", claim.fence()).start(() -> work(claim));
    }
  }

  private void ended(UUID organization) {
    running.decrementAndGet();
    runningOf.computeIfPresent(organization, (ignored, own) -> own == 1 ? null : own - 1);
  }

  private void work(Claim claim) {
    try {
      List<Sending> sendings;
      long seen = outbox.pauses();
      try {
        sendings = turn(claim);
      } finally {
        ended(claim.bot().organization());
        // The next turn must not wait until a slow channel has taken this one's messages.
        pulse.turned();
      }
      sendings.forEach(sending -> outbox.send(sending, seen));
    } catch (StoreUnavailable e) {
      patience.failed(e);
    } finally {
      pulse.end();
    }
  }

  /** Runs one turn and makes it durable; the message that may go now. */
  private List<Sending> turn(Claim claim) {
    Turn turn;
    try {
      turn = turns.of(claim, new StoreJournal(store, claim));
    } catch (StoreUnavailable e) {
      throw e;
    } catch (RuntimeException | Error e) {
      String problem = Failures.describe(e);
      LOG.error(
          "Turn {} of conversation {} failed, attempt {}: {}",
          claim.turn(),
          claim.conversation(),
          claim.attempt(),
          problem);
      store.giveUp(claim, problem, claim.attempt() == 1 ? FIRST_DELAY : LATER_DELAY);
      return List.of();
    }
    return switch (patience.untilAnswered(COMMIT_TRIES, () -> store.commit(claim, turn))) {
      case Commit.Committed committed -> {
        listener.committed(claim, turn);
        yield committed.sendings();
      }
      case Commit.Fenced ignored -> {
        LOG.warn("Turn {} came too late; another worker has the conversation", claim.turn());
        yield List.of();
      }
      case Commit.Superseded ignored -> List.of();
    };
  }
}
