package io.botflow.server.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.ai.knowledge.Article;
import io.botflow.ai.knowledge.InMemoryKnowledge;
import io.botflow.server.TestDatabase;
import io.botflow.spi.Passage;
import io.botflow.store.jdbc.DatabaseAddress;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Vectors are compared by a database with pgvector. */
class KnowledgeInPgVectorTest extends KnowledgeSearchContract {
  private static final int MANY = 4_000;

  /** Numbers come a little different out of the database. */
  private static final RecursiveComparisonConfiguration ALMOST =
      RecursiveComparisonConfiguration.builder()
          .withComparatorForType((one, other) -> Math.abs(one - other) < 1e-3 ? 0 : 1, Double.class)
          .build();

  private @Nullable PgVectorServer server;
  private @Nullable DatabaseAddress address;

  @BeforeAll
  void startServer() throws Exception {
    server = PgVectorServer.start();
  }

  @AfterAll
  void stopServer() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  @Override
  DatabaseAddress database() throws Exception {
    address = Objects.requireNonNull(server).fresh();
    return address;
  }

  private void openAgain() {
    databases = open(Objects.requireNonNull(address));
    knowledge = knowledge();
  }

  @Test
  void theIndexIsUsedUnderRowLevelSecurityAndGoesOnUntilItHasEnough() throws Exception {
    // Nine of ten are another organisation's, and drawn like these.
    places(OTHER, MANY * 9 / 10, 1);
    places(SHOP, MANY / 10, 2);
    owner("analyze botflow.knowledge_places");
    Places places = places();
    float[] question = model.embed(List.of(sentence(new SplittableRandom(3), 6))).getFirst();

    String plan = plan(places, question, true);
    System.out.println("The plan of a search:\n" + plan.replaceAll("'\\[[^]]*]'", "'[...]'"));
    assertThat(plan)
        .contains("Index Scan using knowledge_places_384")
        .contains("array_position($0, org_id) IS NOT NULL");
    assertThat(places.near(SHOP, model.id(), question, 100, List.of()))
        .as("although most of those that are near are not the organisation's")
        .hasSize(100);
    assertThat(places.near(new UUID(3, 3), model.id(), question, 100, List.of())).isEmpty();
    assertThat(plan(places, question, false))
        .as("a small organisation's are all looked at, where that is less")
        .isNotEmpty();
  }

  @Test
  void whatTheDatabaseDoesNotHaveYetIsComparedByTheServer() throws Exception {
    List<Article> articles = articles(60);
    write(SHOP, articles);
    String question = articles.getLast().title();
    List<Passage> before = knowledge.find(SHOP, question, List.of(), 3);

    // As if pgvector had come later than the articles.
    databases.close();
    owner("drop table botflow.knowledge_places");
    openAgain();
    assertThat(knowledge.find(SHOP, question, List.of(), 3))
        .usingRecursiveComparison(ALMOST)
        .isEqualTo(before);
    embed(SHOP);
    assertThat(known()).hasSize(60);
  }

  /** As an older server does it, or one that runs since before the database had pgvector. */
  @Test
  void whatAServerWithoutPgVectorEmbeddedIsFoundByMeaningAndPlacedLater() throws Exception {
    List<Article> articles = articles(60);
    write(SHOP, articles);
    String last = articles.getLast().title();
    List<Passage> before = knowledge.find(SHOP, last, List.of(), 1);
    long passage = placeOf(before.getFirst());
    owner("delete from botflow.knowledge_places where passage = " + passage);
    changed();

    assertThat(knowledge.find(SHOP, last, List.of(), 1))
        .usingRecursiveComparison(ALMOST)
        .isEqualTo(before);
    changed();
    assertThat(knowledge.find(SHOP, last, List.of(), 1))
        .usingRecursiveComparison(ALMOST)
        .isEqualTo(before);
    assertThat(attempts()).as("asked for once, and not again while it waits").isZero();

    embed(SHOP);
    assertThat(known()).contains(passage).hasSize(60);
    assertThat(knowledge.find(SHOP, last, List.of(), 1))
        .extracting(Passage::article)
        .containsExactly(articles.getLast().id());
    assertThat(new KnowledgeWork(databases.work()).claim(true)).isEmpty();
  }

