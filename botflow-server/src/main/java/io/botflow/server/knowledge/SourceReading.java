package io.botflow.server.knowledge;

import io.botflow.store.jdbc.Transactions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What the database has of a source that is being read. Thread-safe. */
final class SourceReading {
  private final Transactions work;

  SourceReading(Transactions work) {
    this.work = work;
  }

  /** A source to be read. */
  @SuppressWarnings("ArrayRecordComponent") // A file's bytes; never compared or shown.
  record Wanted(
      String kind,
      String name,
      byte @Nullable [] content,
      @Nullable String language,
      @Nullable String category) {}

  /** An article of a source. */
  record Found(String location, String title, String text, @Nullable String language) {}

  Optional<Wanted> read(KnowledgeWork.Lent lent) {
    return work.in(
        lent.organization(),
        handle ->
            handle
                .createQuery(
                    """
                    select kind, name, content, language, category from knowledge_sources
                    where org_id = :org and id = :id
                    """)
                .bind("org", lent.organization())
                .bind("id", lent.id())
                .map(
                    (row, context) ->
                        new Wanted(
                            row.getString("kind"),
                            row.getString("name"),
                            row.getBytes("content"),
                            row.getString("language"),
                            row.getString("category")))
                .findOne());
  }

  /** Nothing to do any more. */
  void gone(KnowledgeWork.Lent lent) {
    work.in(lent.organization(), handle -> KnowledgeWork.end(handle, lent));
  }

  /** It was not read; what was read of it before stays. */
  void failed(KnowledgeWork.Lent lent, String why) {
    work.<Boolean>in(
        lent.organization(),
        handle -> KnowledgeWork.end(handle, lent) && mark(handle, lent, why, 0));
  }

  private static boolean mark(
      Handle handle, KnowledgeWork.Lent lent, @Nullable String why, int skipped) {
    handle
        .createUpdate(
            """
            update knowledge_sources
            set state = :state, why = :why, content = null, skipped = :skipped, read_at = now()
            where org_id = :org and id = :id
            """)
        .bind("state", why == null ? "ready" : "failed")
        .bind("why", why)
        .bind("skipped", skipped)
        .bind("org", lent.organization())
        .bind("id", lent.id())
        .execute();
    return true;
  }

  /**
   * It was read: its articles take the place of those before, and keep their ids where their
   * locations are the same.
   */
  void done(
      KnowledgeWork.Lent lent, Wanted wanted, Collection<Found> articles, List<String> skipped) {
    UUID organization = lent.organization();
    work.<Boolean>in(
        organization,
        handle -> {
          if (!KnowledgeWork.end(handle, lent)) {
            return false;
          }
          KnowledgeWork.changed(handle, organization);
          List<String> locations = new ArrayList<>(skipped);
          articles.forEach(article -> locations.add(article.location()));
          handle
              .createUpdate(
                  """
                  delete from knowledge_articles
                  where org_id = :org and source_id = :source and not location = any (:locations)
                  """)
              .bind("org", organization)
              .bind("source", lent.id())
              .bindArray("locations", String.class, locations)
              .execute();
          int room =
              Articles.MOST
                  - handle
                      .createQuery(
                          """
                          select count(*) from knowledge_articles
                          where org_id = :org and source_id is distinct from :source
                          """)
                      .bind("org", organization)
                      .bind("source", lent.id())
                      .mapTo(Integer.class)
                      .one();
          articles.stream()
              .limit(Math.max(0, room))
              .forEach(article -> put(handle, lent, wanted, article));
          KnowledgeWork.ask(handle, organization, organization);
          return mark(handle, lent, null, skipped.size() + Math.max(0, articles.size() - room));
        });
  }

  private static void put(Handle handle, KnowledgeWork.Lent lent, Wanted wanted, Found article) {
    handle
        .createUpdate(
            """
            insert into knowledge_articles as a
              (org_id, id, source_id, location, title, body, language, category)
            values (:org, :id, :source, :location, :title, :body, :language, :category)
            on conflict (org_id, source_id, location) do update
              set title = excluded.title, body = excluded.body, language = excluded.language,
                updated_at = case when a.title = excluded.title and a.body = excluded.body
                  then a.updated_at else now() end
            """)
        .bind("org", lent.organization())
        .bind("id", UUID.randomUUID())
        .bind("source", lent.id())
        .bind("location", article.location())
        .bind("title", article.title())
        .bind("body", article.text())
        .bind("language", wanted.language() == null ? article.language() : wanted.language())
        .bind("category", wanted.category())
        .execute();
  }
}
