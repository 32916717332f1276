package io.botflow.server.secret;

import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals anew, with the newest key, what an older one sealed. Readers are not disturbed: old keys
 * still open, and a secret that somebody changes meanwhile is left to them.
 */
final class Resealing {
  private static final Logger LOG = LoggerFactory.getLogger(Resealing.class);
  private static final int AT_ONCE = 200;

  private final Transactions transactions;
  private final Secrets secrets;
  private final Set<SealedColumn> columns;

  private record Row(UUID organization, UUID key, String sealed) {}

  @Inject
  Resealing(Databases databases, Secrets secrets, Set<SealedColumn> columns) {
    this.transactions = databases.identity();
    this.secrets = secrets;
    this.columns = columns;
  }

  /** Goes through all columns once; how many secrets were sealed anew. */
  int work() {
    int done = 0;
    for (SealedColumn column : columns) {
      UUID after = Cell.PEOPLE;
      List<Row> rows;
      do {
        UUID start = after;
        rows = transactions.outside(handle -> rows(handle, column, start));
        for (Row row : rows) {
          after = row.key();
          done += isSealedAnew(column, row) ? 1 : 0;
        }
      } while (rows.size() == AT_ONCE);
    }
    if (done > 0) {
      LOG.info("{} secrets were sealed with the newest key", done);
    }
    return done;
  }

  private static List<Row> rows(Handle handle, SealedColumn column, UUID after) {
    return handle
        .createQuery(
            """
            select %s, %s, %s from %s where %s is not null and %s > :after order by %s limit :most
            """
                .formatted(
                    column.ofOrganizations() ? "org_id" : "null::uuid",
                    column.key(),
                    column.column(),
                    column.table(),
                    column.column(),
                    column.key(),
                    column.key()))
        .bind("after", after)
        .bind("most", AT_ONCE)
        .map(
            (row, context) ->
                new Row(
                    Objects.requireNonNullElse(row.getObject(1, UUID.class), Cell.PEOPLE),
                    row.getObject(2, UUID.class),
                    row.getString(3)))
        .list();
  }

  private boolean isSealedAnew(SealedColumn column, Row row) {
    if (secrets.isFresh(row.sealed())) {
      return false;
    }
    Cell cell = column.cell(row.organization(), row.key());
    String fresh;
    try {
      fresh = secrets.seal(cell, secrets.open(cell, row.sealed()));
    } catch (SecretUnreadable e) {
      // It was told; the others can be sealed.
      return false;
    }
    return transactions.outside(
            handle ->
                handle
                    .createUpdate(
                        "update %s set %s = :fresh where %s = :key and %s = :old"
                            .formatted(
                                column.table(), column.column(), column.key(), column.column()))
                    .bind("fresh", fresh)
                    .bind("key", row.key())
                    .bind("old", row.sealed())
                    .execute())
        == 1;
  }
}
