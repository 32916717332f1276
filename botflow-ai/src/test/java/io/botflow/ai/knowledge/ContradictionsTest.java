package io.botflow.ai.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Articles that say different numbers of the same. */
class ContradictionsTest {
  private static final Article DELIVERY =
      article("delivery", "Delivery", "We deliver within three working days.");
  private static final Article HOW_LONG =
      article(
          "how-long", "How long does delivery take?", "Delivery takes 5 to 7 days. It is free.");

  @Test
  void otherNumbersOfTheSameAreFoundOnceWithWhatTheyCount() {
    assertThat(found(DELIVERY, HOW_LONG, article("hours", "Hours", "We open at 9 every day.")))
        .containsExactly(
            new Contradiction(
                new Contradiction.Side("delivery", DELIVERY.title(), DELIVERY.text()),
                new Contradiction.Side("how-long", HOW_LONG.title(), HOW_LONG.text()),
                List.of(new Contradiction.Difference("days", List.of("3"), List.of("5", "7")))));
  }

  @Test
  void moneyIsComparedByItsCurrency() {
    assertThat(
            found(
                article("a", "Delivery costs", "Delivery costs R50."),
                article("b", "What does delivery cost?", "We charge R 65.00 for delivery.")))
        .singleElement()
        .satisfies(
            one ->
                assertThat(one.differences())
                    .contains(new Contradiction.Difference("ZAR", List.of("50"), List.of("65"))));
  }

  @Test
  void whoAgreesOrSpeaksOfSomethingElseDoesNotContradict() {
    assertThat(
            found(
                DELIVERY,
                article("same", "How long is delivery?", "It takes two or three days."),
                article("returns", "Returning goods", "Send it back within 30 days.")))
        .isEmpty();
    assertThat(found(DELIVERY)).isEmpty();
    assertThat(found()).isEmpty();
  }

  @Test
  void anotherLanguageIsAnotherMatter() {
    assertThat(
            found(
                DELIVERY,
                new Article("de", "Delivery", "Die Lieferung dauert 9 days.", "de", null)))
        .isEmpty();
  }

  private static List<Contradiction> found(Article... articles) {
    List<Piece> pieces =
        Arrays.stream(articles)
            .flatMap(
                article -> Chunker.chunks(article).stream().map(chunk -> Piece.of(article, chunk)))
            .toList();
    return Contradictions.in(new KnowledgeIndex(pieces, null), 100, 100);
  }

  private static Article article(String id, String title, String text) {
    return new Article(id, title, text, "en", null);
  }
}
