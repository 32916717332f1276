package io.botflow.store.jdbc;

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
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Conversations in PostgreSQL. Calls that come at the same time share a transaction, so that the
 * cost of a turn falls as the load grows; the tables hold the work, so that several servers may
 * share them and any of them may be killed at any moment.
 *
 * <p>The {@link Databases} given to it is closed by who opened it, after the store.
 */
public final class JdbcStore implements Store {
  /** Calls in one transaction: beyond this, one more costs as much as in the next. */
  private static final int MOST_IN_BATCH = 200;

  private static final Duration WORK_LIMIT = Duration.ofSeconds(30);

  private final Transactions work;
  private final Signals signals;
  private final Interventions interventions;
  private final Claims claims;
  private final Leases leases;
  private final Quarantine quarantine;
  private final Paces paces;
  private final Sendings sendings;
  private final Doubts doubts;
  private final WakeTimes wakeTimes;
  private final Upkeep upkeep;
  private final GroupCommit<InboxRows.Call, Acceptance> accepts;
  private final GroupCommit<Commits.Request, Commit> commits;
  private final GroupCommit<Settlements.Request, List<Sending>> settlements;

  /** A store with the standard leases. */
  public JdbcStore(Databases databases) {
    this(databases, StoreSettings.standard());
  }

  /** A store with leases of its own. */
  public JdbcStore(Databases databases, StoreSettings settings) {
    this(databases, settings, new AtomicReference<>());
  }

  /**
   * @param clock holds null, for the database's clock, or the moment at which a test stopped time
   */
  JdbcStore(Databases databases, StoreSettings settings, AtomicReference<@Nullable Instant> clock) {
    work = databases.work().on(clock);
    InboxRows inbox = new InboxRows(databases.ingest().on(clock), settings);
    signals = new Signals(work);
    interventions = new Interventions(work);
    quarantine = new Quarantine(work);
    claims = new Claims(work, quarantine, settings);
    leases = new Leases(work, quarantine);
    paces = new Paces(work);
    sendings = new Sendings(work, paces, settings);
    doubts = new Doubts(work, settings, System::nanoTime);
    wakeTimes = new WakeTimes(work);
    upkeep = new Upkeep(databases.work());
    upkeep.start();
    Commits turns = new Commits(work, paces, sendings, settings);
    Settlements answers = new Settlements(work, sendings, settings);
    accepts =
        new GroupCommit<>(
            "botflow-accept",
            1,
            MOST_IN_BATCH,
            databases.ingestWait(),
            inbox::accept,
            late -> leases.giveBack(late.claims()));
    commits =
        new GroupCommit<>(
            "botflow-commit", 1, MOST_IN_BATCH, WORK_LIMIT, turns::commit, this::releaseFirst);
    settlements =
        new GroupCommit<>(
            "botflow-settle", 1, MOST_IN_BATCH, WORK_LIMIT, answers::settle, this::release);
  }

  @Override
  public Acceptance accept(List<Arrival> arrivals, Room room) {
    return arrivals.isEmpty()
        ? new Acceptance(List.of(), List.of(), false, 0)
        : accepts.call(new InboxRows.Call(arrivals, room));
  }

  @Override
  public boolean signal(UUID organization, UUID conversation, Input input, Priority priority) {
    if (input instanceof Input.Messages) {
      throw new IllegalArgumentException("messages are no signal: accept them");
    }
    return signals.add(organization, conversation, input, priority);
  }

  @Override
  public @Nullable Intervened intervene(UUID organization, UUID conversation, Intervention what) {
    return interventions.carryOut(organization, conversation, what);
  }

  @Override
  public List<Claim> claim(int most) {
    return most <= 0 ? List.of() : claims.claim(most);
  }

  @Override
  public Duration idle(Duration limit) {
    return wakeTimes.idle(limit);
  }

  @Override
  public void record(Claim claim, String step, JsonNode result) {
    leases.record(claim, step, result);
  }

  @Override
  public Commit commit(Claim claim, Turn turn) {
    return commits.call(new Commits.Request(claim, turn));
  }

  @Override
  public void giveUp(Claim claim, String problem, Duration delay) {
    leases.giveUp(claim, problem, delay);
  }

  @Override
  public List<Consent> consents(UUID organization, UUID contact) {
    return work.in(organization, handle -> ConsentRows.of(handle, organization, contact));
  }

  @Override
  public List<PutAside> putAside(UUID organization, int most) {
    return quarantine.of(organization, most);
  }

  @Override
  public boolean repeat(UUID organization, UUID turn) {
    return quarantine.repeat(organization, turn);
  }

  @Override
  public void keepTo(Map<String, Pace> byChannel) {
    paces.keepTo(byChannel);
  }

  @Override
  public List<Sending> claimSendings(int most) {
    doubts.judge();
    return most <= 0 ? List.of() : sendings.claim(most);
  }

  @Override
  public List<Sending> settle(Sending sending, SendResult result) {
    return settlements.call(new Settlements.Request(sending, result));
  }

  @Override
  public void release(List<Sending> released) {
    if (!released.isEmpty()) {
      sendings.release(released);
    }
  }

  @Override
  public Instant now() {
    return work.outside(
        handle ->
            work.atNow(
                    handle.createQuery(
                        "select coalesce(:fixed_now::timestamptz, clock_timestamp())"))
                .mapTo(OffsetDateTime.class)
                .one()
                .toInstant());
  }

  private void releaseFirst(Commit late) {
    switch (late) {
      case Commit.Committed committed -> release(committed.sendings());
      case Commit.Fenced ignored -> {}
      case Commit.Superseded ignored -> {}
    }
  }

  @Override
  public void close() {
    upkeep.close();
    accepts.close();
    commits.close();
    settlements.close();
  }
}
