package io.botflow.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What the database could do at best: a turn as one statement and one transaction, which writes
 * what a turn must write at the least (the key that finds duplicates, the session, the turn with
 * its events, two messages), each table with its primary key only. 64 connections in closed loop,
 * on tables of their own in the same server.
 */
final class PostgresLimit {
  static final String PGBENCH = "pgbench";
  private static final int CLIENTS = 64;
  private static final int WARM_UP_SECONDS = 5;

  private static final String TABLES =
      """
      drop schema if exists load_limit cascade;
      create schema load_limit;
      create table load_limit.keys (channel_id uuid, key text, primary key (channel_id, key));
      create table load_limit.conversations (id integer primary key, session json not null,
        turns bigint not null, updated_at timestamptz not null) with (fillfactor = 60);
      create table load_limit.turns (conversation_id integer, number bigint, id uuid not null,
        events json not null, created_at timestamptz not null,
        primary key (conversation_id, number));
      create table load_limit.messages (conversation_id integer, number bigint,
        inbound boolean not null, content json not null, external_id text,
        created_at timestamptz not null, primary key (conversation_id, number));
      insert into load_limit.conversations
        select n, '{}', 0, now() from generate_series(0, %d) n;
      """
          .formatted(CLIENTS - 1);

  /** The values are as long as those of the load program's bot. */
  private static final String TURN =
      """
      with key as (
        insert into load_limit.keys (channel_id, key)
        values ('6a9c5f6e-5b1c-4a63-b1d5-0c8f5b0c7d11',
          'wamid.HBgLMjc4MjAwMDAwEhgU' || gen_random_uuid()) on conflict do nothing returning key),
      conversation as (
        update load_limit.conversations set turns = turns + 1, updated_at = now(),
          session = '{"status":"WAITING","frames":[{"flow":"four-turns","version":"7301dc62-1b03-41f7-bc69-fe6ef101a7c6","node":"menu","variables":{"name":"Sipho 46"}}],"attempts":0,"inactiveAt":"2026-11-26T09:15:12.333810Z","turns":186}'
        where id = :client_id returning id, turns),
      turn as (
        insert into load_limit.turns (conversation_id, number, id, events, created_at)
        select id, turns, gen_random_uuid(), '[%s]', now() from conversation),
      question as (
        insert into load_limit.messages
          (conversation_id, number, inbound, content, external_id, created_at)
        select id, 2 * turns, true, '{"kind":"text","body":"Sipho 46"}', key, now()
        from conversation, key)
      insert into load_limit.messages
        (conversation_id, number, inbound, content, external_id, created_at)
      select id, 2 * turns + 1, false, '{"kind":"text","body":"A1046 is on its way, Sipho 46."}',
        key, now() from conversation, key
      """
          .formatted(
              String.join(
                  ",", Collections.nCopies(8, "{\"event\":\"%s\"}".formatted("-".repeat(66)))));

  private final PostgresFolder postgres;
  private final Path folder;

  /**
   * The limit of a running server.
   *
   * @param folder for pgbench's script
   */
  PostgresLimit(PostgresFolder postgres, Path folder) {
    this.postgres = postgres;
    this.folder = folder;
  }

  /** Runs for some seconds after a warm-up. */
  Result.Limit run(int seconds) throws SQLException, IOException, InterruptedException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(TABLES);
      Optional<Path> pgbench = pgbench();
      int whole = WARM_UP_SECONDS + seconds + 1;
      try (ExecutorService threads = Executors.newCachedThreadPool()) {
        Future<?> load =
            threads.submit(
                () -> {
                  if (pgbench.isPresent()) {
                    runProgram(pgbench.get(), whole);
                  } else {
                    runHere(threads, whole);
                  }
                  return null;
                });
        TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
        long turnsBefore = turns(statement);
        long microsBefore = ProcessStat.familyMicros(postgres.pid());
        long start = System.nanoTime();
        TimeUnit.SECONDS.sleep(seconds);
        long turns = Math.max(1, turns(statement) - turnsBefore);
        long micros = ProcessStat.familyMicros(postgres.pid()) - microsBefore;
        double lasted = (System.nanoTime() - start) / 1e9;
        load.get();
        return new Result.Limit(
            pgbench.isPresent() ? PGBENCH : "by JDBC, pgbench was not found",
            turns / lasted,
            micros / turns);
      } catch (ExecutionException e) {
        throw new IOException("the limit could not be measured", e.getCause());
      }
    }
  }

  private static long turns(Statement statement) throws SQLException {
    try (ResultSet rows =
        statement.executeQuery("select sum(turns) from load_limit.conversations")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        postgres.jdbcUrl(), PostgresFolder.NAME, postgres.password());
  }

  /** From the path, or where Debian puts it. */
  private static Optional<Path> pgbench() throws IOException {
    List<Path> folders = new ArrayList<>();
    for (String folder : System.getenv("PATH").split(":", -1)) {
      folders.add(Path.of(folder));
    }
    Path debian = Path.of("/usr/lib/postgresql");
    if (Files.isDirectory(debian)) {
      try (Stream<Path> versions = Files.list(debian)) {
        versions.forEach(version -> folders.add(version.resolve("bin")));
      }
    }
    return folders.stream()
        .map(folder -> folder.resolve(PGBENCH))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private void runProgram(Path pgbench, int seconds) throws IOException, InterruptedException {
    Path script = Files.writeString(folder.resolve("limit.sql"), TURN.replace("\n", " ") + ";\n");
    Path log = folder.resolve("pgbench.log");
    ProcessBuilder builder =
        new ProcessBuilder(
            pgbench.toString(),
            "--no-vacuum",
            "--protocol=prepared",
            "--client=" + CLIENTS,
            "--jobs=1",
            "--time=" + seconds,
            "--file=" + script,
            "--host=127.0.0.1",
            "--port=" + postgres.port(),
            "--username=" + PostgresFolder.NAME,
            PostgresFolder.NAME);
    builder.environment().put("PGPASSWORD", postgres.password());
    int code = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start().waitFor();
    if (code != 0) {
      throw new IOException("pgbench failed:\n" + Files.readString(log));
    }
  }

  private void runHere(ExecutorService threads, int seconds)
      throws ExecutionException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    List<Future<?>> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      int id = i;
      clients.add(threads.submit(() -> turnsOf(id, end)));
    }
    for (Future<?> client : clients) {
      client.get();
    }
  }

  private Void turnsOf(int client, long end) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement turn = connection.prepareStatement(TURN.replace(":client_id", "?"))) {
      while (System.nanoTime() - end < 0) {
        turn.setInt(1, client);
        turn.executeUpdate();
      }
    }
    return null;
  }
}
