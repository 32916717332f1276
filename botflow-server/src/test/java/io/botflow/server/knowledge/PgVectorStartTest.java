package io.botflow.server.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.server.TestDatabase;
import io.botflow.store.jdbc.DatabaseAddress;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Deployments;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server starts whatever the database says to pgvector. */
class PgVectorStartTest {
  private static PgVectorServer server;

  @BeforeAll
  static void startServer() throws Exception {
    server = PgVectorServer.start();
  }

  @AfterAll
  static void stopServer() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CREATE EXTENSION, 42501", // not for this owner
    "CREATE EXTENSION, 0A000", // not on the list of who runs the database
    "CREATE EXTENSION, 58P01", // listed, but its library is missing
    "CREATE INDEX, 53200", // anything else, in the middle
    "ALTER TABLE, 55P03", // a lock that others hold for long
  })
  void aRefusalLeavesTheServerWithoutIt(String command, String state) throws Exception {
    DatabaseAddress address = server.fresh();
    withoutPgVector(address);
    run(
        address,
        """
        create function public.refuse() returns event_trigger language plpgsql as $$
        begin
          raise exception 'refused' using errcode = '%s';
        end $$;
        create event trigger refuse on ddl_command_start when tag in ('%s')
          execute function public.refuse()
        """
            .formatted(state, command));

    assertThat(hasPlaces(address)).isFalse();
    run(address, "drop event trigger refuse");
    assertThat(hasPlaces(address)).as("the next start tries again").isTrue();
  }

  @Test
  void aSchemaThatTheServerMayNotUseIsLeftAlone() throws Exception {
    DatabaseAddress address = server.fresh();
    run(address, "create schema others; create extension vector schema others");

    assertThat(hasPlaces(address)).isFalse();
    run(address, "grant usage on schema others to public");
    assertThat(hasPlaces(address)).isTrue();
    run(address, "revoke usage on schema others from public");
    assertThat(hasPlaces(address)).as("even when it was allowed before").isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0.8.0-dev, true", "0.10, true", "0.7.4, false", "0..8, false", "next, false"})
  void theNumbersOfAVersionCount(String version, boolean used) throws Exception {
    DatabaseAddress address = server.fresh();
    run(
        address,
        """
        create schema others; grant usage on schema others to public;
        create extension vector schema others;
        update pg_extension set extversion = '%s' where extname = 'vector'
        """
            .formatted(version));

    assertThat(hasPlaces(address)).isEqualTo(used);
  }

  /** Who has the work already, and does not know of pgvector, must not end it. */
  @Test
  void allThatIsEmbeddedIsAskedForAnew() throws Exception {
    DatabaseAddress address = server.fresh();
    UUID shop = new UUID(1, 1);
    try (Databases databases = KnowledgeSearchContract.open(address)) {
      new Deployments(databases).organization(shop, "Shop", "shop");
      new Deployments(databases).organization(new UUID(2, 2), "Other", "other");
      run(
          address,
          """
          drop table botflow.knowledge_places;
          insert into botflow.knowledge_work (org_id, id, lent_until, attempts)
          values ('%s', '%1$s', now() + interval '1 hour', 3)
          """
              .formatted(shop));
    }
    try (Databases databases = KnowledgeSearchContract.open(address)) {
      List<Map<String, Object>> asked =
          databases
              .work()
              .outside(
                  handle ->
                      handle
                          .createQuery(
                              """
                              select attempts, lent_until < now() as free from knowledge_work
                              where id = org_id order by org_id
                              """)
                          .mapToMap()
                          .list());
      assertThat(asked)
          .containsExactly(
              Map.of("attempts", 4, "free", true), Map.of("attempts", 0, "free", true));
    }
  }

  /** The tables as a server without it leaves them. */
  private static void withoutPgVector(DatabaseAddress address) throws Exception {
    KnowledgeSearchContract.open(address).close();
    run(address, "drop table botflow.knowledge_places; drop extension vector");
  }

  private static boolean hasPlaces(DatabaseAddress address) {
    try (Databases databases = KnowledgeSearchContract.open(address)) {
      return Places.in(databases.work()).isPresent();
    }
  }

  private static void run(DatabaseAddress address, String sql) throws Exception {
    try (Connection connection = TestDatabase.connect(address);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
