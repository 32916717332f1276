package io.botflow.server.knowledge;

import io.botflow.server.api.Cursor;
import io.botflow.server.api.Page;
import io.botflow.server.api.Refusal;
import io.botflow.server.http.ErrorCode;
import io.botflow.spi.Passage;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What customers asked and the articles did not answer: suggestions of what to write. Thread-safe.
 */
final class Unanswered {
  /** Most of an organisation; the one that was last asked longest ago makes room. */
  private static final int MOST = 1_000;

  private static final int MOST_CHARACTERS = 500;

  private final Transactions work;
  private final Transactions api;

  @Inject
  Unanswered(Databases databases) {
    this.work = databases.work();
    this.api = databases.api();
  }

  /**
   * A question.
   *
   * @param times how often it was asked, in the same words
   * @param nearest the title of the passage that came closest
   * @param score that passage's, from 0 to 1
   */
  record Question(
      UUID id,
      String question,
      int times,
      @Nullable String nearest,
      double score,
      Instant firstAt,
      Instant lastAt) {
    static Question of(ResultSet row) throws SQLException {
      return new Question(
          row.getObject("id", UUID.class),
          row.getString("question"),
          row.getInt("times"),
          row.getString("nearest"),
          row.getDouble("score"),
          row.getObject("first_at", OffsetDateTime.class).toInstant(),
          row.getObject("last_at", OffsetDateTime.class).toInstant());
    }
  }

  /** Takes note of a question that no passage answers. */
  void note(UUID organization, String question, List<Passage> found) {
    String text = question.strip().replaceAll("\\s+", " ");
    String kept = text.substring(0, Math.min(MOST_CHARACTERS, text.length()));
    Passage best = found.isEmpty() ? null : found.getFirst();
    work.in(
        organization,
        handle -> {
          handle
              .createUpdate(
                  """
                  insert into unanswered_questions
                    (org_id, id, question, question_hash, nearest, score)
                  values (:org, :id, :question, :hash, :nearest, :score)
                  on conflict (org_id, question_hash) do update
                    set times = unanswered_questions.times + 1, last_at = now(),
                      nearest = excluded.nearest, score = excluded.score
                  """)
              .bind("org", organization)
              .bind("id", UUID.randomUUID())
              .bind("question", kept)
              .bind("hash", Vectors.hash(kept.toLowerCase(Locale.ROOT)))
              .bind("nearest", best == null ? null : best.title())
              .bind("score", best == null ? 0 : best.score())
              .execute();
          return handle
              .createUpdate(
                  """
                  delete from unanswered_questions where org_id = :org and id in (
                    select id from unanswered_questions where org_id = :org
                    order by last_at desc, id offset :most)
                  """)
              .bind("org", organization)
              .bind("most", MOST)
              .execute();
        });
  }

  /** Those asked last come first. */
  Page<Question> list(UUID organization, Cursor cursor) {
    Cursor.Place after = cursor.after();
    return Page.of(
        api.in(
            organization,
            handle ->
                handle
                    .createQuery(
                        """
                        select * from unanswered_questions
                        where org_id = :org and (:after::uuid is null
                          or (last_at, id) < (:at::timestamptz, :after::uuid))
                        order by last_at desc, id desc limit :limit
                        """)
                    .bind("org", organization)
                    .bind("at", after == null ? null : after.at().toString())
                    .bind("after", after == null ? null : after.id())
                    .bind("limit", cursor.limit() + 1)
                    .map((row, context) -> Question.of(row))
                    .list()),
        cursor.limit(),
        question -> new Cursor.Place(question.lastAt(), question.id()));
  }

  /** It is seen to. */
  void remove(UUID organization, UUID id) {
    boolean removed =
        api.in(
            organization,
            handle ->
                handle
                        .createUpdate(
                            "delete from unanswered_questions where org_id = :org and id = :id")
                        .bind("org", organization)
                        .bind("id", id)
                        .execute()
                    > 0);
    if (!removed) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
  }
}
