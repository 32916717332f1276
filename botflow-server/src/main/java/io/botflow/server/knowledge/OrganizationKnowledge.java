package io.botflow.server.knowledge;

import io.botflow.ai.knowledge.Contradiction;
import io.botflow.ai.knowledge.Contradictions;
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
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The search in what organisations know, for published bots and for people. Articles and vectors
 * are the database's; each server keeps an index in memory of the organisations that asked last,
 * and makes it anew when something has changed. Vectors are compared by the database where it has
 * pgvector, else here. Where only some texts have vectors of the model, new articles wait for
 * theirs; where most do not, as after a change of the model, words alone find them until the rest
 * is embedded. Thread-safe.
 */
final class OrganizationKnowledge implements KnowledgeBase {
  private static final Logger LOG = LoggerFactory.getLogger(OrganizationKnowledge.class);

  /** The least score of an answer, where nobody says otherwise. */
  static final double ANSWERS = 0.5;

  /** Pieces in memory at most, all organisations together: about 3 KB each with vectors of 384. */
  private static final int MOST_PIECES = 100_000;

  /**
   * Passages that are compared with all others in a report, a search each: what takes long with
   * much knowledge, and so is done once for each change of it, when somebody asks.
   */
  private static final int COMPARED = 500;

  private static final int MOST_CONTRADICTIONS = 100;

  private final Transactions work;
  private final Unanswered unanswered;
  private final @Nullable EmbeddingModel model;
  private final Map<UUID, Kept> shelves = new LinkedHashMap<>(16, 0.75f, true);
  private @Nullable VectorScale scale;

  @Inject
  OrganizationKnowledge(Databases databases, Unanswered unanswered, UsedEmbeddings embeddings) {
    this.work = databases.work();
    this.unanswered = unanswered;
    this.model = embeddings.model().orElse(null);
  }

  /**
   * What is kept of a version; whoever asks for the report meanwhile waits for the one that is
   * made.
   */
  private static final class Kept {
    final long version;
    final Shelf shelf;
    private @Nullable List<Contradiction> contradictions;

    Kept(long version, Shelf shelf) {
      this.version = version;
      this.shelf = shelf;
    }

    int size() {
      return shelf.index().size();
    }

    synchronized List<Contradiction> contradictions() {
      if (contradictions == null) {
        contradictions =
            List.copyOf(Contradictions.in(shelf.index(), COMPARED, MOST_CONTRADICTIONS));
      }
      return contradictions;
    }
  }

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
    Shelf shelf = kept(organization).shelf;
    return shelf.index().size() == 0
        ? List.of()
        : shelf.search(question, vector(shelf, question), categories, most);
  }

  /** Passages that seem to contradict each other; of large knowledge what was written last. */
  List<Contradiction> contradictions(UUID organization) {
    return kept(organization).contradictions();
  }

  private float @Nullable [] vector(Shelf shelf, String question) {
    if (model == null || !shelf.hasVectors()) {
      return null;
    }
    try {
      return model.embed(List.of(question)).getFirst();
    } catch (EmbeddingUnavailable e) {
      LOG.warn("Knowledge is searched by words alone: {}", e.getMessage());
      return null;
    }
  }

  private Kept kept(UUID organization) {
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
    Kept kept;
    synchronized (shelves) {
      kept = shelves.get(organization);
    }
    // An older look at the database must not put an older index in place of a newer one.
    if (kept != null && kept.version >= version) {
      return kept;
    }
    Kept loaded = new Kept(version, load(organization));
    keep(organization, loaded);
    return loaded;
  }

  private Shelf load(UUID organization) {
    EmbeddingModel used = model;
    VectorScale scale = used == null ? null : scale(used);
    if (used == null || scale == null) {
      return byWords(work.in(organization, handle -> Library.of(handle, organization)));
    }
    // Looked for anew: the database may have it since this server's start.
    Optional<Places> places = Places.in(work);
    return work.in(
        organization,
        handle -> {
          Library library = Library.of(handle, organization);
          if (places.isPresent()) {
            Set<Long> known = places.get().known(handle, organization, used.id());
            List<Piece> placed = library.where(piece -> known.contains(Places.passage(piece)));
            if (isMissed(handle, organization, library, known, used.id())) {
              KnowledgeWork.askOnce(handle, organization, organization);
            } else if (library.isMost(placed)) {
              return Shelf.InDatabase.of(placed, scale, used.id(), organization, places.get());
            }
          }
          List<Piece> ready = library.with(Vectors.of(handle, organization, used.id()));
          return library.isMost(ready)
              ? new Shelf.InMemory(new KnowledgeIndex(ready, scale))
              : byWords(library);
        });
  }

  /**
   * Whether something is embedded that has no place yet: the database has pgvector since lately, or
   * a server embedded it that does not know of it.
   */
  private static boolean isMissed(
      Handle handle, UUID organization, Library library, Set<Long> known, String used) {
    if (library.all().stream().allMatch(piece -> known.contains(Places.passage(piece)))) {
      return false;
    }
    Set<String> keys = Vectors.keys(handle, organization, used);
    return library
        .where(
            piece ->
                keys.contains(Vectors.key(piece.headingText()))
                    && keys.contains(Vectors.key(piece.wholeText())))
        .stream()
        .anyMatch(piece -> !known.contains(Places.passage(piece)));
  }

  private static Shelf byWords(Library library) {
    return new Shelf.InMemory(new KnowledgeIndex(library.all(), null));
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

  private void keep(UUID organization, Kept shelf) {
    synchronized (shelves) {
      shelves.put(organization, shelf);
      int pieces = shelves.values().stream().mapToInt(Kept::size).sum();
      for (UUID eldest : new ArrayList<>(shelves.keySet())) {
        Kept old = shelves.get(eldest);
        if (pieces <= MOST_PIECES || eldest.equals(organization) || old == null) {
          break;
        }
        pieces -= old.size();
        shelves.remove(eldest);
      }
    }
  }
}
