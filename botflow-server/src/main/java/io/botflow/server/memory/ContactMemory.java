package io.botflow.server.memory;

import io.botflow.server.api.Call;
import io.botflow.server.api.Refusal;
import io.botflow.server.audit.AuditLog;
import io.botflow.server.http.ErrorCode;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What an organisation's people see and change of what is remembered of customers. Thread-safe. */
final class ContactMemory {
  /** Most facts of a customer; of those that a model wrote, the oldest makes room. */
  static final int MOST = 40;

  private static final String FACTS =
      "select * from contact_facts where contact_id = :contact and org_id = :org";

  private final Transactions api;
  private final AuditLog audit;

  @Inject
  ContactMemory(Databases databases, AuditLog audit) {
    this.api = databases.api();
    this.audit = audit;
  }

  /** What a conversation was about. */
  record SummaryView(UUID conversationId, String summary, Instant madeAt) {}

  /** All that is remembered of a customer. */
  record MemoryView(List<FactView> facts, List<SummaryView> summaries) {
    MemoryView {
      facts = List.copyOf(facts);
      summaries = List.copyOf(summaries);
    }
  }

  MemoryView of(UUID organization, UUID contact) {
    return api.in(
        organization,
        handle -> {
          expectContact(handle, organization, contact);
          return new MemoryView(
              facts(handle, organization, contact), summaries(handle, organization, contact));
        });
  }

  private static List<FactView> facts(Handle handle, UUID organization, UUID contact) {
    return handle
        .createQuery(FACTS + " order by updated_at desc, id")
        .bind("contact", contact)
        .bind("org", organization)
        .map((row, context) -> fact(row))
        .list();
  }

  private static List<SummaryView> summaries(Handle handle, UUID organization, UUID contact) {
    return handle
        .createQuery(
            """
            select conversation_id, summary, made_at from conversation_summaries
            where contact_id = :contact and org_id = :org and summary <> ''
            order by made_at desc, conversation_id limit 100
            """)
        .bind("contact", contact)
        .bind("org", organization)
        .map(
            (row, context) ->
                new SummaryView(
                    Objects.requireNonNull(row.getObject("conversation_id", UUID.class)),
                    row.getString("summary"),
                    Objects.requireNonNull(instant(row, "made_at"))))
        .list();
  }

  FactView note(Call call, UUID contact, MemoryRoutes.NewFact fact) {
    UUID organization = call.organization();
    return api.in(
        organization,
        handle -> {
          expectContact(handle, organization, contact);
          int known =
              handle
                  .createQuery(
                      "select count(*) from contact_facts where contact_id = :contact and org_id = :org")
                  .bind("contact", contact)
                  .bind("org", organization)
                  .mapTo(Integer.class)
                  .one();
          if (known >= MOST) {
            throw Refusal.of("/name", "is one too many: " + MOST + " facts of a customer are kept");
          }
          UUID id = UUID.randomUUID();
          int made =
              handle
                  .createUpdate(
                      """
                      insert into contact_facts (org_id, id, contact_id, kind, name, value, source)
                      values (:org, :id, :contact, :kind, :name, :value, 'person')
                      on conflict do nothing
                      """)
                  .bind("org", organization)
                  .bind("id", id)
                  .bind("contact", contact)
                  .bind("kind", fact.kindName())
                  .bind("name", fact.name())
                  .bind("value", fact.value())
                  .execute();
          if (made == 0) {
            throw new Refusal(ErrorCode.CONFLICT);
          }
          return one(handle, organization, contact, id, "");
        });
  }

  FactView one(UUID organization, UUID contact, UUID id) {
    return api.in(organization, handle -> one(handle, organization, contact, id, ""));
  }

  /** What a person wrote stays as it is when a model reads another conversation. */
  FactView change(Call call, UUID contact, UUID id, MemoryRoutes.FactChange change) {
    UUID organization = call.organization();
    return api.in(
        organization,
        handle -> {
          call.expectSeen(one(handle, organization, contact, id, " for update"));
          handle
              .createUpdate(
                  """
                  update contact_facts set value = :value, kind = coalesce(:kind, kind),
                    source = 'person', updated_at = now()
                  where org_id = :org and id = :id and contact_id = :contact
                  """)
              .bind("value", change.value())
              .bind("kind", change.kind())
              .bind("org", organization)
              .bind("id", id)
              .bind("contact", contact)
              .execute();
          return one(handle, organization, contact, id, "");
        });
  }

  void forget(UUID organization, UUID contact, UUID id) {
    int gone =
        api.in(
            organization,
            handle ->
                handle
                    .createUpdate(
                        """
                        delete from contact_facts
                        where org_id = :org and id = :id and contact_id = :contact
                        """)
                    .bind("org", organization)
                    .bind("id", id)
                    .bind("contact", contact)
                    .execute());
    if (gone == 0) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
  }

  /** All of it. How far conversations were read stays, so that none of it comes back. */
  void forgetAll(Call call, UUID contact) {
    UUID organization = call.organization();
    api.<Boolean>in(
        organization,
        handle -> {
          expectContact(handle, organization, contact);
          handle
              .createUpdate(
                  "delete from contact_facts where contact_id = :contact and org_id = :org")
              .bind("contact", contact)
              .bind("org", organization)
              .execute();
          handle
              .createUpdate(
                  """
                  update conversation_summaries set summary = ''
                  where contact_id = :contact and org_id = :org
                  """)
              .bind("contact", contact)
              .bind("org", organization)
              .execute();
          audit.write(handle, organization, call, "contact.memory_erased", contact, Map.of());
          return true;
        });
  }

  boolean learns(UUID organization) {
    return api.in(
        organization,
        handle ->
            handle
                .createQuery("select learns from contact_memory_settings where org_id = :org")
                .bind("org", organization)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false));
  }

  void learn(Call call, boolean learns) {
    UUID organization = call.organization();
    api.<Boolean>in(
        organization,
        handle -> {
          handle
              .createUpdate(
                  """
                  insert into contact_memory_settings (org_id, learns) values (:org, :learns)
                  on conflict (org_id) do update set learns = :learns, updated_at = now()
                  """)
              .bind("org", organization)
              .bind("learns", learns)
              .execute();
          audit.write(
              handle,
              organization,
              call,
              "contact_memory.changed",
              organization,
              Map.of("learns", Boolean.toString(learns)));
          return true;
        });
  }

  private static void expectContact(Handle handle, UUID organization, UUID contact) {
    boolean there =
        handle
            .createQuery("select exists (select from contacts where org_id = :org and id = :id)")
            .bind("org", organization)
            .bind("id", contact)
            .mapTo(Boolean.class)
            .one();
    if (!there) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
  }

  private static FactView one(
      Handle handle, UUID organization, UUID contact, UUID id, String lock) {
    return handle
        .createQuery(FACTS + " and id = :id" + lock)
        .bind("contact", contact)
        .bind("org", organization)
        .bind("id", id)
        .map((row, context) -> fact(row))
        .findOne()
        .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
  }

  private static FactView fact(ResultSet row) throws SQLException {
    return new FactView(
        Objects.requireNonNull(row.getObject("id", UUID.class)),
        row.getString("kind"),
        row.getString("name"),
        row.getString("value"),
        row.getString("source"),
        row.getObject("conversation_id", UUID.class),
        row.getObject("message_id", UUID.class),
        instant(row, "said_at"),
        Objects.requireNonNull(instant(row, "updated_at")));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
