package io.botflow.ai.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.spi.Passage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Searching by words alone. */
class KnowledgeIndexTest {
  private static final Article DELIVERY =
      new Article("delivery", "Delivery", "We deliver within two days.", "en", "orders");
  private static final Article RETURNS =
      new Article("returns", "Returning goods", "Send it back within 30 days.", "en", "orders");
  private static final Article HOURS =
      new Article("hours", "Opening hours", "Open from 9 to 18, not on Sundays.", "en", "shop");

  @Test
  void thePassageWithTheWordsOfTheQuestionIsFirst() {
    KnowledgeIndex index = index(DELIVERY, RETURNS, HOURS);

    assertThat(index.search("opening hours on Sunday", null, List.of(), 3))
        .first()
        .satisfies(
            passage -> {
              assertThat(passage.article()).isEqualTo("hours");
              assertThat(passage.title()).isEqualTo("Opening hours");
              assertThat(passage.text()).isEqualTo("Open from 9 to 18, not on Sundays.");
              assertThat(passage.score()).isBetween(0.5, 1.0);
            });
  }

  @Test
  void aQuestionAboutSomethingElseFindsNothingSure() {
    KnowledgeIndex index = index(DELIVERY, RETURNS, HOURS);

    assertThat(index.search("Who won the match?", null, List.of(), 3))
        .allSatisfy(passage -> assertThat(passage.score()).isLessThan(0.5));
    assertThat(index.search("xyzzy", null, List.of(), 3)).isEmpty();
    assertThat(index.search("", null, List.of(), 3)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "de, Die Lieferung der Pakete dauert zwei Tage., Wie lange dauern Lieferungen?",
    "fr, La livraison des colis prend deux jours., Combien de temps prennent les livraisons ?",
    "es, Los pedidos se entregan en dos días., ¿Cuándo entregan mi pedido?",
    "pt, As encomendas chegam em dois dias., Quando chega a minha encomenda?",
    "ru, Посылки приходят через два дня., Когда придёт посылка?",
    "ar, تصل الطرود خلال يومين., متى تصل طرودي؟",
    "zh, 包裹两天内送达。, 我的包裹什么时候送达？",
    "zu, Amaphasela afika ezinsukwini ezimbili., Afika nini amaphasela?"
  })
  void wordsCompareInTheirLanguage(String language, String text, String question) {
    KnowledgeIndex index =
        index(new Article("found", "-", text, language, null), DELIVERY, RETURNS, HOURS);

    assertThat(index.search(question, null, List.of(), 1))
        .extracting(Passage::article)
        .containsExactly("found");
  }

  @Test
  void onlyTheCategoriesAskedForAreLookedIn() {
    KnowledgeIndex index = index(DELIVERY, RETURNS, HOURS);

    assertThat(index.search("within how many days do you deliver", null, List.of("shop"), 3))
        .isEmpty();
    assertThat(index.search("opening hours days", null, List.of("orders", "shop"), 3))
        .extracting(Passage::article)
        .contains("hours", "delivery");
  }

  @Test
  void oneArticleLeavesRoomForOthers() {
    Article all =
        new Article(
            "all",
            "Delivery",
            "# A\ndeliver\n# B\ndeliver\n# C\ndeliver\n# D\ndeliver",
            "en",
            null);

    assertThat(index(all, DELIVERY).search("delivery", null, List.of(), 4))
        .extracting(Passage::article)
        .containsOnlyOnce("delivery")
        .hasSize(3);
  }

  @Test
  void whatStandsAboveAPieceCounts() {
    Article prices =
        new Article("prices", "Prices", "# Haircut\n20 euros.\n\n# Beard\n10 euros.\n", "en", null);

    assertThat(index(prices, HOURS).search("How much is a beard trim?", null, List.of(), 1))
        .extracting(Passage::text)
        .containsExactly("10 euros.");
  }

  @Test
  void nothingIsFoundInNothing() {
    assertThat(index().search("anything", new float[] {1}, List.of(), 3)).isEmpty();
  }

  private static KnowledgeIndex index(Article... articles) {
    return new KnowledgeIndex(
        Arrays.stream(articles)
            .flatMap(
                article -> Chunker.chunks(article).stream().map(chunk -> Piece.of(article, chunk)))
            .toList(),
        null);
  }
}
