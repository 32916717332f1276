package io.botflow.server.account;

import io.botflow.server.secret.SealedColumn;
import io.botflow.server.secret.Secrets;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Sealing;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Seals at a start what a version before, or another program, left plain in the database. */
public final class PlainSecrets {
  private static final Logger LOG = LoggerFactory.getLogger(PlainSecrets.class);
  static final List<SealedColumn> COLUMNS =
      List.of(
          new SealedColumn("whatsapp_accounts", "access_token", "id", true),
          new SealedColumn("whatsapp_accounts", "app_secret", "id", true),
          new SealedColumn("whatsapp_accounts", "webhook_verify_token", "id", true),
          new SealedColumn("webchat_channels", "secret", "id", true));
  private static final int AT_ONCE = 100;

  private final Transactions transactions;
  private final AccountSecrets sealing;

  private record Row(UUID organization, UUID id, String plain) {}

  @Inject
  PlainSecrets(Databases databases, AccountSecrets sealing) {
    this.transactions = databases.identity();
    this.sealing = sealing;
  }

  /** Seals them; several servers may do it at once. */
  public void seal() {
    int sealed = 0;
    for (SealedColumn column : COLUMNS) {
      int now;
      do {
        now = transactions.outside(handle -> seal(handle, column));
        sealed += now;
      } while (now == AT_ONCE);
    }
    if (sealed > 0) {
      LOG.info("{} secrets of accounts were plain in the database and are sealed now", sealed);
    }
  }

  private int seal(Handle handle, SealedColumn place) {
    String column = place.column();
    List<Row> rows =
        handle
            .createQuery(
                """
                select org_id, id, %s from %s
                where %s is not null and %s <> '' and not starts_with(%s, :mark)
                order by org_id, id limit :most for update
                """
                    .formatted(column, place.table(), column, column, column))
            .bind("mark", Secrets.MARK)
            .bind("most", AT_ONCE)
            .map(
                (row, context) ->
                    new Row(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getString(3)))
            .list();
    for (Row row : rows) {
      String fresh =
          sealing.seal(
              new Sealing.Place(row.organization(), place.table(), column, row.id()), row.plain());
      handle
          .createUpdate(
              "update %s set %s = :fresh where org_id = :org and id = :id"
                  .formatted(place.table(), column))
          .bind("fresh", fresh)
          .bind("org", row.organization())
          .bind("id", row.id())
          .execute();
    }
    return rows.size();
  }
}
