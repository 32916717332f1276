package io.botflow.server.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.conversation.Input;
import io.botflow.conversation.Turn;
import io.botflow.spi.Arrival;
import io.botflow.spi.Claim;
import io.botflow.spi.Commit;
import io.botflow.spi.SendResult;
import io.botflow.spi.Sending;
import io.botflow.spi.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The server's store, after whose answers the process may die. */
final class CrashingStore implements Store {
  private final Store store;
  private final CrashPlan plan;

  CrashingStore(Store store, CrashPlan plan) {
    this.store = store;
    this.plan = plan;
  }

  @Override
  public List<Boolean> accept(List<Arrival> arrivals) {
    List<Boolean> accepted = store.accept(arrivals);
    plan.reached(CrashPoint.C1);
    return accepted;
  }

  @Override
  public boolean signal(UUID organization, UUID conversation, Input input) {
    return store.signal(organization, conversation, input);
  }

  @Override
  public List<Claim> claim(int most) {
    List<Claim> claims = store.claim(most);
    claims.forEach(claim -> plan.reached(CrashPoint.C2));
    return claims;
  }

  @Override
  public Duration idle(Duration limit) {
    return store.idle(limit);
  }

  @Override
  public void record(Claim claim, String step, JsonNode result) {
    store.record(claim, step, result);
    plan.reached(CrashPoint.C4);
  }

  @Override
  public Commit commit(Claim claim, Turn turn) {
    Commit commit = store.commit(claim, turn);
    plan.reached(CrashPoint.C7);
    return commit;
  }

  @Override
  public void giveUp(Claim claim, String problem, Duration delay) {
    store.giveUp(claim, problem, delay);
  }

  @Override
  public List<Sending> claimSendings(int most) {
    return store.claimSendings(most);
  }

  @Override
  public List<Sending> settle(Sending sending, SendResult result) {
    List<Sending> next = store.settle(sending, result);
    plan.reached(CrashPoint.C10);
    return next;
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
