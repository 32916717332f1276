package io.botflow.server.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.botflow.ai.knowledge.Article;
import io.botflow.ai.knowledge.Contradiction;
import io.botflow.ai.knowledge.InMemoryKnowledge;
import io.botflow.spi.EmbeddingModel;
import io.botflow.spi.Passage;
import io.botflow.store.jdbc.DatabaseAddress;
import io.botflow.store.jdbc.DatabaseSettings;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Deployments;
import io.botflow.store.jdbc.Transactions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a search finds, wherever the vectors are compared: what comparing all of them finds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class KnowledgeSearchContract {
  static final UUID SHOP = new UUID(1, 1);
  static final UUID OTHER = new UUID(2, 2);
  private static final int ARTICLES = 1_500;
  private static final int WORDS = 400;
  private static final int QUESTIONS = 200;

  final EmbeddingModel model = new MeaningModel();
  final InMemoryKnowledge all = new InMemoryKnowledge(model);
  Databases databases;
  OrganizationKnowledge knowledge;

  abstract DatabaseAddress database() throws Exception;

  @BeforeEach
  void open() throws Exception {
    databases = open(database());
    Deployments deployments = new Deployments(databases);
    deployments.organization(SHOP, "Shop", "shop");
    deployments.organization(OTHER, "Other", "other");
    knowledge = knowledge();
  }

  static Databases open(DatabaseAddress address) {
    return Databases.open(
        new DatabaseSettings(address, Path.of("."), 3, 10, Duration.ofSeconds(20)));
  }

  OrganizationKnowledge knowledge() {
    return new OrganizationKnowledge(
        databases, new Unanswered(databases), new UsedEmbeddings(Optional.of(model)));
  }

  @AfterEach
  void close() {
    databases.close();
  }

  @Test
  void theSamePassagesAreFoundAsByLookingAtAll() {
    List<Article> articles = articles(ARTICLES);
    write(SHOP, articles);
    write(OTHER, articles(20));
    all.put(SHOP, articles);

    var random = new SplittableRandom(7);
    int same = 0;
    for (int i = 0; i < QUESTIONS; i++) {
      String question = sentence(random, 6);
      List<Passage> expected = all.search(SHOP, question, List.of(), 3);
      List<Passage> found = knowledge.find(SHOP, question, List.of(), 3);
      assertThat(found).as(question).hasSize(3);
      if (found.getFirst().article().equals(expected.getFirst().article())) {
        same++;
        assertThat(found.getFirst().score()).isCloseTo(expected.getFirst().score(), within(0.001));
      }
    }
    assertThat(same).as("within a point").isGreaterThanOrEqualTo(QUESTIONS - QUESTIONS / 100);
  }

  @Test
  void onlyTheCategoriesThatWereAskedForAreLookedAt() {
    write(SHOP, articles(300));

    assertThat(knowledge.find(SHOP, "word1 word2 word3", List.of("rare"), 5))
        .hasSize(5)
        .allSatisfy(passage -> assertThat(passage.title()).startsWith("rare"));
  }

  @Test
  void whatAnOrganisationKnowsNoOtherFinds() {
    write(SHOP, articles(50));

    assertThat(knowledge.find(OTHER, "word1 word2", List.of(), 5)).isEmpty();
    write(OTHER, List.of(new Article(new UUID(9, 9).toString(), "own", "word1", "en", null)));
    assertThat(knowledge.find(OTHER, "word1 word2", List.of(), 5))
        .extracting(Passage::title)
        .containsExactly("own");
  }

  @Test
  void whatIsTakenAwayIsNotFoundAndWhatIsChangedIsFoundAsItIs() {
    List<Article> articles = articles(40);
    write(SHOP, articles);
    assertThat(knowledge.find(SHOP, "elephant", List.of(), 1).getFirst().score()).isLessThan(0.5);

    change("delete from knowledge_articles where id = '%s'".formatted(articles.getFirst().id()));
    change(
        "update knowledge_articles set title = 'elephant', body = 'elephant' where id = '%s'"
            .formatted(articles.getLast().id()));
    embed(SHOP);

    assertThat(knowledge.find(SHOP, "elephant", List.of(), 1))
        .extracting(Passage::article)
        .containsExactly(articles.getLast().id());
    assertThat(knowledge.find(SHOP, "word1 word2 word3", List.of(), 100))
        .extracting(Passage::article)
        .doesNotContain(articles.getFirst().id());
  }

  @Test
  void contradictionsAreLookedForOnceForEachChange() {
    List<Article> both =
        List.of(
            new Article(new UUID(8, 1).toString(), "Delivery", "It takes 3 days.", "en", null),
            new Article(new UUID(8, 2).toString(), "Delivery", "It takes 5 days.", "en", null));
    write(SHOP, both);
    List<Contradiction> found = knowledge.contradictions(SHOP);

    assertThat(found).hasSize(1);
    assertThat(knowledge.contradictions(SHOP)).isSameAs(found);
    change("delete from knowledge_articles where id = '%s'".formatted(both.getFirst().id()));
    assertThat(knowledge.contradictions(SHOP)).isEmpty();
  }

  private void change(String sql) {
    databases
        .work()
        .<Integer>in(
            SHOP,
            handle -> {
              KnowledgeWork.changed(handle, SHOP);
              KnowledgeWork.ask(handle, SHOP, SHOP);
              return handle.execute(sql);
            });
  }

  /** Articles of drawn words; one of ten is of a category of its own. */
  static List<Article> articles(int count) {
    var random = new SplittableRandom(count);
    List<Article> articles = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String category = i % 10 == 0 ? "rare" : "usual";
      articles.add(
          new Article(
              new UUID(count, i).toString(),
              category + " " + sentence(random, 4),
              sentence(random, 12),
              "en",
              category));
    }
    return articles;
  }

  static String sentence(SplittableRandom random, int words) {
    StringBuilder sentence = new StringBuilder();
    for (int i = 0; i < words; i++) {
      sentence.append(i == 0 ? "word" : " word").append(random.nextInt(WORDS));
    }
    return sentence.toString();
  }

  /** Keeps articles, and embeds them as the server does. */
  void write(UUID organization, List<Article> articles) {
    databases
        .work()
        .<Boolean>in(
            organization,
            handle -> {
              var batch =
                  handle.prepareBatch(
                      """
                      insert into knowledge_articles (org_id, id, title, body, language, category)
                      values (:org, :id::uuid, :title, :body, :language, :category)
                      """);
              articles.forEach(
                  article ->
                      batch
                          .bind("org", organization)
                          .bind("id", article.id())
                          .bind("title", article.title())
                          .bind("body", article.text())
                          .bind("language", article.language())
                          .bind("category", article.category())
                          .add());
              batch.execute();
              KnowledgeWork.changed(handle, organization);
              KnowledgeWork.ask(handle, organization, organization);
              return true;
            });
    embed(organization);
  }

  void embed(UUID organization) {
    Transactions work = databases.work();
    KnowledgeWork lending = new KnowledgeWork(work);
    KnowledgeWork.Lent lent = lending.claim(true).orElseThrow();
    assertThat(lent.organization()).isEqualTo(organization);
    new Embeddings(work, lending, model).embed(lent);
  }
}
