package io.botflow.server.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.botflow.server.api.Call;
import io.botflow.server.api.Caller;
import io.botflow.server.api.Cursor;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What was done in an organisation, by whom, when and from where. The database takes new entries
 * only. An entry is written in the transaction of what it tells: neither is there without the
 * other.
 */
public final class AuditLog {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Transactions transactions;

  @Inject
  AuditLog(Databases databases) {
    this.transactions = databases.api();
  }

  /**
   * Writes an entry.
   *
   * @param organization in whose log; the transaction has named it
   * @param action such as {@code member.removed}
   * @param target what it was done to, as an id or a name; null where that is the organisation
   * @param details short and without secrets
   */
  public void write(
      Handle handle,
      UUID organization,
      Call call,
      String action,
      @Nullable Object target,
      Map<String, String> details) {
    UUID actor = null;
    String kind = "system";
    String name = "";
    switch (call.caller()) {
      case Caller.Nobody ignored -> {}
      case Caller.Person person -> {
        kind = "person";
        actor = person.id();
        name = person.email();
      }
      case Caller.Program program -> {
        kind = "key";
        actor = program.key();
        name = program.name();
      }
    }
    insert(
        handle,
        organization,
        new Actor(kind, actor, name, call.origin().address(), call.origin().program()),
        action,
        target,
        details);
  }

  /** As {@link #write}, for what the server does by itself. */
  public void writeOwn(
      Handle handle,
      UUID organization,
      String action,
      @Nullable Object target,
      Map<String, String> details) {
    insert(handle, organization, new Actor("system", null, "", "", ""), action, target, details);
  }

  private record Actor(
      String kind, @Nullable UUID id, String name, String address, String program) {}

  private static void insert(
      Handle handle,
      UUID organization,
      Actor actor,
      String action,
      @Nullable Object target,
      Map<String, String> details) {
    handle
        .createUpdate(
            """
            insert into audit_log (org_id, id, actor_kind, actor_id, actor_name, action, target,
              address, program, details)
            values (:org, :id, :kind, :actor::uuid, :name, :action, :target, :address, :program,
              :details::jsonb)
            """)
        .bind("org", organization)
        .bind("id", UUID.randomUUID())
        .bind("kind", actor.kind())
        .bind("actor", actor.id())
        .bind("name", actor.name())
        .bind("action", action)
        .bind("target", target == null ? null : target.toString())
        .bind("address", actor.address())
        .bind("program", actor.program())
        .bind("details", JSON.valueToTree(details).toString())
        .execute();
  }

  /**
   * Which entries are wanted.
   *
   * @param action one action, {@code member.removed}, or all about a thing, {@code member}; null
   *     for all
   * @param actor who did it, as a person's or key's id; null for anybody
   */
  record Filter(@Nullable String action, @Nullable UUID actor) {}

  /** The entries of an organisation, the newest first. */
  List<AuditEntry> list(UUID organization, Filter filter, Cursor cursor, int most) {
    Cursor.Place after = cursor.after();
    return transactions.in(
        organization,
        handle ->
            handle
                .createQuery(
                    """
                    select id, at, actor_kind, actor_id, actor_name, action, target, address, program,
                      details::text as details
                    from audit_log
                    where org_id = :org and (:at::timestamptz is null or (at, id) < (:at::timestamptz, :id::uuid))
                      and (:action::text is null or action = :action or action like :action || '.%')
                      and (:actor::uuid is null or actor_id = :actor::uuid)
                    order by at desc, id desc limit :most
                    """)
                .bind("org", organization)
                .bind("at", after == null ? null : after.at().atOffset(ZoneOffset.UTC))
                .bind("id", after == null ? null : after.id())
                .bind("action", filter.action())
                .bind("actor", filter.actor())
                .bind("most", most)
                .map((row, context) -> entry(row))
                .list());
  }

  private static AuditEntry entry(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getObject("id", UUID.class),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getString("actor_kind"),
        row.getObject("actor_id", UUID.class),
        row.getString("actor_name"),
        row.getString("action"),
        row.getString("target"),
        row.getString("address"),
        row.getString("program"),
        json(row.getString("details")));
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database holds no JSON", e);
    }
  }
}
