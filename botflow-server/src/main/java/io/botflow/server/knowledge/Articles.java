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

/** The articles of organisations, as people write them. Thread-safe. */
final class Articles {
  /** Most of an organisation, those of its sources among them. */
  static final int MOST = 5_000;

  private final Transactions api;
  private final AuditLog audit;

  @Inject
  Articles(Databases databases, AuditLog audit) {
    this.api = databases.api();
    this.audit = audit;
  }

  Page<ArticleView> list(
      UUID organization, Cursor cursor, @Nullable String category, @Nullable UUID source) {
    Cursor.Place after = cursor.after();
    return Page.of(
        api.in(
            organization,
            handle ->
                handle
                    .createQuery(
                        """
                        select %s from knowledge_articles
                        where org_id = :org and (:category::text is null or category = :category::text)
                          and (:source::uuid is null or source_id = :source::uuid)
                          and (:after::uuid is null or (created_at, id) > (:at::timestamptz, :after::uuid))
                        order by created_at, id limit :limit
                        """
                            .formatted(ArticleView.COLUMNS))
                    .bind("org", organization)
                    .bind("category", category)
                    .bind("source", source)
                    .bind("at", after == null ? null : after.at().toString())
                    .bind("after", after == null ? null : after.id())
                    .bind("limit", cursor.limit() + 1)
                    .map((row, context) -> ArticleView.of(row).listed())
                    .list()),
        cursor.limit(),
        article -> new Cursor.Place(article.createdAt(), article.id()));
  }

  ArticleView read(UUID organization, UUID id) {
    return api.in(organization, handle -> read(handle, organization, id));
  }

  private static ArticleView read(Handle handle, UUID organization, UUID id) {
    return handle
        .createQuery(
            "select %s from knowledge_articles where org_id = :org and id = :id"
                .formatted(ArticleView.COLUMNS))
        .bind("org", organization)
        .bind("id", id)
        .map((row, context) -> ArticleView.of(row))
        .findOne()
        .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
  }

  ArticleView make(
      Call call, String title, String text, @Nullable String language, @Nullable String category) {
    UUID organization = call.organization();
    UUID id = UUID.randomUUID();
    return api.in(
        organization,
        handle -> {
          KnowledgeWork.changed(handle, organization);
          expectRoom(handle, organization);
          handle
              .createUpdate(
                  """
                  insert into knowledge_articles (org_id, id, title, body, language, category)
                  values (:org, :id, :title, :body, :language, :category)
                  """)
              .bind("org", organization)
              .bind("id", id)
              .bind("title", title)
              .bind("body", text)
              .bind("language", language)
              .bind("category", category)
              .execute();
          KnowledgeWork.ask(handle, organization, organization);
          note(handle, call, "knowledge.article_made", id, title);
          return read(handle, organization, id);
        });
  }

  /** The row of the versions is locked by now, so that two cannot pass the limit together. */
  private static void expectRoom(Handle handle, UUID organization) {
    int there =
        handle
            .createQuery("select count(*) from knowledge_articles where org_id = :org")
            .bind("org", organization)
            .mapTo(Integer.class)
            .one();
    if (there >= MOST) {
      throw new Refusal(ErrorCode.PLAN_LIMIT);
    }
  }

  /** Changes what is not null; an empty language or category takes it away. */
  ArticleView change(
      Call call,
      UUID id,
      @Nullable String title,
      @Nullable String text,
      @Nullable String language,
      @Nullable String category) {
    UUID organization = call.organization();
    return api.in(
        organization,
        handle -> {
          KnowledgeWork.changed(handle, organization);
          ArticleView seen = read(handle, organization, id);
          call.expectSeen(seen);
          handle
              .createUpdate(
                  """
                  update knowledge_articles
                  set title = coalesce(:title::text, title), body = coalesce(:body::text, body),
                    language = nullif(coalesce(:language::text, language), ''),
                    category = nullif(coalesce(:category::text, category), ''), updated_at = now()
                  where org_id = :org and id = :id
                  """)
              .bind("title", title)
              .bind("body", text)
              .bind("language", language)
              .bind("category", category)
              .bind("org", organization)
              .bind("id", id)
              .execute();
          KnowledgeWork.ask(handle, organization, organization);
          note(handle, call, "knowledge.article_changed", id, title == null ? seen.title() : title);
          return read(handle, organization, id);
        });
  }

  void remove(Call call, UUID id) {
    UUID organization = call.organization();
    api.<Boolean>in(
        organization,
        handle -> {
          KnowledgeWork.changed(handle, organization);
          ArticleView seen = read(handle, organization, id);
          call.expectSeen(seen);
          handle
              .createUpdate("delete from knowledge_articles where org_id = :org and id = :id")
              .bind("org", organization)
              .bind("id", id)
              .execute();
          KnowledgeWork.ask(handle, organization, organization);
          note(handle, call, "knowledge.article_removed", id, seen.title());
          return true;
        });
  }

  private void note(Handle handle, Call call, String action, UUID id, String title) {
    audit.write(handle, call.organization(), call, action, id.toString(), Map.of("title", title));
  }
}
