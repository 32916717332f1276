package io.botflow.server.knowledge;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where articles come from, as people and programs see it.
 *
 * @param kind {@code file} or {@code website}
 * @param state {@code waiting}, {@code ready} or {@code failed}
 * @param why where it failed, for people
 * @param articles how many come from it
 * @param skipped pages that could not be read
 */
record SourceView(
    UUID id,
    String kind,
    String name,
    @Nullable String language,
    @Nullable String category,
    String state,
    @Nullable String why,
    int articles,
    int skipped,
    Instant createdAt,
    @Nullable Instant readAt) {
  static final String COLUMNS =
      """
      s.id, s.kind, s.name, s.language, s.category, s.state, s.why, s.skipped, s.created_at, s.read_at,
      (select count(*) from knowledge_articles a
       where a.org_id = s.org_id and a.source_id = s.id) as articles\
      """;

  static SourceView of(ResultSet row) throws SQLException {
    OffsetDateTime read = row.getObject("read_at", OffsetDateTime.class);
    return new SourceView(
        row.getObject("id", UUID.class),
        row.getString("kind"),
        row.getString("name"),
        row.getString("language"),
        row.getString("category"),
        row.getString("state"),
        row.getString("why"),
        row.getInt("articles"),
        row.getInt("skipped"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        read == null ? null : read.toInstant());
  }
}
