package io.botflow.ai.knowledge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.botflow.ai.embedding.LocalEmbeddings;
import io.botflow.ai.embedding.LocalModel;
import io.botflow.spi.EmbeddingModel;
import io.botflow.spi.Passage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Measures the search on StackFAQ and CovidFAQ, in a folder with their documents and questions:
 * docs/benchmarks.md says how.
 */
final class KnowledgeBenchmark {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int LARGE = 10_000;
  private static final Weights VECTORS_ALONE = new Weights(0, 0, 1.5, 4.5);

  private KnowledgeBenchmark() {}

  private record Question(String text, Set<String> right) {}

  private record Faq(String name, List<Article> articles, List<Question> questions) {}

  public static void main(String[] arguments) throws IOException {
    Path data = Path.of(arguments[0]);
    if (!Files.isDirectory(data)) {
      System.out.println("SKIPPED: there is no folder " + data.toAbsolutePath().normalize());
      return;
    }
    List<Faq> faqs = List.of(faq("StackFAQ", data), faq("CovidFAQ", data));
    System.out.println(
        "| set | model | search | hit@1 | hit@5 | reciprocal rank | right ones above 0.5"
            + " | other set's questions above 0.5 | p50 / p95 |");
    System.out.println("|---|---|---|---|---|---|---|---|---|");
    measure(faqs, "none", null);
    for (LocalModel local : List.of(LocalModel.BGE_SMALL_EN, LocalModel.MINI_LM)) {
      try (LocalEmbeddings model = LocalEmbeddings.of(local)) {
        measure(faqs, local.id(), model);
        if (local.equals(LocalModel.BGE_SMALL_EN)) {
          large(faqs, model);
        }
      }
    }
  }

  private static void measure(List<Faq> faqs, String name, @Nullable EmbeddingModel model) {
    for (int i = 0; i < faqs.size(); i++) {
      Faq faq = faqs.get(i);
      List<String> others = faqs.get(1 - i).questions.stream().map(Question::text).toList();
      List<Piece> pieces = pieces(faq.articles, model);
      if (model == null) {
        row(faq, others, name, "words", new KnowledgeIndex(pieces, null), null);
      } else {
        VectorScale scale = VectorScale.of(model);
        row(
            faq,
            others,
            name,
            "vectors",
            new KnowledgeIndex(pieces, scale, VECTORS_ALONE, Weights.WORDS),
            model);
        row(faq, others, name, "both", new KnowledgeIndex(pieces, scale), model);
      }
    }
  }

