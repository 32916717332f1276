package io.botflow.store.jdbc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of BotFlow's own, for where no database was set up. Its data stays in the
 * given folder between runs; {@code fsync} and {@code synchronous_commit} are on. It listens on a
 * free port of the loopback address only, behind a random password that is kept in the folder.
 *
 * <p>The server is a process of its own: a signal to BotFlow does not reach it, and it survives a
 * crash of BotFlow. The next start on the same folder stops it cleanly and goes on with its data.
 * No shutdown hook is registered; who starts it closes it. Two BotFlow processes cannot share a
 * folder. Safe for use by several threads.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final int PORT_ATTEMPTS = 5;

  private final FolderLock lock;
  private final Postmaster postmaster;
  private final DatabaseAddress address;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedPostgres(FolderLock lock, Postmaster postmaster, DatabaseAddress address) {
    this.lock = lock;
    this.postmaster = postmaster;
    this.address = address;
  }

  /**
   * Starts a server on {@code directory}, which is made where it is missing. The programs are
   * unpacked once into the user's cache folder.
   *
   * @throws DatabaseException with a text for the operator when the server cannot start
   */
  public static EmbeddedPostgres start(Path directory) {
    return start(directory, CacheFolder.ofUser(System.getenv(), System.getProperties()));
  }

  /** As {@link #start(Path)}, with the programs in {@code cache}. */
  public static EmbeddedPostgres start(Path directory, Path cache) {
    Path folder = directory.toAbsolutePath().normalize();
    try {
      Files.createDirectories(folder);
      return start(folder.toRealPath(), PostgresBinaries.unpacked(cache.toAbsolutePath()));
    } catch (AccessDeniedException e) {
      throw new DatabaseException(
          "The folder %s is not writable for this user; choose another one for the database, or set BOTFLOW_DATABASE_URL."
              .formatted(e.getFile()),
          e);
    } catch (IOException e) {
      throw new DatabaseException(
          "The embedded PostgreSQL cannot use the folder %s: %s".formatted(folder, e), e);
    }
  }

  private static EmbeddedPostgres start(Path folder, PostgresBinaries binaries) throws IOException {
    FolderLock lock = FolderLock.take(folder);
    try {
      Cluster cluster = new Cluster(folder, binaries);
      Postmaster postmaster = new Postmaster(cluster.data());
      if (postmaster.running().isPresent()) {
        LOG.info("stopping the PostgreSQL server that an earlier run left on {}", folder);
        postmaster.stop();
      }
      postmaster.removeStaleFile();
      ServerAccount account = cluster.prepare();
      int port = startOnFreePort(cluster, account);
      DatabaseAddress address = DatabaseAddress.loopback(port, Cluster.NAME, cluster.password());
      createDatabase(address);
      return new EmbeddedPostgres(lock, postmaster, address);
    } catch (Throwable e) {
      lock.close();
      throw e;
    }
  }

  private static int startOnFreePort(Cluster cluster, ServerAccount account) throws IOException {
    for (int attempt = 1; ; attempt++) {
      int port = freePort();
      CommandLine.Result result = cluster.start(account, port);
      if (result.succeeded()) {
        return port;
      }
      String log = cluster.logTail();
      // Another program may take the port between our look and the server's start.
      if (attempt == PORT_ATTEMPTS || !log.contains("Address already in use")) {
        throw new DatabaseException(
            "The embedded PostgreSQL does not start on %s: %s%n%s"
                .formatted(cluster.data(), result.output(), log));
      }
    }
  }

  private static void createDatabase(DatabaseAddress address) {
    try (Connection connection = address.withDatabase("postgres").connect();
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "select from pg_database where datname = '" + Cluster.NAME + "'")) {
      if (!found.next()) {
        statement.execute("create database " + Cluster.NAME);
      }
    } catch (SQLException e) {
      throw new DatabaseException(
          "The embedded PostgreSQL started but refuses connections: " + e.getMessage(), e);
    }
  }

  private static int freePort() throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    try (ServerSocket socket = new ServerSocket(0, 1, loopback)) {
      return socket.getLocalPort();
    }
  }

  /** Where the server's database is reached, password included. */
  public DatabaseAddress address() {
    return address;
  }

  /** The data directory of the running server, as PostgreSQL's own tools want it. */
  public Path dataDirectory() {
    return postmaster.data();
  }

  /** Stops the server (PostgreSQL's fast shutdown) and frees the folder. A second call is idle. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      postmaster.stop();
    } catch (IOException e) {
      throw new DatabaseException("Cannot stop the PostgreSQL server of " + postmaster.data(), e);
    } finally {
      lock.close();
    }
  }
}
