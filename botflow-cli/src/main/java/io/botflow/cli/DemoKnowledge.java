package io.botflow.cli;

import io.botflow.server.knowledge.KnowledgeModule;
import io.botflow.spi.KnowledgeBase;
import io.botflow.spi.Passage;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the demo's shop knows: a few articles, found by the words in them. Every other organisation
 * has what its people wrote.
 */
final class DemoKnowledge implements KnowledgeBase {
  private record Article(String id, String title, Set<String> words, String text) {}

  private static final List<Article> ARTICLES =
      List.of(
          new Article(
              "delivery",
              "Delivery",
              Set.of("delivery", "deliver", "ship", "shipping", "arrive", "long", "send"),
              "We deliver in two to three working days. Delivery is free from 50 euros on."),
          new Article(
              "returns",
              "Returns",
              Set.of("return", "returns", "refund", "back", "exchange", "wrong"),
              "You can return everything within 30 days; the label is in the box."),
          new Article(
              "payment",
              "Payment",
              Set.of("pay", "payment", "card", "invoice", "paypal", "money", "cost"),
              "You can pay by card, by bank transfer or on invoice."),
          new Article(
              "hours",
              "Opening hours",
              Set.of("open", "opening", "hours", "closed", "when", "today", "sunday"),
              "The shop is open from Monday to Saturday, 9:00 to 18:00."));

  private final KnowledgeBase own;

  @Inject
  DemoKnowledge(@Named(KnowledgeModule.OWN) KnowledgeBase own) {
    this.own = own;
  }

  @Override
  public List<Passage> search(
      UUID organization, String question, List<String> categories, int most) {
    if (!organization.equals(DemoBot.ORGANIZATION)) {
      return own.search(organization, question, categories, most);
    }
    Set<String> asked =
        Stream.of(question.toLowerCase(Locale.ROOT).split("[^\\p{L}]+"))
            .collect(Collectors.toSet());
    return ARTICLES.stream()
        .map(article -> passage(article, asked))
        .filter(passage -> passage.score() > 0)
        .sorted(Comparator.comparingDouble(Passage::score).reversed())
        .limit(most)
        .toList();
  }

  private static Passage passage(Article article, Set<String> asked) {
    long found = article.words().stream().filter(asked::contains).count();
    double score = found == 0 ? 0 : Math.min(1, 0.6 + 0.2 * found);
    return new Passage(article.id(), article.title(), article.text(), score);
  }
}
