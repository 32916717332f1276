package io.botflow.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever follows the turns sees each once, in whatever order they are committed. */
class TurnsAfterTest {
  private static final long SEED = 11;
  private static final int WRITERS = 6;

  private final Random random = new Random(SEED);
  private final List<Connection> open = new ArrayList<>();
  private Databases databases;
  private Connection reader;
  private DatabaseAddress address;
  private long made;

  @BeforeEach
  void open() throws Exception {
    address = TestDatabase.newDatabase();
    databases = TestDatabase.open(address);
    reader = address.connect();
    for (int i = 0; i < WRITERS; i++) {
      Connection writer = address.connect();
      writer.setAutoCommit(false);
      open.add(writer);
    }
  }

  @AfterEach
  void close() throws Exception {
    for (Connection writer : open) {
      writer.close();
    }
    reader.close();
    databases.close();
  }

  @Test
  void eachTurnIsSeenOnceWhenItsTransactionEnds() throws Exception {
    List<Long> seen = new ArrayList<>();
    List<List<Long>> pending = new ArrayList<>();
    open.forEach(writer -> pending.add(new ArrayList<>()));
    List<Long> committed = new ArrayList<>();
    String snapshot = one("select pg_current_snapshot()::text");

    for (int step = 0; step < 400; step++) {
      int who = random.nextInt(WRITERS);
      switch (random.nextInt(4)) {
        case 0, 1 -> pending.get(who).add(insert(open.get(who)));
        case 2 -> {
          if (random.nextInt(5) == 0) {
            open.get(who).rollback();
          } else {
            open.get(who).commit();
            committed.addAll(pending.get(who));
          }
          pending.get(who).clear();
        }
        default -> {
          String now = one("select pg_current_snapshot()::text");
          seen.addAll(after(snapshot));
          snapshot = now;
        }
      }
    }
    seen.addAll(after(snapshot));

    assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(committed);
    assertThat(committed).hasSizeGreaterThan(80);
  }

  @Test
  void turnsBeforeTheMomentAreNotLookedAt() throws Exception {
    String snapshot = one("select pg_current_snapshot()::text");
    insert(open.get(0));
    open.get(0).commit();

    assertThat(
            numbers(
                "select number from botflow.turns_after('%s', now() + interval '1 minute')"
                    .formatted(snapshot)))
        .isEmpty();
    assertThat(after(snapshot)).containsExactly(1L);
  }

  private long insert(Connection writer) throws SQLException {
    made++;
    try (Statement statement = writer.createStatement()) {
      statement.execute(
          """
          insert into botflow.turns (org_id, conversation_id, number, id, bot_id, input, attempt,
            events, created_at)
          values ('%s', '%s', %d, botflow.first_id(now()), '%s', 1, 1, '[]', now())
          """
              .formatted(new UUID(1, 1), new UUID(2, made), made, new UUID(3, 1)));
    }
    return made;
  }

  private List<Long> after(String snapshot) throws SQLException {
    return numbers(
        "select number from botflow.turns_after('%s', now() - interval '1 hour')"
            .formatted(snapshot));
  }

  private List<Long> numbers(String sql) throws SQLException {
    List<Long> found = new ArrayList<>();
    try (Statement statement = reader.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getLong(1));
      }
    }
    return found;
  }

  private String one(String sql) throws SQLException {
    try (Statement statement = reader.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
