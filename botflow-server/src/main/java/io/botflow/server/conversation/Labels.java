package io.botflow.server.conversation;

import io.botflow.server.api.Call;
import io.botflow.server.api.Refusal;
import io.botflow.server.http.ErrorCode;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** An organisation's labels, and which conversations have them. */
final class Labels {
  /** Labels of one organisation: more are no help. */
  static final int MOST = 200;

  private final Transactions transactions;

  @Inject
  Labels(Databases databases) {
    this.transactions = databases.api();
  }

  List<LabelView> list(UUID organization) {
    return transactions.in(
        organization,
        handle ->
            handle
                .createQuery(
                    "select id, name, color from labels where org_id = :org order by lower(name)")
                .bind("org", organization)
                .map(
                    (row, context) ->
                        new LabelView(
                            row.getObject(1, UUID.class), row.getString(2), row.getString(3)))
                .list());
  }

  LabelView make(UUID organization, String name, String color) {
    LabelView label =
        new LabelView(UUID.randomUUID(), name.strip(), color.toLowerCase(Locale.ROOT));
    return transactions.in(
        organization,
        handle -> {
          int before =
              handle
                  .createQuery("select count(*) from labels where org_id = :org")
                  .bind("org", organization)
                  .mapTo(Integer.class)
                  .one();
          if (before >= MOST) {
            throw Refusal.of("/name", "would be more than " + MOST + " labels");
          }
          int made =
              handle
                  .createUpdate(
                      """
                      insert into labels (org_id, id, name, color) values (:org, :id, :name, :color)
                      on conflict (org_id, lower(name)) do nothing
                      """)
                  .bind("org", organization)
                  .bind("id", label.id())
                  .bind("name", label.name())
                  .bind("color", label.color())
                  .execute();
          expectFree(made);
          return label;
        });
  }

  LabelView change(Call call, UUID id, @Nullable String name, @Nullable String color) {
    UUID organization = call.organization();
    return transactions.in(
        organization,
        handle -> {
          LabelView before = read(handle, organization, id);
          call.expectSeen(before);
          LabelView after =
              new LabelView(
                  id,
                  name == null ? before.name() : name.strip(),
                  color == null ? before.color() : color.toLowerCase(Locale.ROOT));
          expectFree(
              handle
                  .createUpdate(
                      """
                      update labels set name = :name, color = :color
                      where org_id = :org and id = :id and not exists (select from labels o
                        where o.org_id = :org and o.id <> :id and lower(o.name) = lower(:name))
                      """)
                  .bind("org", organization)
                  .bind("id", id)
                  .bind("name", after.name())
                  .bind("color", after.color())
                  .execute());
          return after;
        });
  }

  private static void expectFree(int written) {
    if (written == 0) {
      throw new Refusal(ErrorCode.CONFLICT);
    }
  }

  private static LabelView read(Handle handle, UUID organization, UUID id) {
    return handle
        .createQuery("select name, color from labels where org_id = :org and id = :id for update")
        .bind("org", organization)
        .bind("id", id)
        .map((row, context) -> new LabelView(id, row.getString(1), row.getString(2)))
        .findOne()
        .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
  }

  void delete(UUID organization, UUID id) {
    int gone =
        transactions.in(
            organization,
            handle ->
                handle
                    .createUpdate("delete from labels where org_id = :org and id = :id")
                    .bind("org", organization)
                    .bind("id", id)
                    .execute());
    if (gone == 0) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
  }

  /**
   * Gives a conversation these labels and takes all others away.
   *
   * @throws Refusal where one of them is not the organisation's
   */
  static void set(Handle handle, UUID organization, UUID conversation, List<UUID> labels) {
    List<UUID> distinct = labels.stream().distinct().toList();
    handle
        .createUpdate(
            """
            delete from conversation_labels where org_id = :org and conversation_id = :id
              and not label_id = any(:labels)
            """)
        .bind("org", organization)
        .bind("id", conversation)
        .bindArray("labels", UUID.class, distinct)
        .execute();
    add(handle, organization, conversation, distinct);
  }

  /** Gives a conversation these labels as well. */
  static void add(Handle handle, UUID organization, UUID conversation, List<UUID> labels) {
    List<UUID> distinct = labels.stream().distinct().toList();
    int known =
        handle
            .createQuery("select count(*) from labels where org_id = :org and id = any(:labels)")
            .bind("org", organization)
            .bindArray("labels", UUID.class, distinct)
            .mapTo(Integer.class)
            .one();
    if (known < distinct.size()) {
      throw Refusal.of("/labels", "has a label that does not exist");
    }
    handle
        .createUpdate(
            """
            insert into conversation_labels (org_id, conversation_id, label_id)
            select :org, :id, l from unnest(:labels) as l on conflict do nothing
            """)
        .bind("org", organization)
        .bind("id", conversation)
        .bindArray("labels", UUID.class, distinct)
        .execute();
  }
}
