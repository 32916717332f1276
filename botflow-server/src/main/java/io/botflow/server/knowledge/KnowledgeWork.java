package io.botflow.server.knowledge;

import io.botflow.store.jdbc.Transactions;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * What servers have to do for knowledge. Several share it: what is lent to one comes back when it
 * does not end in time, and who comes too late changes nothing. Thread-safe.
 */
final class KnowledgeWork {
  /** Longer than reading a document may take, and than a page of a website and the next. */
  private static final Duration LEASE = Duration.ofMinutes(10);

  private final Transactions transactions;

  KnowledgeWork(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * What is lent.
   *
   * @param id a source's, or the organisation's own for embedding
   */
  record Lent(UUID organization, UUID id, int attempts) {
    boolean isEmbedding() {
      return id.equals(organization);
    }
  }

  /** Asks for something to be done; where it is under way already, once more. */
  static void ask(Handle handle, UUID organization, UUID id) {
    handle
        .createUpdate(
            """
            insert into knowledge_work (org_id, id) values (:org, :id)
            on conflict (org_id, id) do update
              set due_at = now(), lent_until = '-infinity', attempts = knowledge_work.attempts + 1
            """)
        .bind("org", organization)
        .bind("id", id)
        .execute();
  }

  /** Asks for something that is not asked for yet; where it is, everything stays as it is. */
  static void askOnce(Handle handle, UUID organization, UUID id) {
    handle
        .createUpdate(
            "insert into knowledge_work (org_id, id) values (:org, :id) on conflict do nothing")
        .bind("org", organization)
        .bind("id", id)
        .execute();
  }

  /** Tells everybody that what they keep of an organisation's knowledge is old. */
  static void changed(Handle handle, UUID organization) {
    handle
        .createUpdate(
            """
            insert into knowledge_versions (org_id) values (:org)
            on conflict (org_id) do update set version = knowledge_versions.version + 1
            """)
        .bind("org", organization)
        .execute();
  }

  /**
   * Lends what waited longest; empty where nothing is due.
   *
   * @param embedding whether articles are to be embedded, else a source to be read
   */
  Optional<Lent> claim(boolean embedding) {
    return transactions.outside(
        handle ->
            handle
                .createQuery(
                    """
                    update knowledge_work
                    set lent_until = clock_timestamp() + :lease * interval '1 second',
                      attempts = attempts + 1
                    where (org_id, id) = (
                      select org_id, id from knowledge_work
                      where due_at <= clock_timestamp() and lent_until <= clock_timestamp()
                        and (id = org_id) = :embedding
                      order by due_at limit 1 for update skip locked)
                    returning org_id, id, attempts
                    """)
                .bind("lease", LEASE.toSeconds())
                .bind("embedding", embedding)
                .map(
                    (row, context) ->
                        new Lent(
                            row.getObject("org_id", UUID.class),
                            row.getObject("id", UUID.class),
                            row.getInt("attempts")))
                .findOne());
  }

  /** Keeps it for as long again; false where it was asked for once more or lent to another. */
  boolean renew(Lent lent) {
    return transactions.in(
        lent.organization(),
        handle ->
            handle
                    .createUpdate(
                        """
                        update knowledge_work
                        set lent_until = clock_timestamp() + :lease * interval '1 second'
                        where org_id = :org and id = :id and attempts = :attempts
                        """)
                    .bind("lease", LEASE.toSeconds())
                    .bind("org", lent.organization())
                    .bind("id", lent.id())
                    .bind("attempts", lent.attempts())
                    .execute()
                > 0);
  }

  /** It is done; false where it was asked for once more or lent to another meanwhile. */
  static boolean end(Handle handle, Lent lent) {
    return handle
            .createUpdate(
                """
                delete from knowledge_work
                where org_id = :org and id = :id and attempts = :attempts
                """)
            .bind("org", lent.organization())
            .bind("id", lent.id())
            .bind("attempts", lent.attempts())
            .execute()
        > 0;
  }

  /** It did not go for now. */
  void later(Lent lent, Duration wait) {
    transactions.in(
        lent.organization(),
        handle ->
            handle
                .createUpdate(
                    """
                    update knowledge_work
                    set lent_until = '-infinity',
                      due_at = clock_timestamp() + :wait * interval '1 second'
                    where org_id = :org and id = :id and attempts = :attempts
                    """)
                .bind("wait", wait.toSeconds())
                .bind("org", lent.organization())
                .bind("id", lent.id())
                .bind("attempts", lent.attempts())
                .execute());
  }
}
