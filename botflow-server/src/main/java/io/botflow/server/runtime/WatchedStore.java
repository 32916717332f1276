package io.botflow.server.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.conversation.Input;
import io.botflow.conversation.Turn;
import io.botflow.message.Consent;
import io.botflow.spi.Acceptance;
import io.botflow.spi.Arrival;
import io.botflow.spi.Claim;
import io.botflow.spi.Commit;
import io.botflow.spi.Intervened;
import io.botflow.spi.Intervention;
import io.botflow.spi.Pace;
import io.botflow.spi.Priority;
import io.botflow.spi.PutAside;
import io.botflow.spi.Room;
import io.botflow.spi.SendResult;
import io.botflow.spi.Sending;
import io.botflow.spi.Store;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A store that knows when work was last looked for: a worker that stopped looking is dead. Counts
 * the turns that were run and not committed.
 */
final class WatchedStore implements Store {
  private final Store store;
  private final Counter fenced;
  private final Counter superseded;
  private final Counter failed;
  private volatile long looked = System.nanoTime();

  WatchedStore(Store store, MeterRegistry meters) {
    this.store = store;
    fenced = meters.counter("botflow.turns.fenced");
    superseded = meters.counter("botflow.turns.superseded");
    failed = meters.counter("botflow.turns.failed");
  }

  /** How long ago a worker last looked for work, or the process began. */
  Duration sinceLook() {
    return Duration.ofNanos(System.nanoTime() - looked);
  }

  @Override
  public Acceptance accept(List<Arrival> arrivals, Room room) {
    return store.accept(arrivals, room);
  }

  @Override
  public boolean signal(UUID organization, UUID conversation, Input input, Priority priority) {
    return store.signal(organization, conversation, input, priority);
  }

  @Override
  public @Nullable Intervened intervene(UUID organization, UUID conversation, Intervention what) {
    return store.intervene(organization, conversation, what);
  }

  @Override
  public List<Consent> consents(UUID organization, UUID contact) {
    return store.consents(organization, contact);
  }

  @Override
  public List<PutAside> putAside(UUID organization, int most) {
    return store.putAside(organization, most);
  }

  @Override
  public boolean repeat(UUID organization, UUID turn) {
    return store.repeat(organization, turn);
  }

  @Override
  public void keepTo(Map<String, Pace> paces) {
    store.keepTo(paces);
  }

  @Override
  public List<Claim> claim(int most) {
    looked = System.nanoTime();
    return store.claim(most);
  }

  @Override
  public Duration idle(Duration limit) {
    return store.idle(limit);
  }

  @Override
  public void record(Claim claim, String step, JsonNode result) {
    store.record(claim, step, result);
  }

  @Override
  public Commit commit(Claim claim, Turn turn) {
    Commit commit = store.commit(claim, turn);
    switch (commit) {
      case Commit.Committed ignored -> {}
      case Commit.Fenced ignored -> fenced.increment();
      case Commit.Superseded ignored -> superseded.increment();
    }
    return commit;
  }

  @Override
  public void giveUp(Claim claim, String problem, Duration delay) {
    failed.increment();
    store.giveUp(claim, problem, delay);
  }

  @Override
  public List<Sending> claimSendings(int most) {
    looked = System.nanoTime();
    return store.claimSendings(most);
  }

  @Override
  public List<Sending> settle(Sending sending, SendResult result) {
    return store.settle(sending, result);
  }

  @Override
  public void release(List<Sending> sendings) {
    store.release(sendings);
  }

  @Override
  public Instant now() {
    return store.now();
  }

  @Override
  public void close() {
    store.close();
  }
}