  private static void row(
      Faq faq,
      List<String> others,
      String name,
      String kind,
      KnowledgeIndex index,
      @Nullable EmbeddingModel model) {
    int first = 0;
    int five = 0;
    double ranks = 0;
    int sure = 0;
    double[] micros = new double[faq.questions.size()];
    for (int i = 0; i < micros.length; i++) {
      Question question = faq.questions.get(i);
      float[] vector = vector(model, question.text);
      long start = System.nanoTime();
      List<Passage> passages = index.search(question.text, vector, List.of(), 10);
      micros[i] = (System.nanoTime() - start) / 1e3;
      List<String> ids = passages.stream().map(Passage::article).distinct().toList();
      int rank = 0;
      while (rank < ids.size() && !question.right.contains(ids.get(rank))) {
        rank++;
      }
      boolean found = rank < ids.size();
      first += found && rank == 0 ? 1 : 0;
      five += found && rank < 5 ? 1 : 0;
      ranks += found ? 1.0 / (rank + 1) : 0;
      sure += found && rank == 0 && passages.getFirst().score() >= 0.5 ? 1 : 0;
    }
    long astray =
        others.stream()
            .filter(
                text ->
                    index.search(text, vector(model, text), List.of(), 1).stream()
                        .anyMatch(passage -> passage.score() >= 0.5))
            .count();
    Arrays.sort(micros);
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %s | %.1f %% | %.1f %% | %.3f | %.1f %% | %.1f %% | %.2f / %.2f ms |%n",
        faq.name,
        name,
        kind,
        100.0 * first / micros.length,
        100.0 * five / micros.length,
        ranks / micros.length,
        100.0 * sure / first,
        100.0 * astray / others.size(),
        micros[micros.length / 2] / 1e3,
        micros[micros.length * 95 / 100] / 1e3);
  }

  /** Both sets' pieces again and again, each time as other articles, until there are 10,000. */
  private static void large(List<Faq> faqs, EmbeddingModel model) {
    List<Piece> some = new ArrayList<>();
    faqs.forEach(faq -> some.addAll(pieces(faq.articles, model)));
    List<Piece> many = new ArrayList<>();
    for (int i = 0; many.size() < LARGE; i++) {
      Piece piece = some.get(i % some.size());
      int copy = i / some.size();
      many.add(
          new Piece(
              piece.article() + "-" + copy,
              piece.title(),
              piece.language(),
              piece.category(),
              piece.heading() + " " + copy,
              piece.text() + " variant" + copy,
              // Its own numbers, for the processor's caches to be as full as they would be.
              piece.vector() == null ? null : piece.vector().clone()));
    }
    long start = System.nanoTime();
    var index = new KnowledgeIndex(many, VectorScale.of(model));
    double built = (System.nanoTime() - start) / 1e9;
    List<String> questions =
        faqs.stream()
            .flatMap(faq -> faq.questions.stream().limit(500))
            .map(Question::text)
            .toList();
    double[] all = new double[questions.size()];
    double[] searching = new double[questions.size()];
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < all.length; i++) {
        long before = System.nanoTime();
        float[] vector = vector(model, questions.get(i));
        long embedded = System.nanoTime();
        index.search(questions.get(i), vector, List.of(), 4);
        long after = System.nanoTime();
        all[i] = (after - before) / 1e6;
        searching[i] = (after - embedded) / 1e6;
      }
    }
    Arrays.sort(all);
    Arrays.sort(searching);
    System.out.printf(
        Locale.ROOT,
        "%n%,d pieces: indexed in %.1f s; a search p50 / p95 %.1f / %.1f ms, with the question's"
            + " embedding %.1f / %.1f ms%n%n",
        index.size(),
        built,
        searching[searching.length / 2],
        searching[searching.length * 95 / 100],
        all[all.length / 2],
        all[all.length * 95 / 100]);
  }

  private static float @Nullable [] vector(@Nullable EmbeddingModel model, String text) {
    return model == null ? null : model.embed(List.of(text)).getFirst();
  }

  private static List<Piece> pieces(List<Article> articles, @Nullable EmbeddingModel model) {
    List<Piece> pieces = new ArrayList<>();
    Map<String, float[]> known = new HashMap<>();
    for (Article article : articles) {
      for (Chunk chunk : Chunker.chunks(article)) {
        Piece piece = Piece.of(article, chunk);
        pieces.add(
            model == null
                ? piece
                : piece.with(
                    known.computeIfAbsent(piece.headingText(), text -> vector(model, text)),
                    vector(model, piece.wholeText())));
      }
    }
    return pieces;
  }

  private static Faq faq(String name, Path data) throws IOException {
    Path folder = data.resolve(name.toLowerCase(Locale.ROOT));
    List<Article> articles = new ArrayList<>();
    for (JsonNode line : lines(folder.resolve("docs.jsonl"))) {
      articles.add(
          new Article(
              line.path("id").asText(),
              line.path("title").asText(),
              line.path("text").asText(),
              "en",
              null));
    }
    List<Question> questions = new ArrayList<>();
    for (JsonNode line : lines(folder.resolve("queries.jsonl"))) {
      Set<String> right = new HashSet<>();
      line.path("rel").forEach(id -> right.add(id.asText()));
      questions.add(new Question(line.path("text").asText(), right));
    }
    return new Faq(name, articles, questions);
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.isBlank()) {
        lines.add(JSON.readTree(line));
      }
    }
    return lines;
  }
}
