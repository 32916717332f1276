package io.botflow.server.conversation;

import io.botflow.server.api.Refusal;
import io.botflow.server.http.ErrorCode;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Lists of conversations that an organisation's people keep under a name. */
final class SavedViews {
  static final int MOST = 50;

  private final Transactions transactions;

  @Inject
  SavedViews(Databases databases) {
    this.transactions = databases.api();
  }

  /**
   * A list under a name.
   *
   * @param query the parameters of {@code GET /api/conversations}, as in an address
   */
  record SavedView(UUID id, String name, String query) {}

  List<SavedView> list(UUID organization) {
    return transactions.in(
        organization,
        handle ->
            handle
                .createQuery(
                    """
                    select id, name, query from saved_views where org_id = :org
                    order by lower(name), id
                    """)
                .bind("org", organization)
                .map(
                    (row, context) ->
                        new SavedView(
                            Objects.requireNonNull(row.getObject(1, UUID.class)),
                            row.getString(2),
                            row.getString(3)))
                .list());
  }

  /** Keeps a list; one of the same name is replaced. */
  SavedView keep(UUID organization, String name, String query) {
    return transactions.in(
        organization,
        handle -> {
          delete(handle, organization, name);
          int before =
              handle
                  .createQuery("select count(*) from saved_views where org_id = :org")
                  .bind("org", organization)
                  .mapTo(Integer.class)
                  .one();
          if (before >= MOST) {
            throw Refusal.of("/name", "would be more than " + MOST + " views");
          }
          SavedView view = new SavedView(UUID.randomUUID(), name, query);
          int made =
              handle
                  .createUpdate(
                      """
                      insert into saved_views (org_id, id, name, query)
                      values (:org, :id, :name, :query)
                      on conflict (org_id, lower(name)) do nothing
                      """)
                  .bind("org", organization)
                  .bind("id", view.id())
                  .bind("name", name)
                  .bind("query", query)
                  .execute();
          if (made == 0) {
            // Somebody else kept one under this name at the same time.
            throw new Refusal(ErrorCode.CONFLICT);
          }
          return view;
        });
  }

  private static void delete(Handle handle, UUID organization, String name) {
    handle
        .createUpdate("delete from saved_views where org_id = :org and lower(name) = lower(:name)")
        .bind("org", organization)
        .bind("name", name)
        .execute();
  }

  void delete(UUID organization, UUID id) {
    int gone =
        transactions.in(
            organization,
            handle ->
                handle
                    .createUpdate("delete from saved_views where org_id = :org and id = :id")
                    .bind("org", organization)
                    .bind("id", id)
                    .execute());
    if (gone == 0) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
  }
}
