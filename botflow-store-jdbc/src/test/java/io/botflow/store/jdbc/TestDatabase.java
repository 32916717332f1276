package io.botflow.store.jdbc;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One embedded server for all tests of the JVM, kept between runs under {@code target}, and a fresh
 * database for each test that asks.
 */
final class TestDatabase {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** A machine that runs other tests as well is slow now and then. */
  private static final Duration PATIENT = Duration.ofSeconds(20);

  private static @Nullable EmbeddedPostgres server;

  private TestDatabase() {}

  /** Pools on a new database with all tables. */
  static synchronized Databases fresh() throws Exception {
    return open(newDatabase());
  }

  /** Pools on a database, which is brought up to date. */
  static Databases open(DatabaseAddress address) {
    return Databases.open(new DatabaseSettings(address, Path.of("."), 3, 10, PATIENT));
  }

  /** The address of a new, empty database. */
  static synchronized DatabaseAddress newDatabase() throws Exception {
    if (server == null) {
      Path folder = Path.of("target", "test-postgres").toAbsolutePath();
      Files.createDirectories(folder);
      EmbeddedPostgres started = EmbeddedPostgres.start(folder);
      // The server outlives the JVM; a test run has no other end than the JVM's.
      Runtime.getRuntime().addShutdownHook(new Thread(started::close));
      server = started;
    }
    String name = "test_" + NUMBER.incrementAndGet();
    run(server.address(), "drop database if exists " + name + " with (force)");
    run(server.address(), "create database " + name);
    return server.address().withDatabase(name);
  }

  static void run(DatabaseAddress address, String sql) throws SQLException {
    try (Connection connection = address.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
