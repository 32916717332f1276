package io.botflow.server.webhook;

import io.botflow.server.config.WorkerConfig;
import io.botflow.server.job.Job;
import io.botflow.server.job.Poller;
import io.botflow.store.jdbc.Backlogs;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whose messages wait for too long already, so that their next ones are refused and repeated
 * by the network; looks again every second. Another organisation's are taken meanwhile.
 */
final class Overload implements Job {
  private static final Logger LOG = LoggerFactory.getLogger(Overload.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** So many late conversations are a matter of load and not of their own. */
  private static final int DEPTH = 200;

  private final Backlogs backlogs;
  private final Duration patience;
  private final Poller poller;
  private volatile Set<UUID> behind = Set.of();

  @Inject
  Overload(Backlogs backlogs, WorkerConfig worker) {
    this.backlogs = backlogs;
    this.patience = worker.backlog();
    this.poller = new Poller("botflow-overload", PAUSE, this::look);
  }

  /** Whether to take no more messages of this organisation for now. */
  boolean of(UUID organization) {
    return behind.contains(organization);
  }

  private boolean look() {
    Set<UUID> found = backlogs.behind(patience, DEPTH);
    for (UUID organization : found) {
      if (!behind.contains(organization)) {
        LOG.warn(
            "Messages of organisation {} wait for more than {}: its next ones are refused, so that"
                + " WhatsApp repeats them, until those are answered",
            organization,
            patience);
      }
    }
    behind = found;
    return false;
  }

  @Override
  public void start() {
    poller.start();
  }

  @Override
  public void stop() {
    poller.stop();
  }
}
