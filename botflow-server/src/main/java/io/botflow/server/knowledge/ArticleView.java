package io.botflow.server.knowledge;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An article as people and programs see it.
 *
 * @param text Markdown; null in lists
 * @param source where it comes from; null where somebody wrote it here
 * @param location of a page of a website, its address
 */
record ArticleView(
    UUID id,
    String title,
    @Nullable String text,
    @Nullable String language,
    @Nullable String category,
    @Nullable UUID source,
    @Nullable String location,
    Instant createdAt,
    Instant updatedAt) {
  static final String COLUMNS =
      "id, title, body, language, category, source_id, location, created_at, updated_at";

  static ArticleView of(ResultSet row) throws SQLException {
    return new ArticleView(
        row.getObject("id", UUID.class),
        row.getString("title"),
        row.getString("body"),
        row.getString("language"),
        row.getString("category"),
        row.getObject("source_id", UUID.class),
        row.getString("location"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant());
  }

  /** The same as lists show it. */
  ArticleView listed() {
    return new ArticleView(
        id, title, null, language, category, source, location, createdAt, updatedAt);
  }
}
