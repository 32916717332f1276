package io.botflow.ai.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.botflow.engine.Services;
import io.botflow.spi.EmbeddingUnavailable;
import io.botflow.spi.KnowledgeBase;
import io.botflow.spi.Passage;
import io.botflow.testing.ConversationScript;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The knowledge base of an embedder. */
class InMemoryKnowledgeTest {
  private static final UUID SHOP = new UUID(1, 1);
  private static final UUID OTHER = new UUID(2, 2);

  private final WordVectors model = new WordVectors();
  private final InMemoryKnowledge knowledge = new InMemoryKnowledge(model);

  @Test
  void whatIsMeantByOtherWordsIsFound() {
    knowledge.put(
        SHOP,
        List.of(
            article("package", "Package", "It arrives within two days."),
            article("hours", "Hours", "Open from nine to six.")));

    assertThat(found(SHOP, "my parcel")).first().isEqualTo("package");
    assertThat(new InMemoryKnowledge(null).search(SHOP, "my parcel", List.of(), 1)).isEmpty();
  }

  @Test
  void onlyNewTextsAreEmbedded() {
    knowledge.put(
        SHOP,
        List.of(article("a", "Delivery", "Two days."), article("b", "Returns", "Thirty days.")));
    model.takeAsked();

    knowledge.put(SHOP, List.of(article("b", "Returns", "Sixty days.")));
    assertThat(model.takeAsked()).containsExactly("Returns\nSixty days.");

    knowledge.put(SHOP, List.of(article("b", "Returns", "Sixty days.")));
    knowledge.remove(SHOP, List.of("a", "unknown"));
    assertThat(model.takeAsked()).isEmpty();
    assertThat(found(SHOP, "days")).containsExactly("b");
  }

  @Test
  void aModelThatIsAwayCostsTheMeaningAndNotTheAnswer() {
    knowledge.put(SHOP, List.of(article("a", "Delivery", "It takes two days.")));
    model.goAway();

    assertThat(found(SHOP, "How long does delivery take?")).containsExactly("a");
    assertThatThrownBy(() -> knowledge.put(SHOP, List.of(article("b", "New", "Text."))))
        .isInstanceOf(EmbeddingUnavailable.class);
    assertThat(found(SHOP, "new text")).doesNotContain("b");
  }

  @Test
  void organisationsKnowTheirOwn() {
    knowledge.put(SHOP, List.of(article("a", "Delivery", "Two days.")));

    assertThat(found(OTHER, "delivery")).isEmpty();
    knowledge.remove(OTHER, List.of("a"));
    knowledge.remove(SHOP, List.of("a"));
    assertThat(found(SHOP, "delivery")).isEmpty();
  }

  @Test
  void aBotAnswersByTheBestPassageAndNamesIt() {
    String flow =
        """
        {"botflow": 1, "id": "shop",
         "nodes": [
          {"id": "any", "type": "trigger", "data": {"config": {"on": "any_message"}}},
          {"id": "answer", "type": "ai_response", "data": {"config": {
            "instructions": "Answer.", "knowledge": {"citations": true}}}},
          {"id": "ask", "type": "end", "data": {"config": {"text": "A person will answer."}}},
          {"id": "done", "type": "end", "data": {"config": {}}}],
         "edges": [
          {"id": "1", "source": "any", "target": "answer"},
          {"id": "3", "source": "answer", "target": "done"},
          {"id": "2", "source": "answer", "sourceHandle": "uncertain", "target": "ask"}]}
        """;
    knowledge.put(
        SHOP,
        List.of(
            article("a", "How long does delivery take?", "It takes two days."),
            article("b", "When are you open?", "From nine to six.")));

    KnowledgeBase ofTheShop =
        (organization, question, categories, most) ->
            knowledge.search(SHOP, question, categories, most);
    ConversationScript.of(flow, new Services(null, null, ofTheShop, null, null))
        .says("how long will the delivery take")
        .expect("It takes two days.\n\n\u2022 How long does delivery take?")
        .says("do you know a joke about elephants")
        .expect("A person will answer.");
  }

  private List<String> found(UUID organization, String question) {
    return knowledge.search(organization, question, List.of(), 5).stream()
        .map(Passage::article)
        .toList();
  }

  private static Article article(String id, String title, String text) {
    return new Article(id, title, text, "en", null);
  }
}
