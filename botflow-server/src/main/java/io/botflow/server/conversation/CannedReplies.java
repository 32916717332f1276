package io.botflow.server.conversation;

import io.botflow.server.api.Call;
import io.botflow.server.api.Refusal;
import io.botflow.server.http.ErrorCode;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Texts that people use again and again, found by a short code. */
final class CannedReplies {
  static final int MOST = 500;

  private final Transactions transactions;

  /**
   * A text.
   *
   * @param text may have placeholders such as {@code {{ contact.name }}}, which the page fills in
   */
  record CannedReplyView(UUID id, String shortCode, String text) {}

  @Inject
  CannedReplies(Databases databases) {
    this.transactions = databases.api();
  }

  List<CannedReplyView> list(UUID organization) {
    return transactions.in(
        organization,
        handle ->
            handle
                .createQuery(
                    """
                    select id, short_code, text from canned_replies where org_id = :org
                    order by short_code
                    """)
                .bind("org", organization)
                .map(
                    (row, context) ->
                        new CannedReplyView(
                            Objects.requireNonNull(row.getObject(1, UUID.class)),
                            row.getString(2),
                            row.getString(3)))
                .list());
  }

  CannedReplyView make(UUID organization, String code, String text) {
    CannedReplyView reply = new CannedReplyView(UUID.randomUUID(), code, text);
    return transactions.in(
        organization,
        handle -> {
          int before =
              handle
                  .createQuery("select count(*) from canned_replies where org_id = :org")
                  .bind("org", organization)
                  .mapTo(Integer.class)
                  .one();
          if (before >= MOST) {
            throw Refusal.of("/shortCode", "would be more than " + MOST + " canned replies");
          }
          int made =
              handle
                  .createUpdate(
                      """
                      insert into canned_replies (org_id, id, short_code, text)
                      values (:org, :id, :code, :text) on conflict (org_id, short_code) do nothing
                      """)
                  .bind("org", organization)
                  .bind("id", reply.id())
                  .bind("code", code)
                  .bind("text", text)
                  .execute();
          return expectFree(made, reply);
        });
  }

  CannedReplyView change(Call call, UUID id, @Nullable String code, @Nullable String text) {
    UUID organization = call.organization();
    return transactions.in(
        organization,
        handle -> {
          CannedReplyView before = read(handle, organization, id);
          call.expectSeen(before);
          CannedReplyView after =
              new CannedReplyView(
                  id,
                  code == null ? before.shortCode() : code,
                  text == null ? before.text() : text);
          int written =
              handle
                  .createUpdate(
                      """
                      update canned_replies set short_code = :code, text = :text, updated_at = now()
                      where org_id = :org and id = :id and not exists (select from canned_replies o
                        where o.org_id = :org and o.id <> :id and o.short_code = :code)
                      """)
                  .bind("org", organization)
                  .bind("id", id)
                  .bind("code", after.shortCode())
                  .bind("text", after.text())
                  .execute();
          return expectFree(written, after);
        });
  }

  private static CannedReplyView expectFree(int written, CannedReplyView reply) {
    if (written == 0) {
      throw new Refusal(ErrorCode.CONFLICT);
    }
    return reply;
  }

  private static CannedReplyView read(Handle handle, UUID organization, UUID id) {
    return handle
        .createQuery(
            """
            select short_code, text from canned_replies
            where org_id = :org and id = :id for update
            """)
        .bind("org", organization)
        .bind("id", id)
        .map((row, context) -> new CannedReplyView(id, row.getString(1), row.getString(2)))
        .findOne()
        .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
  }

  void delete(UUID organization, UUID id) {
    int gone =
        transactions.in(
            organization,
            handle ->
                handle
                    .createUpdate("delete from canned_replies where org_id = :org and id = :id")
                    .bind("org", organization)
                    .bind("id", id)
                    .execute());
    if (gone == 0) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
  }
}
