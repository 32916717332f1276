package io.botflow.server.contact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.botflow.server.api.Call;
import io.botflow.server.api.Cursor;
import io.botflow.server.api.Page;
import io.botflow.server.api.Refusal;
import io.botflow.server.http.ErrorCode;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What an organisation knows of its customers. */
final class Contacts {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String SELECT =
      """
      select id, channel_id, name, profile_name, phone, username, language, zone, fields, tags,
        opted_in, opted_out, created_at
      from contacts where org_id = :org
      """;

  private final Transactions transactions;

  @Inject
  Contacts(Databases databases) {
    this.transactions = databases.api();
  }

  /** The newest first; those whose name, number or name at the channel has the words, if any. */
  Page<ContactView> list(
      UUID organization, @Nullable String search, @Nullable String tag, Cursor cursor) {
    Cursor.Place after = cursor.after();
    String where = after == null ? "" : " and (created_at, id) < (:at, :after)";
    String searched =
        search == null
            ? ""
            : " and concat_ws(' ', name, profile_name, phone, username) ilike :search";
    String tagged = tag == null ? "" : " and :tag = any(tags)";
    return transactions.in(
        organization,
        handle -> {
          var query =
              handle
                  .createQuery(
                      SELECT
                          // As the index says it, which is for lists alone.
                          + " and created_at > '-infinity'"
                          + where
                          + searched
                          + tagged
                          + " order by created_at desc, id desc limit :most")
                  .bind("org", organization)
                  .bind("most", cursor.limit() + 1);
          if (after != null) {
            query.bind("at", after.at().atOffset(ZoneOffset.UTC)).bind("after", after.id());
          }
          if (search != null) {
            String quoted = search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
            query.bind("search", "%" + quoted + "%");
          }
          if (tag != null) {
            query.bind("tag", tag);
          }
          return Page.of(
              query.map((row, context) -> view(row)).list(),
              cursor.limit(),
              contact -> new Cursor.Place(contact.createdAt(), contact.id()));
        });
  }

  ContactView one(UUID organization, UUID id) {
    return transactions.in(organization, handle -> one(handle, organization, id, ""));
  }

  static ContactView one(Handle handle, UUID organization, UUID id, String lock) {
    return handle
        .createQuery(SELECT + " and id = :id" + lock)
        .bind("org", organization)
        .bind("id", id)
        .map((row, context) -> view(row))
        .findOne()
        .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
  }

  /** Somebody who has not written yet. */
  ContactView make(UUID organization, UUID channel, String phone, ContactChange known) {
    UUID id = UUID.randomUUID();
    return transactions.in(
        organization,
        handle -> {
          boolean ours =
              handle
                  .createQuery(
                      "select exists (select from channels where org_id = :org and id = :id)")
                  .bind("org", organization)
                  .bind("id", channel)
                  .mapTo(Boolean.class)
                  .one();
          if (!ours) {
            throw Refusal.of("/channelId", "is no account of this organisation");
          }
          int made =
              handle
                  .createUpdate(
                      """
                      insert into contacts (org_id, id, channel_id, phone)
                      values (:org, :id, :channel, :phone) on conflict do nothing
                      """)
                  .bind("org", organization)
                  .bind("id", id)
                  .bind("channel", channel)
                  .bind("phone", phone)
                  .execute();
          if (made == 0) {
            throw new Refusal(ErrorCode.CONFLICT);
          }
          return change(handle, organization, one(handle, organization, id, ""), known);
        });
  }

  ContactView change(Call call, UUID id, ContactChange change) {
    UUID organization = call.organization();
    return transactions.in(
        organization,
        handle -> {
          ContactView before = one(handle, organization, id, " for no key update");
          call.expectSeen(before);
          return change(handle, organization, before, change);
        });
  }

  private static ContactView change(
      Handle handle, UUID organization, ContactView before, ContactChange change) {
    ObjectNode fields = ((ObjectNode) before.fields()).deepCopy();
    if (change.fields() != null) {
      change
          .fields()
          .forEach(
              (name, value) -> {
                if (value == null || value.isNull()) {
                  fields.remove(name);
                } else {
                  fields.set(name, value);
                }
              });
    }
    List<String> tags = change.tags() == null ? before.tags() : change.tags();
    handle
        .createUpdate(
            """
            update contacts set name = coalesce(:name, name), language = coalesce(:language, language),
              zone = coalesce(:zone, zone), fields = :fields::json, tags = :tags, updated_at = now()
            where org_id = :org and id = :id
            """)
        .bind("org", organization)
        .bind("id", before.id())
        .bind("name", change.name())
        .bind("language", change.language())
        .bind("zone", change.zone())
        .bind("fields", fields.toString())
        .bindArray("tags", String.class, tags.stream().distinct().toList())
        .execute();
    return one(handle, organization, before.id(), "");
  }

  private static ContactView view(ResultSet row) throws SQLException {
    return new ContactView(
        Objects.requireNonNull(row.getObject("id", UUID.class)),
        Objects.requireNonNull(row.getObject("channel_id", UUID.class)),
        row.getString("name"),
        row.getString("profile_name"),
        row.getString("phone"),
        row.getString("username"),
        row.getString("language"),
        row.getString("zone"),
        json(row.getString("fields")),
        Arrays.asList((String[]) row.getArray("tags").getArray()),
        row.getBoolean("opted_in"),
        row.getBoolean("opted_out"),
        Objects.requireNonNull(row.getObject("created_at", OffsetDateTime.class)).toInstant());
  }

  static JsonNode json(String stored) {
    try {
      return JSON.readTree(stored);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database holds no JSON", e);
    }
  }
}