  @Test
  void ofALargeCategoryTheNearestAreFound() {
    List<Article> articles = new ArrayList<>();
    for (Article one : articles(2_200)) {
      String category = articles.size() % 2 == 0 ? "even" : "odd";
      articles.add(new Article(one.id(), one.title(), one.text(), one.language(), category));
    }
    write(SHOP, articles);
    var looking = new InMemoryKnowledge(model);
    looking.put(SHOP, articles);

    var random = new SplittableRandom(5);
    int same = 0;
    for (int i = 0; i < 100; i++) {
      String question = sentence(random, 6);
      Passage expected = looking.search(SHOP, question, List.of("odd"), 1).getFirst();
      List<Passage> found = knowledge.find(SHOP, question, List.of("odd"), 1);
      same += found.getFirst().article().equals(expected.article()) ? 1 : 0;
    }
    assertThat(same).isGreaterThanOrEqualTo(99);
  }

  private Set<Long> known() {
    return databases.work().in(SHOP, handle -> places().known(handle, SHOP, model.id()));
  }

  private Places places() {
    return Places.in(databases.work()).orElseThrow();
  }

  @Test
  void theTableIsATenantsLikeAllOthers() throws Exception {
    List<Map<String, Object>> found =
        databases
            .work()
            .outside(
                handle ->
                    handle
                        .createQuery(
                            """
                            select c.relrowsecurity and c.relforcerowsecurity
                              and p.polcmd = '*' and p.polqual is not null
                              and p.polwithcheck is not null as safe
                            from pg_class c join pg_policy p on p.polrelid = c.oid
                            where c.relname = 'knowledge_places'
                            """)
                        .mapToMap()
                        .list());
    assertThat(found).singleElement().satisfies(row -> assertThat(row).containsEntry("safe", true));
  }

  private String plan(Places places, float[] question, boolean onlyTheIndex) {
    return databases
        .work()
        .in(
            SHOP,
            handle -> {
              places.set(handle, 100);
              if (onlyTheIndex) {
                handle.execute("set local enable_sort = off");
              }
              return String.join(
                  "\n",
                  handle
                      .createQuery("explain (costs off) " + Places.near(question.length))
                      .bind("org", SHOP)
                      .bind("model", model.id())
                      .bind("question", Places.text(question))
                      .bind("nearest", 100)
                      .bindArray("also", Long.class, List.of())
                      .mapTo(String.class)
                      .list());
            });
  }

  private void places(UUID organization, int count, int seed) {
    var random = new SplittableRandom(seed);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(sentence(random, 12));
    }
    databases
        .work()
        .<Boolean>in(
            organization,
            handle -> {
              for (int i = 0; i < count; i++) {
                place(handle, organization, i, model.embed(List.of(texts.get(i))).getFirst());
              }
              return true;
            });
  }

  private void place(Handle handle, UUID organization, long passage, float[] vector) {
    handle
        .createUpdate(
            """
            insert into knowledge_places (org_id, model, passage, numbers, place)
            values (:org, :model, :passage, :numbers, :place::vector)
            """)
        .bind("org", organization)
        .bind("model", model.id())
        .bind("passage", passage)
        .bind("numbers", vector.length)
        .bind("place", Places.text(vector))
        .execute();
  }

  private void changed() {
    databases
        .work()
        .<Boolean>in(
            SHOP,
            handle -> {
              KnowledgeWork.changed(handle, SHOP);
              return true;
            });
  }

  private long placeOf(Passage passage) {
    return databases
        .work()
        .<Long>in(
            SHOP,
            handle ->
                Library.of(handle, SHOP)
                    .where(piece -> piece.article().equals(passage.article()))
                    .stream()
                    .mapToLong(Places::passage)
                    .findFirst()
                    .orElseThrow());
  }

  private int attempts() {
    return databases
        .work()
        .<Integer>in(
            SHOP,
            handle ->
                handle
                    .createQuery("select attempts from knowledge_work where org_id = id")
                    .mapTo(Integer.class)
                    .one());
  }

  private void owner(String sql) throws Exception {
    try (Connection connection = TestDatabase.connect(Objects.requireNonNull(address));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
