package io.botflow.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import io.botflow.spi.StoreUnavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/**
 * The open database: the embedded server where one is used, the connection pools, and the schema
 * brought up to date. Taking messages in has a pool of its own, so that neither claims nor long
 * reads keep it waiting, and no thread ever holds a connection of both.
 *
 * <p>Safe for use by several threads; closed once, by who opened it.
 */
public final class Databases implements AutoCloseable {
  /** BotFlow's tables live in a schema of their own, beside whatever else the database holds. */
  public static final String SCHEMA = "botflow";

  static final int OLDEST_VERSION = 15;

  /** Its statements are short: one look for each request of a person or program. */
  private static final int IDENTITY_CONNECTIONS = 4;

  private static final Duration WORK_WAIT = Duration.ofSeconds(5);
  private static final Duration STATEMENT_LIMIT = Duration.ofSeconds(30);
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);

  /** A process that stands still in a transaction must not keep the others from its rows. */
  private static final Duration FROZEN_LIMIT = Duration.ofSeconds(5);

  /**
   * Left to itself, the server plans a statement with arrays anew each time it is run, scans a
   * queue that was short when it was counted, through all that left it since, and reads all
   * contacts to join them with the few of a batch. Every row that these connections want has an
   * index.
   */
  private static final String QUEUE_PLANS =
      " set plan_cache_mode = force_generic_plan; set enable_seqscan = off;"
          + " set enable_hashjoin = off; set enable_mergejoin = off; set enable_bitmapscan = off";

  private final @Nullable EmbeddedPostgres embedded;
  private final List<HikariDataSource> pools;
  private final Transactions ingest;
  private final Transactions work;
  private final Transactions api;
  private final Transactions identity;
  private final Duration ingestWait;

  private Databases(
      @Nullable EmbeddedPostgres embedded, List<HikariDataSource> pools, Duration ingestWait) {
    this.embedded = embedded;
    this.pools = List.copyOf(pools);
    this.ingest = new Transactions(pools.get(0));
    this.work = new Transactions(pools.get(1));
    this.api = new Transactions(pools.get(2));
    this.identity = new Transactions(pools.get(3));
    this.ingestWait = ingestWait;
  }

  /**
   * Starts the embedded server where no address is set, brings the schema up to date and opens the
   * pools.
   *
   * @throws DatabaseException with a text for the operator when any of it fails
   */
  public static Databases open(DatabaseSettings settings) {
    DatabaseAddress external = settings.address();
    if (external != null) {
      return open(external, settings, null);
    }
    EmbeddedPostgres embedded = EmbeddedPostgres.start(settings.embeddedDirectory());
    try {
      return open(embedded.address(), settings, embedded);
    } catch (RuntimeException e) {
      embedded.close();
      throw e;
    }
  }

  private static Databases open(
      DatabaseAddress owner, DatabaseSettings settings, @Nullable EmbeddedPostgres embedded) {
    checkVersion(owner);
    ServingRoles roles = ServingRoles.prepare(owner);
    migrate(owner, roles);
    Duration wait = settings.ingestWait();
    List<HikariDataSource> pools = new ArrayList<>();
    try {
      DatabaseAddress ingest = roles.address(ServingRole.INGEST);
      pools.add(
          pool(ingest, "botflow-ingest", settings.ingestConnections(), wait, wait, QUEUE_PLANS));
      DatabaseAddress worker = roles.address(ServingRole.WORKER);
      int connections = settings.workerConnections();
      pools.add(pool(worker, "botflow-work", connections, WORK_WAIT, STATEMENT_LIMIT, QUEUE_PLANS));
      DatabaseAddress api = roles.address(ServingRole.API);
      pools.add(pool(api, "botflow-api", connections, WORK_WAIT, STATEMENT_LIMIT, ""));
      DatabaseAddress identity = roles.address(ServingRole.IDENTITY);
      pools.add(
          pool(identity, "botflow-identity", IDENTITY_CONNECTIONS, WORK_WAIT, STATEMENT_LIMIT, ""));
      return new Databases(embedded, pools, wait);
    } catch (RuntimeException e) {
      pools.forEach(HikariDataSource::close);
      throw e;
    }
  }

  private static void checkVersion(DatabaseAddress address) {
    try (Connection connection = address.connect()) {
      int version = connection.getMetaData().getDatabaseMajorVersion();
      if (version < OLDEST_VERSION) {
        throw new DatabaseException(
            "BotFlow needs PostgreSQL %d or newer; %s is version %d."
                .formatted(OLDEST_VERSION, address.url(), version));
      }
    } catch (SQLException e) {
      throw new DatabaseException(
          "Cannot reach the database %s: %s".formatted(address.url(), e.getMessage()), e);
    }
  }

  private static void migrate(DatabaseAddress address, ServingRoles roles) {
    try {
      flyway(address, roles).migrate();
    } catch (FlywayException e) {
      throw new DatabaseException(
          "The tables in %s cannot be brought up to date: %s"
              .formatted(address.url(), e.getMessage()),
          e);
    }
  }

  static Flyway flyway(DatabaseAddress address, ServingRoles roles) {
    return Flyway.configure()
        .dataSource(address.url(), address.user(), address.password())
        .defaultSchema(SCHEMA)
        .schemas(SCHEMA)
        .createSchemas(true)
        .table("schema_history")
        .placeholders(roles.placeholders())
        .locations("classpath:io/botflow/store/jdbc/migrations")
        // V001 and not V1: the files sort in the order in which they run.
        .validateMigrationNaming(true)
        // Servers of the version before are at work meanwhile: whoever waits for a table's lock
        // makes them wait as well.
        .jdbcProperties(Map.of("options", "-c lock_timeout=2s"))
        .load();
  }

  private static HikariDataSource pool(
      DatabaseAddress address,
      String name,
      int connections,
      Duration wait,
      Duration statementLimit,
      String plans) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(address.url());
    config.setUsername(address.user());
    config.setPassword(address.password());
    config.setMaximumPoolSize(connections);
    // Messages find their connections open; people's, of whom there may be none, are opened for
    // them.
    config.setMinimumIdle(plans.isEmpty() ? 1 : connections);
    config.setConnectionTimeout(wait.toMillis());
    config.setValidationTimeout(wait.toMillis());
    // JDBI takes a connection without auto-commit for one in a transaction of somebody else's.
    config.setAutoCommit(true);
    config.addDataSourceProperty("ApplicationName", name);
    config.addDataSourceProperty("currentSchema", SCHEMA);
    config.addDataSourceProperty("connectTimeout", CONNECT_LIMIT.toSeconds());
    // A backend that hangs answers no cancel either; the socket's own limit frees the thread.
    config.addDataSourceProperty("socketTimeout", statementLimit.plus(CONNECT_LIMIT).toSeconds());
    config.addDataSourceProperty("tcpKeepAlive", "true");
    // The store's few statements are sent again and again: planned on the server at first use.
    config.addDataSourceProperty("prepareThreshold", "1");
    config.setConnectionInitSql(
        // A server compiles what it takes for expensive, as all with forbidden scans seems to be:
        // a statement of one millisecond takes 20 then.
        "set jit = off; set statement_timeout = %d; set idle_in_transaction_session_timeout = %d;%s"
            .formatted(statementLimit.toMillis(), FROZEN_LIMIT.toMillis(), plans));
    try {
      return new HikariDataSource(config);
    } catch (HikariPool.PoolInitializationException e) {
      throw new DatabaseException(
          "Cannot open connections to %s: %s".formatted(address.url(), e.getMessage()), e);
    }
  }

  /** For taking messages in: few connections, and refused soon where none is free. */
  public Transactions ingest() {
    return ingest;
  }

  /** How long taking a message in may take. */
  Duration ingestWait() {
    return ingestWait;
  }

  /** For claims, commits and sending. */
  public Transactions work() {
    return work;
  }

  /** For people and their programs. */
  public Transactions api() {
    return api;
  }

  /** For finding out who somebody is, before any organisation is known. */
  public Transactions identity() {
    return identity;
  }

  /** Whether a message could be taken in now: a connection of that pool is free and answers. */
  public boolean takesMessages() {
    try {
      return ingest.outside(handle -> handle.select("select true").mapTo(Boolean.class).one());
    } catch (StoreUnavailable e) {
      return false;
    }
  }

  @Override
  public void close() {
    pools.forEach(HikariDataSource::close);
    if (embedded != null) {
      embedded.close();
    }
  }
}
