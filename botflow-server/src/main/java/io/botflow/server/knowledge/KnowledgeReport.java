package io.botflow.server.knowledge;

import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How the knowledge of an organisation stands. Thread-safe. */
final class KnowledgeReport {
  private static final int MOST = 100;

  private final Transactions api;

  @Inject
  KnowledgeReport(Databases databases) {
    this.api = databases.api();
  }

  /** An article that nobody has changed for long. */
  record Stale(UUID id, String title, Instant updatedAt) {}

  /**
   * The report.
   *
   * @param staleArticles unchanged for as long as was asked, the oldest first, at most 100
   * @param failedSources that could not be read
   * @param working whether something is still to be read or embedded
   */
  record Report(
      int articles,
      List<Stale> staleArticles,
      int failedSources,
      int unansweredQuestions,
      boolean working) {}

  Report of(UUID organization, int days) {
    return api.in(
        organization,
        handle ->
            new Report(
                count(handle, "knowledge_articles", organization, null),
                handle
                    .createQuery(
                        """
                        select id, title, updated_at from knowledge_articles
                        where org_id = :org and updated_at < now() - :days * interval '1 day'
                        order by updated_at, id limit :most
                        """)
                    .bind("org", organization)
                    .bind("days", days)
                    .bind("most", MOST)
                    .map(
                        (row, context) ->
                            new Stale(
                                row.getObject("id", UUID.class),
                                row.getString("title"),
                                row.getObject("updated_at", OffsetDateTime.class).toInstant()))
                    .list(),
                count(handle, "knowledge_sources", organization, "state = 'failed'"),
                count(handle, "unanswered_questions", organization, null),
                count(handle, "knowledge_work", organization, null) > 0));
  }

  private static int count(
      org.jdbi.v3.core.Handle handle, String table, UUID organization, @Nullable String where) {
    return handle
        .createQuery(
            "select count(*) from %s where org_id = :org%s"
                .formatted(table, where == null ? "" : " and " + where))
        .bind("org", organization)
        .mapTo(Integer.class)
        .one();
  }
}
