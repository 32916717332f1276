package io.botflow.server.config;

import io.botflow.runtime.WorkerSettings;
import io.botflow.store.jdbc.StoreSettings;
import java.time.Duration;

/**
 * How much this process does at a time, and for how long it may have a conversation.
 *
 * @param turns most turns at a time
 * @param organizationTurns most of them for one organisation
 * @param sendings most messages of one account on their way at a time
 * @param poll how long to sleep at most while no hint comes
 * @param turnLease how long a crash can hold a conversation
 * @param sendLease how long a crash can hold a message
 * @param doubt how long to wait for the status of a message whose fate is unknown
 * @param backlog after which wait of an organisation's conversations its next messages are refused
 */
public record WorkerConfig(
    int turns,
    int organizationTurns,
    int sendings,
    Duration poll,
    Duration turnLease,
    Duration sendLease,
    Duration doubt,
    Duration backlog) {

  private static final Duration BACKLOG = Duration.ofSeconds(20);

  static WorkerConfig read(Settings settings) {
    WorkerSettings worker = WorkerSettings.DEFAULT;
    StoreSettings store = StoreSettings.standard();
    Duration least = Duration.ofMillis(10);
    Duration leastLease = Duration.ofSeconds(1);
    return new WorkerConfig(
        settings
            .about("most turns of one process at a time")
            .number("worker.turns", worker.turns(), 1, 100_000),
        settings
            .about("most of them for one organisation")
            .number("worker.organization_turns", worker.organizationTurns(), 1, 100_000),
        settings
            .about("most messages of one account on their way at a time")
            .number("worker.sendings", worker.sendings(), 1, 100_000),
        settings
            .about("how often it looks for work that nobody told it of")
            .duration("worker.poll", worker.poll(), least),
        settings
            .about("how long a conversation stays with a process that has died")
            .duration("worker.turn_lease", store.turnLease(), leastLease),
        settings
            .about("how long a message stays with a process that has died")
            .duration("worker.send_lease", store.sendLease(), leastLease),
        settings
            .about("how long to wait for the status of a message whose fate is unknown")
            .duration("worker.doubt", store.doubt(), Duration.ZERO),
        settings
            .about(
                "when hundreds of an organisation's conversations wait for longer than this, its next"
                    + " messages are answered 503, so that WhatsApp repeats them")
            .duration("worker.backlog", BACKLOG, leastLease));
  }

  /** The same in the words of the runtime. */
  public WorkerSettings settings() {
    return new WorkerSettings(turns, organizationTurns, sendings, poll);
  }

  /** The leases in the words of the store. */
  public StoreSettings store() {
    return new StoreSettings(turnLease, sendLease, doubt, organizationTurns);
  }
}
