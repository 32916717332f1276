package io.botflow.server.template;

import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Which business accounts' templates are to be read from the network, and when. Several servers
 * share the work: what is lent to one comes back when it does not end in time. Thread-safe.
 */
final class TemplateReads {
  /** Longer than the slowest list, so that two seldom read the same. */
  private static final Duration LEASE = Duration.ofMinutes(5);

  /** What no webhook told, or nobody heard, is found after this time. */
  private static final Duration INTERVAL = Duration.ofHours(6);

  private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
  private static final int MOST_DOUBLINGS = 9;

  private final Transactions transactions;

  TemplateReads(Databases databases) {
    this.transactions = databases.work();
  }

  /**
   * A business account whose turn it is.
   *
   * @param channel the number whose token reads the templates
   * @param asked what {@link #done} compares, so that a wish during the work is not lost
   */
  record Due(UUID organization, String businessAccount, UUID channel, int asked, int attempts) {}

  /** Lends the one that waited longest; empty where nothing is due. */
  Optional<Due> claim() {
    return transactions.outside(
        handle ->
            handle
                .createQuery(
                    """
                    update template_reads
                    set lent_until = clock_timestamp() + :lease * interval '1 second',
                      attempts = attempts + 1
                    where (org_id, business_account_id) = (
                      select org_id, business_account_id from template_reads
                      where due_at <= clock_timestamp() and lent_until <= clock_timestamp()
                      order by due_at limit 1 for update skip locked)
                    returning *
                    """)
                .bind("lease", LEASE.toSeconds())
                .map(
                    (row, context) ->
                        new Due(
                            row.getObject("org_id", UUID.class),
                            row.getString("business_account_id"),
                            row.getObject("channel_id", UUID.class),
                            row.getInt("asked"),
                            row.getInt("attempts")))
                .findOne());
  }

  /** The work is done until the next interval, or until now where it was asked for meanwhile. */
  void done(Due due) {
    end(due, INTERVAL, true);
  }

  /** The network could not be read; another try follows. */
  void later(Due due) {
    Duration wait =
        FIRST_WAIT.multipliedBy(1L << Math.clamp(due.attempts() - 1, 0, MOST_DOUBLINGS));
    end(due, wait.compareTo(INTERVAL) < 0 ? wait : INTERVAL, false);
  }

  private void end(Due due, Duration wait, boolean done) {
    transactions.in(
        due.organization(),
        handle ->
            handle
                .createUpdate(
                    """
                    update template_reads
                    set lent_until = '-infinity',
                      attempts = case when :done then 0 else attempts end,
                      due_at = clock_timestamp()
                        + case when asked = :asked then :wait else 0 end * interval '1 second'
                    where org_id = :org and business_account_id = :account
                    """)
                .bind("done", done)
                .bind("asked", due.asked())
                .bind("wait", wait.toSeconds())
                .bind("org", due.organization())
                .bind("account", due.businessAccount())
                .execute());
  }
}
