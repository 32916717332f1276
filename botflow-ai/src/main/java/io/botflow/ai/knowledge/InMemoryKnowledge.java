package io.botflow.ai.knowledge;

import io.botflow.spi.EmbeddingModel;
import io.botflow.spi.EmbeddingUnavailable;
import io.botflow.spi.KnowledgeBase;
import io.botflow.spi.Passage;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A knowledge base in this process: works without any account, and with an embedding model finds
 * what is meant by other words too. Searches go on while articles change. Thread-safe.
 */
public final class InMemoryKnowledge implements KnowledgeBase {
  private static final Logger LOG = LoggerFactory.getLogger(InMemoryKnowledge.class);

  private final @Nullable EmbeddingModel model;
  private final @Nullable VectorScale scale;
  private final Map<UUID, Shelf> shelves = new ConcurrentHashMap<>();

  /** What an organisation has: its articles, the vectors of their texts, and the index of both. */
  private record Shelf(
      Map<String, Article> articles, Map<String, float[]> vectors, KnowledgeIndex index) {
    static final Shelf EMPTY = new Shelf(Map.of(), Map.of(), new KnowledgeIndex(List.of(), null));
  }

  /**
   * Empty.
   *
   * @param model null to search by words alone
   */
  public InMemoryKnowledge(@Nullable EmbeddingModel model) {
    this.model = model;
    this.scale = model == null ? null : VectorScale.of(model);
  }

  /**
   * Puts articles in the place of those with the same ids. Only texts that are new are embedded.
   * Returns when they can be found.
   *
   * @throws EmbeddingUnavailable where the model fails; nothing has changed then
   */
  public void put(UUID organization, Collection<Article> articles) {
    shelves.compute(
        organization,
        (key, shelf) -> {
          Map<String, Article> all =
              new LinkedHashMap<>(shelf == null ? Shelf.EMPTY.articles : shelf.articles);
          articles.forEach(article -> all.put(article.id(), article));
          return shelf(all, shelf == null ? Map.of() : shelf.vectors);
        });
  }

  /** Takes articles away; ids that are not there change nothing. */
  public void remove(UUID organization, Collection<String> ids) {
    shelves.computeIfPresent(
        organization,
        (key, shelf) -> {
          Map<String, Article> all = new LinkedHashMap<>(shelf.articles);
          all.keySet().removeAll(ids);
          return all.isEmpty() ? null : shelf(all, shelf.vectors);
        });
  }

  private Shelf shelf(Map<String, Article> articles, Map<String, float[]> known) {
    List<Piece> pieces =
        articles.values().stream()
            .flatMap(
                article -> Chunker.chunks(article).stream().map(chunk -> Piece.of(article, chunk)))
            .toList();
    if (model == null) {
      return new Shelf(articles, Map.of(), new KnowledgeIndex(pieces, null));
    }
    Map<String, float[]> vectors = vectors(model, pieces, known);
    List<Piece> embedded =
        pieces.stream()
            .map(
                piece ->
                    piece.with(vectors.get(piece.headingText()), vectors.get(piece.wholeText())))
            .toList();
    return new Shelf(articles, vectors, new KnowledgeIndex(embedded, scale));
  }

  private static Map<String, float[]> vectors(
      EmbeddingModel model, List<Piece> pieces, Map<String, float[]> known) {
    Set<String> texts = new LinkedHashSet<>();
    for (Piece piece : pieces) {
      texts.add(piece.headingText());
      texts.add(piece.wholeText());
    }
    List<String> missing = texts.stream().filter(text -> !known.containsKey(text)).toList();
    List<float[]> made = missing.isEmpty() ? List.of() : model.embed(missing);
    Map<String, float[]> vectors = HashMap.newHashMap(texts.size());
    for (int i = 0; i < missing.size(); i++) {
      vectors.put(missing.get(i), made.get(i));
    }
    texts.forEach(text -> vectors.computeIfAbsent(text, known::get));
    return vectors;
  }

  @Override
  public List<Passage> search(
      UUID organization, String question, List<String> categories, int most) {
    KnowledgeIndex index = shelves.getOrDefault(organization, Shelf.EMPTY).index;
    return index.search(question, vector(index, question), categories, most);
  }

  /** A model that is away costs the meaning, not the answer. */
  private float @Nullable [] vector(KnowledgeIndex index, String question) {
    if (!index.hasVectors()) {
      return null;
    }
    try {
      return Objects.requireNonNull(model, "vectors come from a model")
          .embed(List.of(question))
          .getFirst();
    } catch (EmbeddingUnavailable e) {
      LOG.warn("Knowledge is searched by words alone: {}", e.getMessage());
      return null;
    }
  }
}
