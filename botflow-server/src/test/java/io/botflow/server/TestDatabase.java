package io.botflow.server;

import io.botflow.store.jdbc.DatabaseAddress;
import io.botflow.store.jdbc.EmbeddedPostgres;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One embedded server for all tests of the JVM, and a fresh database for each that asks. */
public final class TestDatabase {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static @Nullable EmbeddedPostgres server;

  private TestDatabase() {}

  public static synchronized DatabaseAddress fresh() throws Exception {
    if (server == null) {
      Path folder = Path.of("target", "test-postgres").toAbsolutePath();
      Files.createDirectories(folder);
      EmbeddedPostgres started = EmbeddedPostgres.start(folder);
      Runtime.getRuntime().addShutdownHook(new Thread(started::close));
      server = started;
    }
    String name = "test_" + NUMBER.incrementAndGet();
    try (Connection connection = connect(server.address());
        Statement statement = connection.createStatement()) {
      statement.execute("drop database if exists " + name + " with (force)");
      statement.execute("create database " + name);
    }
    return server.address().withDatabase(name);
  }

  /** A copy of a database that nobody is connected to, as a backup is. */
  static synchronized DatabaseAddress copy(DatabaseAddress original) throws SQLException {
    String name = "test_" + NUMBER.incrementAndGet();
    try (Connection connection = connect(original.withDatabase("postgres"));
        Statement statement = connection.createStatement()) {
      statement.execute("drop database if exists " + name + " with (force)");
      String from = original.url().replaceAll(".*/", "").replaceAll("[?].*", "");
      statement.execute("create database " + name + " template " + from);
    }
    return original.withDatabase(name);
  }

  public static Connection connect(DatabaseAddress address) throws SQLException {
    return DriverManager.getConnection(address.url(), address.user(), address.password());
  }

  /** What the owner of a table finds in it past the rules that bind it while the server serves. */
  public static List<String> rows(DatabaseAddress address, String table, String query)
      throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = connect(address);
        Statement statement = connection.createStatement()) {
      statement.execute("set search_path = botflow");
      statement.execute("alter table " + table + " no force row level security");
      try (ResultSet rows = statement.executeQuery(query)) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
    }
    return found;
  }

  /** Leaves a table to the application's own conditions. */
  public static void withoutRowLevelSecurity(DatabaseAddress address, String table)
      throws SQLException {
    try (Connection connection = connect(address);
        Statement statement = connection.createStatement()) {
      statement.execute("alter table botflow." + table + " disable row level security");
    }
  }

  /** All that an organisation has, by table, as one text for each: equal where nothing changed. */
  public static Map<String, String> contents(DatabaseAddress address, String organization)
      throws SQLException {
    Map<String, String> contents = new TreeMap<>();
    List<String> tables =
        rows(
            address,
            "organizations",
            """
            select c.table_name from information_schema.columns c
            join information_schema.tables t using (table_schema, table_name)
            where c.table_schema = 'botflow' and c.column_name = 'org_id'
              and t.table_type = 'BASE TABLE'
              -- When the server itself looks for news of templates: nobody's request changes it.
              and c.table_name <> 'template_reads'
              -- What the server counts by itself: those that serve requests cannot write there.
              and not starts_with(c.table_name, 'analytics_')
            """);
    tables.add("organizations");
    for (String table : tables) {
      String key = table.equals("organizations") ? "id" : "org_id";
      String all =
          "select coalesce(string_agg(t::text, e'\\n' order by t::text), '') from %s t where %s = '%s'"
              .formatted(table, key, organization);
      contents.put(table, rows(address, table, all).getFirst());
    }
    return contents;
  }

  public static int port(DatabaseAddress address) {
    return URI.create(address.url().substring("jdbc:".length())).getPort();
  }

  /** The settings that lead to a database, through another port where one is given. */
  public static Map<String, String> environment(DatabaseAddress address, int port) {
    String url = address.url().replace(":" + port(address) + "/", ":" + port + "/");
    return Map.of(
        "BOTFLOW_DATABASE_URL",
        url,
        "BOTFLOW_DATABASE_USER",
        String.valueOf(address.user()),
        "BOTFLOW_DATABASE_PASSWORD",
        String.valueOf(address.password()),
        "BOTFLOW_SECRETS_KEY_FILE",
        Path.of("target", "test-keys.json").toAbsolutePath().toString(),
        "BOTFLOW_ERASURE_LEDGER_FILE",
        Path.of("target", "test-erasures.log").toAbsolutePath().toString());
  }
}
