package io.botflow.server.knowledge;

import io.botflow.ai.knowledge.Piece;
import io.botflow.store.jdbc.Transactions;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * What passages mean, in a database with pgvector, which finds the nearest by its index. Immutable
 * and thread-safe.
 */
final class Places {
  /** The most that {@code hnsw.ef_search} takes. */
  private static final int MOST_LOOKED_FOR = 1_000;

  private static final String LOOK =
      """
      select n.nspname from pg_extension e join pg_namespace n on n.oid = e.extnamespace
      where e.extname = 'vector' and to_regclass('knowledge_places') is not null
        and has_schema_privilege(n.oid, 'usage')
      """;

  /**
   * The index goes on until it has found enough passages of the organisation, through five times as
   * many as pgvector would and with the memory for it (eight times work_mem): of a large table few
   * may be the organisation's. The plan is made for it: a small organisation's passages are all
   * looked at.
   */
  private static final String SETTINGS =
      """
      select concat(
        set_config('search_path', current_schema() || ',' || quote_ident(:schema), true),
        set_config('hnsw.iterative_scan', 'relaxed_order', true),
        set_config('hnsw.max_scan_tuples', '100000', true),
        set_config('hnsw.scan_mem_multiplier', '8', true),
        set_config('hnsw.ef_search', :nearest, true),
        set_config('plan_cache_mode', 'force_custom_plan', true))
      """;

  private static final String KEEP =
      """
      insert into knowledge_places (org_id, model, passage, numbers, place)
      values (:org, :model, :passage, :numbers, :place::vector) on conflict do nothing
      """;

  private static final String FORGET =
      """
      delete from knowledge_places
      where org_id = :org and (model <> :model or not passage = any (:needed))
      """;

  private final Transactions work;
  private final String schema;

  private Places(Transactions work, String schema) {
    this.work = work;
    this.schema = schema;
  }

  /** Empty where the database has no pgvector, or not for this server. */
  static Optional<Places> in(Transactions work) {
    return work.outside(handle -> handle.createQuery(LOOK).mapTo(String.class).findOne())
        .map(schema -> new Places(work, schema));
  }

  /** What a passage is known by. */
  static long passage(Piece piece) {
    return ByteBuffer.wrap(Vectors.hash(piece.headingText() + "\n\n" + piece.wholeText()))
        .getLong();
  }

  /** The passages of a model that have their place. */
  Set<Long> known(Handle handle, UUID organization, String model) {
    return new HashSet<>(
        handle
            .createQuery(
                "select passage from knowledge_places where org_id = :org and model = :model")
            .bind("org", organization)
            .bind("model", model)
            .mapTo(Long.class)
            .list());
  }

  /** Gives passages their places; each piece has a vector. */
  void keep(Handle handle, UUID organization, String model, Collection<Piece> pieces) {
    set(handle, 1);
    PreparedBatch batch = handle.prepareBatch(KEEP);
    for (Piece piece : pieces) {
      float[] vector = piece.vector();
      if (vector != null) {
        batch
            .bind("org", organization)
            .bind("model", model)
            .bind("passage", passage(piece))
            .bind("numbers", vector.length)
            .bind("place", text(vector))
            .add();
      }
    }
    batch.execute();
  }

  /** Takes all others of an organisation away. */
  void forget(Handle handle, UUID organization, String model, Set<Long> needed) {
    handle
        .createUpdate(FORGET)
        .bind("org", organization)
        .bind("model", model)
        .bindArray("needed", Long.class, List.copyOf(needed))
        .execute();
  }

  /**
   * The cosines of the passages that are nearest to a question, and of others that may answer.
   *
   * @param nearest how many of the first
   */
  Map<Long, Double> near(
      UUID organization, String model, float[] question, int nearest, Collection<Long> others) {
    return work.in(
        organization,
        handle -> {
          set(handle, nearest);
          Map<Long, Double> near = new HashMap<>();
          handle
              .createQuery(near(question.length))
              .bind("org", organization)
              .bind("model", model)
              .bind("question", text(question))
              .bind("nearest", nearest)
              .bindArray("also", Long.class, List.copyOf(others))
              .map((row, context) -> Map.entry(row.getLong("passage"), row.getDouble("cosine")))
              .forEach(found -> near.put(found.getKey(), found.getValue()));
          return near;
        });
  }

  /** The numbers stand in the text, since the index is one of vectors with so many. */
  static String near(int numbers) {
    return """
      (select passage, -((place::vector(%1$d)) <#> :question::vector(%1$d)) as cosine
       from knowledge_places
       where org_id = :org and model = :model and numbers = %1$d
       order by (place::vector(%1$d)) <#> :question::vector(%1$d) limit :nearest)
      union
      select passage, -((place::vector(%1$d)) <#> :question::vector(%1$d))
      from knowledge_places
      where org_id = :org and model = :model and numbers = %1$d and passage = any (:also)
      """
        .formatted(numbers);
  }

  void set(Handle handle, int nearest) {
    handle
        .createQuery(SETTINGS)
        .bind("schema", schema)
        .bind("nearest", String.valueOf(Math.min(nearest, MOST_LOOKED_FOR)))
        .mapTo(String.class)
        .one();
  }

  /** As pgvector reads it. */
  static String text(float[] vector) {
    StringBuilder text = new StringBuilder(vector.length * 12).append('[');
    for (int i = 0; i < vector.length; i++) {
      text.append(i == 0 ? "" : ",").append(vector[i]);
    }
    return text.append(']').toString().toLowerCase(Locale.ROOT);
  }
}
