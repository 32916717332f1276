package io.botflow.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * While the tables are changed, servers of the version before go on serving: a migration only adds,
 * and waits for nobody long. What is no longer used goes a version later.
 */
class MigrationsTest {
  /** The tables as they were first laid out; nobody served before them. */
  private static final String FIRST = "V005";

  /** What a server of the version before would trip over. */
  private static final Pattern BREAKS =
      Pattern.compile(
          "(?i)\\bdrop\\s+(table|column|view|function|constraint(?! in_month)|policy|default)\\b"
              + "|\\brename\\s+(to|column)\\b|\\bset\\s+not\\s+null\\b|\\balter\\s+column\\s+\\w+\\s+type\\b"
              + "|\\badd\\s+column\\s+[^,;]*\\bnot\\s+null\\b(?![^,;]*\\bdefault\\b)|(?<!before )\\btruncate\\b");

  @Test
  void aMigrationOnlyAdds() throws IOException {
    for (Path file : migrations()) {
      if (file.getFileName().toString().compareTo(FIRST + "~") > 0) {
        assertThat(Files.readString(file))
            .as(file.getFileName().toString())
            .doesNotContainPattern(BREAKS);
      }
    }
  }

  @Test
  void theRuleKnowsWhatBreaksAnOlderServer() {
    List.of(
            "alter table messages drop column extra;",
            "alter table messages rename column extra to more;",
            "alter table messages alter column extra set not null;",
            "alter table messages alter column extra type text;",
            "alter table messages add column kind text not null;",
            "drop table timers;",
            "truncate timers;")
        .forEach(sql -> assertThat(sql).containsPattern(BREAKS));
    List.of(
            "alter table messages add column kind text;",
            "alter table messages add column kind text not null default 'a';",
            "create table more (id uuid primary key, name text not null);",
            "create trigger kept before truncate on more execute function refuse();")
        .forEach(sql -> assertThat(sql).doesNotContainPattern(BREAKS));
  }

  @Test
  void aServerStartsOnTablesOfALaterVersion() throws Exception {
    DatabaseAddress address = TestDatabase.newDatabase();
    TestDatabase.open(address).close();
    TestDatabase.run(
        address,
        """
        insert into botflow.schema_history (installed_rank, version, description, type, script, checksum,
          installed_by, execution_time, success)
        values (1000, '999', 'of a later version', 'SQL', 'V999__of_a_later_version.sql', 1, 'x', 1, true);
        alter table botflow.conversations add column later text
        """);
    try (Databases databases = TestDatabase.open(address)) {
      assertThat(databases.takesMessages()).isTrue();
    }
  }

  private static List<Path> migrations() throws IOException {
    Path folder =
        Path.of("src", "main", "resources", "io", "botflow", "store", "jdbc", "migrations");
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.sorted().toList();
      assertThat(all).hasSizeGreaterThanOrEqualTo(5);
      return all;
    }
  }
}
