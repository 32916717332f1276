package io.botflow.runtime;

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
import io.botflow.spi.StoreUnavailable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A store that is away for as many calls as a test says. */
final class UnreliableStore implements Store {
  private final Store store;
  private final AtomicInteger failures = new AtomicInteger();

  UnreliableStore(Store store) {
    this.store = store;
  }

  void failNext(int calls) {
    failures.set(calls);
  }

  private Store reached() {
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new StoreUnavailable("away", new IOException("connection refused"));
    }
    return store;
  }

  @Override
  public Acceptance accept(List<Arrival> arrivals, Room room) {
    return reached().accept(arrivals, room);
  }

  @Override
  public boolean signal(UUID organization, UUID conversation, Input input, Priority priority) {
    return reached().signal(organization, conversation, input, priority);
  }

  @Override
  public List<Consent> consents(UUID organization, UUID contact) {
    return reached().consents(organization, contact);
  }

  @Override
  public List<PutAside> putAside(UUID organization, int most) {
    return reached().putAside(organization, most);
  }

  @Override
  public boolean repeat(UUID organization, UUID turn) {
    return reached().repeat(organization, turn);
  }

  @Override
  public void keepTo(Map<String, Pace> paces) {
    store.keepTo(paces);
  }

  @Override
  public @Nullable Intervened intervene(UUID organization, UUID conversation, Intervention what) {
    return reached().intervene(organization, conversation, what);
  }

  @Override
  public List<Claim> claim(int most) {
    return reached().claim(most);
  }

  @Override
  public Duration idle(Duration limit) {
    return reached().idle(limit);
  }

  @Override
  public void record(Claim claim, String step, JsonNode result) {
    reached().record(claim, step, result);
  }

  @Override
  public Commit commit(Claim claim, Turn turn) {
    return reached().commit(claim, turn);
  }

  @Override
  public void giveUp(Claim claim, String problem, Duration delay) {
    reached().giveUp(claim, problem, delay);
  }

  @Override
  public List<Sending> claimSendings(int most) {
    return reached().claimSendings(most);
  }

  @Override
  public List<Sending> settle(Sending sending, SendResult result) {
    return reached().settle(sending, result);
  }

  @Override
  public void release(List<Sending> sendings) {
    reached().release(sendings);
  }

  @Override
  public Instant now() {
    return reached().now();
  }

  @Override
  public void close() {
    store.close();
  }
}
