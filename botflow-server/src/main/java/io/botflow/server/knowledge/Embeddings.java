package io.botflow.server.knowledge;

import io.botflow.ai.knowledge.Piece;
import io.botflow.spi.EmbeddingModel;
import io.botflow.store.jdbc.Transactions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Gives the texts of an organisation's articles their vectors, those that have none yet. */
final class Embeddings {
  /** Texts that are embedded and kept together: what a crash costs. */
  private static final int BATCH = 64;

  private final Transactions work;
  private final KnowledgeWork lending;
  private final EmbeddingModel model;

  Embeddings(Transactions work, KnowledgeWork lending, EmbeddingModel model) {
    this.work = work;
    this.lending = lending;
    this.model = model;
  }

  /** Embeds what has no vector of the model, and forgets vectors that nothing needs any more. */
  void embed(KnowledgeWork.Lent lent) {
    UUID organization = lent.organization();
    Library library = work.in(organization, handle -> Library.of(handle, organization));
    Map<String, String> texts = texts(library);
    List<String> missing = missing(organization, texts);
    for (int from = 0; from < missing.size(); from += BATCH) {
      List<String> keys = missing.subList(from, Math.min(missing.size(), from + BATCH));
      List<float[]> vectors =
          model.embed(keys.stream().map(key -> texts.getOrDefault(key, "")).toList());
      work.in(organization, handle -> keep(handle, organization, keys, vectors));
      if (!lending.renew(lent)) {
        // Something changed meanwhile: whoever takes it up again begins with what is there then.
        return;
      }
    }
    Optional<Places> places = Places.in(work);
    if (places.isPresent() && !place(lent, library, places.get())) {
      return;
    }
    Set<Long> passages =
        library.all().stream().map(Places::passage).collect(Collectors.toUnmodifiableSet());
    work.<Boolean>in(
        organization,
        handle -> {
          if (KnowledgeWork.end(handle, lent)) {
            forget(handle, organization, texts.keySet());
            places.ifPresent(of -> of.forget(handle, organization, model.id(), passages));
            KnowledgeWork.changed(handle, organization);
          }
          return true;
        });
  }

  /** Every text that needs a vector, by its key. */
  private static Map<String, String> texts(Library library) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Piece piece : library.all()) {
      texts.put(Vectors.key(piece.headingText()), piece.headingText());
      texts.put(Vectors.key(piece.wholeText()), piece.wholeText());
    }
    return texts;
  }

  /** Puts what is embedded where the database finds it; false where another goes on. */
  private boolean place(KnowledgeWork.Lent lent, Library library, Places to) {
    UUID organization = lent.organization();
    List<Piece> missing =
        work.in(
            organization,
            handle -> {
              Set<Long> known = to.known(handle, organization, model.id());
              return library.with(Vectors.of(handle, organization, model.id())).stream()
                  .filter(piece -> !known.contains(Places.passage(piece)))
                  .toList();
            });
    for (int from = 0; from < missing.size(); from += BATCH) {
      List<Piece> some = missing.subList(from, Math.min(missing.size(), from + BATCH));
      work.<Boolean>in(
          organization,
          handle -> {
            to.keep(handle, organization, model.id(), some);
            return true;
          });
      if (!lending.renew(lent)) {
        return false;
      }
    }
    return true;
  }

  private List<String> missing(UUID organization, Map<String, String> texts) {
    Set<String> known =
        work.in(organization, handle -> Vectors.keys(handle, organization, model.id()));
    return texts.keySet().stream().filter(key -> !known.contains(key)).toList();
  }

  private boolean keep(Handle handle, UUID organization, List<String> keys, List<float[]> vectors) {
    PreparedBatch batch =
        handle.prepareBatch(
            """
            insert into knowledge_vectors (org_id, model, text_hash, vector)
            values (:org, :model, decode(:key, 'hex'), :vector) on conflict do nothing
            """);
    for (int i = 0; i < keys.size(); i++) {
      batch
          .bind("org", organization)
          .bind("model", model.id())
          .bind("key", keys.get(i))
          .bind("vector", Vectors.bytes(vectors.get(i)))
          .add();
    }
    batch.execute();
    return true;
  }

  private void forget(Handle handle, UUID organization, Set<String> needed) {
    handle
        .createUpdate(
            """
            delete from knowledge_vectors where org_id = :org
              and (model <> :model or not encode(text_hash, 'hex') = any (:needed))
            """)
        .bind("org", organization)
        .bind("model", model.id())
        .bindArray("needed", String.class, new ArrayList<>(needed))
        .execute();
  }
}
