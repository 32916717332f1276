package io.botflow.server.knowledge;

import io.botflow.server.api.Call;
import io.botflow.server.api.Cursor;
import io.botflow.server.api.Page;
import io.botflow.server.api.Refusal;
import io.botflow.server.audit.AuditLog;
import io.botflow.server.http.ErrorCode;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Where the articles of organisations come from by themselves. Thread-safe. */
final class Sources {
  /** Most of an organisation. */
  static final int MOST = 200;

  private final Transactions api;
  private final AuditLog audit;

  @Inject
  Sources(Databases databases, AuditLog audit) {
    this.api = databases.api();
    this.audit = audit;
  }

  /**
   * A source to be read.
   *
   * @param content of a file; null for a website
   */
  @SuppressWarnings("ArrayRecordComponent") // A file's bytes; never compared or shown.
  record NewSource(
      String kind,
      String name,
      byte @Nullable [] content,
      @Nullable String language,
      @Nullable String category) {}

  Page<SourceView> list(UUID organization, Cursor cursor) {
    Cursor.Place after = cursor.after();
    return Page.of(
        api.in(
            organization,
            handle ->
                handle
                    .createQuery(
                        """
                        select %s from knowledge_sources s
                        where s.org_id = :org and (:after::uuid is null
                          or (s.created_at, s.id) > (:at::timestamptz, :after::uuid))
                        order by s.created_at, s.id limit :limit
                        """
                            .formatted(SourceView.COLUMNS))
                    .bind("org", organization)
                    .bind("at", after == null ? null : after.at().toString())
                    .bind("after", after == null ? null : after.id())
                    .bind("limit", cursor.limit() + 1)
                    .map((row, context) -> SourceView.of(row))
                    .list()),
        cursor.limit(),
        source -> new Cursor.Place(source.createdAt(), source.id()));
  }

  SourceView read(UUID organization, UUID id) {
    return api.in(organization, handle -> read(handle, organization, id));
  }

  private static SourceView read(Handle handle, UUID organization, UUID id) {
    return handle
        .createQuery(
            "select %s from knowledge_sources s where s.org_id = :org and s.id = :id"
                .formatted(SourceView.COLUMNS))
        .bind("org", organization)
        .bind("id", id)
        .map((row, context) -> SourceView.of(row))
        .findOne()
        .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
  }

  SourceView add(Call call, NewSource source) {
    UUID organization = call.organization();
    UUID id = UUID.randomUUID();
    return api.in(
        organization,
        handle -> {
          KnowledgeWork.changed(handle, organization);
          int there =
              handle
                  .createQuery("select count(*) from knowledge_sources where org_id = :org")
                  .bind("org", organization)
                  .mapTo(Integer.class)
                  .one();
          if (there >= MOST) {
            throw new Refusal(ErrorCode.PLAN_LIMIT);
          }
          handle
              .createUpdate(
                  """
                  insert into knowledge_sources (org_id, id, kind, name, content, language, category)
                  values (:org, :id, :kind, :name, :content, :language, :category)
                  """)
              .bind("org", organization)
              .bind("id", id)
              .bind("kind", source.kind())
              .bind("name", source.name())
              .bind("content", source.content())
              .bind("language", source.language())
              .bind("category", source.category())
              .execute();
          KnowledgeWork.ask(handle, organization, id);
          note(handle, call, "knowledge.source_added", id, source.name());
          return read(handle, organization, id);
        });
  }

  /** Reads a website again; a file stays as it was uploaded. */
  SourceView again(Call call, UUID id) {
    UUID organization = call.organization();
    return api.in(
        organization,
        handle -> {
          SourceView seen = read(handle, organization, id);
          if (!seen.kind().equals("website")) {
            throw new Refusal(ErrorCode.CONFLICT);
          }
          handle
              .createUpdate(
                  """
                  update knowledge_sources set state = 'waiting', why = null
                  where org_id = :org and id = :id
                  """)
              .bind("org", organization)
              .bind("id", id)
              .execute();
          KnowledgeWork.ask(handle, organization, id);
          return read(handle, organization, id);
        });
  }

  /** Takes a source away with its articles. */
  void remove(Call call, UUID id) {
    UUID organization = call.organization();
    api.<Boolean>in(
        organization,
        handle -> {
          KnowledgeWork.changed(handle, organization);
          SourceView seen = read(handle, organization, id);
          call.expectSeen(seen);
          for (String table : new String[] {"knowledge_work", "knowledge_sources"}) {
            handle
                .createUpdate("delete from %s where org_id = :org and id = :id".formatted(table))
                .bind("org", organization)
                .bind("id", id)
                .execute();
          }
          KnowledgeWork.ask(handle, organization, organization);
          note(handle, call, "knowledge.source_removed", id, seen.name());
          return true;
        });
  }

  private void note(Handle handle, Call call, String action, UUID id, String name) {
    audit.write(handle, call.organization(), call, action, id.toString(), Map.of("name", name));
  }
}
