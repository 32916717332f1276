package io.botflow.server.knowledge;

import io.botflow.ai.knowledge.KnowledgeIndex;
import io.botflow.ai.knowledge.Piece;
import io.botflow.ai.knowledge.VectorScale;
import io.botflow.spi.EmbeddingModel;
import io.botflow.spi.EmbeddingUnavailable;
import io.botflow.spi.KnowledgeBase;
import io.botflow.spi.Passage;
import io.botflow.spi.StoreUnavailable;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The search in what organisations know, for published bots and for people. Articles and vectors
 * are the database's; each server keeps an index in memory of the organisations that asked last,
 * and makes it anew when something has changed. Where only some texts have vectors of the model,
 * new articles wait for theirs; where most do not, as after a change of the model, words alone find
 * them until the rest is embedded. Thread-safe.
 */
final class OrganizationKnowledge implements KnowledgeBase {
  private static final Logger LOG = LoggerFactory.getLogger(OrganizationKnowledge.class);

  /** The least score of an answer, where nobody says otherwise. */
  static final double ANSWERS = 0.5;

  /** Pieces in memory at most, all organisations together: about 4 KB each with vectors of 384. */
  private static final int MOST_PIECES = 100_000;

  private final Transactions work;
  private final Unanswered unanswered;
  private final @Nullable EmbeddingModel model;
  private final Map<UUID, Shelf> shelves = new LinkedHashMap<>(16, 0.75f, true);
  private @Nullable VectorScale scale;

  @Inject
  OrganizationKnowledge(Databases databases, Unanswered unanswered, UsedEmbeddings embeddings) {
    this.work = databases.work();
    this.unanswered = unanswered;
    this.model = embeddings.model().orElse(null);
  }

  private record Shelf(long version, KnowledgeIndex index) {}

  @Override
  public List<Passage> search(
      UUID organization, String question, List<String> categories, int most) {
    List<Passage> found = find(organization, question, categories, most);
    if (!question.isBlank() && (found.isEmpty() || found.getFirst().score() < ANSWERS)) {
      try {
        unanswered.note(organization, question, found);
      } catch (StoreUnavailable e) {
        LOG.warn("An unanswered question was not kept: {}", e.getMessage());
      }
    }
    return found;
  }

  /** The same without taking note of what is not answered. */
  List<Passage> find(UUID organization, String question, List<String> categories, int most) {
    KnowledgeIndex index = index(organization);
    return index.size() == 0
        ? List.of()
        : index.search(question, vector(index, question), categories, most);
  }

  private float @Nullable [] vector(KnowledgeIndex index, String question) {
    if (model == null || !index.hasVectors()) {
      return null;
    }
    try {
      return model.embed(List.of(question)).getFirst();
    } catch (EmbeddingUnavailable e) {
      LOG.warn("Knowledge is searched by words alone: {}", e.getMessage());
      return null;
    }
  }

  private KnowledgeIndex index(UUID organization) {
    long version =
        work.in(
            organization,
            handle ->
                handle
                    .createQuery("select version from knowledge_versions where org_id = :org")
                    .bind("org", organization)
                    .mapTo(Long.class)
                    .findOne()
                    .orElse(0L));
    Shelf kept;
    synchronized (shelves) {
      kept = shelves.get(organization);
    }
    // An older look at the database must not put an older index in place of a newer one.
    if (kept != null && kept.version >= version) {
      return kept.index;
    }
    Shelf loaded = new Shelf(version, load(organization));
    keep(organization, loaded);
    return loaded.index;
  }

  private KnowledgeIndex load(UUID organization) {
    EmbeddingModel used = model;
    if (used == null) {
      return new KnowledgeIndex(
          work.in(organization, handle -> Library.of(handle, organization)).all(), null);
    }
    return work.in(
        organization,
        handle -> {
          Library library = Library.of(handle, organization);
          List<Piece> ready = library.with(Vectors.of(handle, organization, used.id()));
          List<Piece> all = library.all();
          return ready.size() * 2 >= all.size()
              ? new KnowledgeIndex(ready, scale(used))
              : new KnowledgeIndex(all, null);
        });
  }

  private synchronized @Nullable VectorScale scale(EmbeddingModel used) {
    if (scale == null) {
      try {
        scale = VectorScale.of(used);
      } catch (EmbeddingUnavailable e) {
        LOG.warn("Knowledge is searched by words alone: {}", e.getMessage());
      }
    }
    return scale;
  }

  private void keep(UUID organization, Shelf shelf) {
    synchronized (shelves) {
      shelves.put(organization, shelf);
      int pieces = shelves.values().stream().mapToInt(each -> each.index.size()).sum();
      for (UUID eldest : new ArrayList<>(shelves.keySet())) {
        Shelf old = shelves.get(eldest);
        if (pieces <= MOST_PIECES || eldest.equals(organization) || old == null) {
          break;
        }
        pieces -= old.index.size();
        shelves.remove(eldest);
      }
    }
  }
}
