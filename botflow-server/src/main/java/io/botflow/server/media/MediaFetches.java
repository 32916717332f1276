package io.botflow.server.media;

import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import io.botflow.whatsapp.media.InboundMediaResult;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Media that are to be fetched. Several servers share the work: what is lent to one comes back when
 * it does not end in time, and who comes too late changes nothing. Thread-safe.
 */
final class MediaFetches {
  /** Longer than the slowest transfer and scan. */
  private static final Duration LEASE = Duration.ofMinutes(15);

  private final Transactions transactions;

  MediaFetches(Databases databases) {
    this.transactions = databases.work();
  }

  /** What is lent: whose it is, and the number of the attempt. */
  record Lent(UUID organization, UUID id, UUID channel, int attempts) {}

  /** What is known of a medium before it is fetched. */
  record Wanted(
      String sourceId, @Nullable String sha256, @Nullable String filename, Instant receivedAt) {}

  /** Lends the one that waited longest; empty where nothing is due. */
  Optional<Lent> claim() {
    return transactions.outside(
        handle ->
            handle
                .createQuery(
                    """
                    update media_fetches
                    set lent_until = clock_timestamp() + :lease * interval '1 second',
                      attempts = attempts + 1
                    where (org_id, id) = (
                      select org_id, id from media_fetches
                      where due_at <= clock_timestamp() and lent_until <= clock_timestamp()
                      order by due_at limit 1 for update skip locked)
                    returning org_id, id, channel_id, attempts
                    """)
                .bind("lease", LEASE.toSeconds())
                .map(
                    (row, context) ->
                        new Lent(
                            row.getObject("org_id", UUID.class),
                            row.getObject("id", UUID.class),
                            row.getObject("channel_id", UUID.class),
                            row.getInt("attempts")))
                .findOne());
  }

  /** What is to be fetched; empty where it is gone. */
  Optional<Wanted> read(Lent lent) {
    return transactions.in(
        lent.organization(),
        handle ->
            handle
                .createQuery(
                    """
                    select source_id, sha256, filename, received_at from inbound_media
                    where org_id = :org and id = :id
                    """)
                .bind("org", lent.organization())
                .bind("id", lent.id())
                .map(
                    (row, context) ->
                        new Wanted(
                            row.getString("source_id"),
                            row.getString("sha256"),
                            row.getString("filename"),
                            row.getObject("received_at", OffsetDateTime.class).toInstant()))
                .findOne());
  }

  /** It is in the storage. */
  void stored(Lent lent, InboundMediaResult.Stored stored) {
    end(
        lent,
        new End(
            "stored",
            stored.key().name(),
            stored.mimeType(),
            stored.size(),
            stored.filename(),
            null));
  }

  /** It will not come; {@code state} is infected or unavailable. */
  void failed(Lent lent, String state, String why) {
    end(lent, new End(state, null, null, null, null, why));
  }

  /** It did not come for now. */
  void later(Lent lent, Duration wait) {
    transactions.in(
        lent.organization(),
        handle ->
            handle
                .createUpdate(
                    """
                    update media_fetches
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

  private record End(
      String state,
      @Nullable String name,
      @Nullable String mimeType,
      @Nullable Long size,
      @Nullable String filename,
      @Nullable String why) {}

  private void end(Lent lent, End end) {
    transactions.in(lent.organization(), handle -> end(handle, lent, end));
  }

  private static int end(Handle handle, Lent lent, End end) {
    return handle
        .createUpdate(
            """
            with mine as (
              delete from media_fetches
              where org_id = :org and id = :id and attempts = :attempts
              returning id)
            update inbound_media m
            set state = :state, storage_name = :name, mime_type = :type, size = :size,
              filename = coalesce(:filename, filename), why = :why, updated_at = clock_timestamp()
            from mine where m.org_id = :org and m.id = mine.id
            """)
        .bind("org", lent.organization())
        .bind("id", lent.id())
        .bind("attempts", lent.attempts())
        .bind("state", end.state())
        .bind("name", end.name())
        .bind("type", end.mimeType())
        .bind("size", end.size())
        .bind("filename", end.filename())
        .bind("why", end.why())
        .execute();
  }
}
