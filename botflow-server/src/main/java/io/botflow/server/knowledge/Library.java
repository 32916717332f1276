package io.botflow.server.knowledge;

import io.botflow.ai.knowledge.Article;
import io.botflow.ai.knowledge.Chunker;
import io.botflow.ai.knowledge.Piece;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/** All articles of an organisation in pieces. */
record Library(Map<String, List<Piece>> pieces) {
  /** More are left out of a search: what fits into the memory of a server with its vectors. */
  static final int MOST_PIECES = 20_000;

  static Library of(Handle handle, UUID organization) {
    Map<String, List<Piece>> pieces = new LinkedHashMap<>();
    List<Article> articles =
        handle
            .createQuery(
                """
                select id, title, body, language, category from knowledge_articles
                where org_id = :org order by created_at, id
                """)
            .bind("org", organization)
            .map(
                (row, context) ->
                    new Article(
                        row.getString("id"),
                        row.getString("title"),
                        row.getString("body"),
                        row.getString("language"),
                        row.getString("category")))
            .list();
    int count = 0;
    for (Article article : articles) {
      List<Piece> of =
          Chunker.chunks(article).stream().map(chunk -> Piece.of(article, chunk)).toList();
      count += of.size();
      if (count > MOST_PIECES) {
        break;
      }
      pieces.put(article.id(), of);
    }
    return new Library(pieces);
  }

  List<Piece> all() {
    List<Piece> all = new ArrayList<>();
    pieces.values().forEach(all::addAll);
    return all;
  }

  /** The articles all of whose texts have vectors, with these. */
  List<Piece> with(Map<String, float[]> vectors) {
    Map<String, List<Piece>> embedded = new LinkedHashMap<>();
    pieces.forEach(
        (article, of) ->
            embedded.put(
                article,
                of.stream()
                    .map(
                        piece ->
                            piece.with(
                                vectors.get(Vectors.key(piece.headingText())),
                                vectors.get(Vectors.key(piece.wholeText()))))
                    .toList()));
    return new Library(embedded).where(piece -> piece.vector() != null);
  }

  /** The articles of which every piece is so. */
  List<Piece> where(Predicate<Piece> ready) {
    return pieces.values().stream()
        .filter(article -> article.stream().allMatch(ready))
        .flatMap(List::stream)
        .toList();
  }

  /** Whether these are half of it at least. */
  boolean isMost(List<Piece> some) {
    return some.size() * 2 >= all().size();
  }
}
