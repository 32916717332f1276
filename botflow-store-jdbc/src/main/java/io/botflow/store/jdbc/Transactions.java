package io.botflow.store.jdbc;

import io.botflow.spi.StoreUnavailable;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * The only way to the database: a transaction that names the tenants it is about before anything
 * else, and to which row-level security shows no others. Thread-safe.
 */
public final class Transactions {
  /** A deadlock or a serialization failure undid everything; the same again may well succeed. */
  private static final int ATTEMPTS = 4;

  private static final String NAME = "select set_config('botflow.tenants', ?, true)";

  private final Jdbi jdbi;
  private final AtomicReference<@Nullable Instant> clock;

  Transactions(DataSource pool) {
    this(Jdbi.create(pool), new AtomicReference<>());
  }

  private Transactions(Jdbi jdbi, AtomicReference<@Nullable Instant> clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /** The same on another clock, which holds null for the database's or a moment for a test. */
  Transactions on(AtomicReference<@Nullable Instant> other) {
    return new Transactions(jdbi, other);
  }

  /**
   * Carries {@code work} out for one organisation, and commits.
   *
   * @throws StoreUnavailable when the database cannot be reached or did not answer in time
   */
  public <R> R in(UUID organization, Function<Handle, R> work) {
    return in(List.of(organization), work);
  }

  /** As {@link #in(UUID, Function)}, for work that concerns several organisations at once. */
  <R> R in(Collection<UUID> organizations, Function<Handle, R> work) {
    return run(
        handle -> {
          name(handle, organizations);
          return work.apply(handle);
        });
  }

  /**
   * Carries {@code work} out before any organisation is known, and commits: it sees the tables
   * without content only, as far as its role may.
   */
  public <R> R outside(Function<Handle, R> work) {
    return run(work);
  }

  /** Names the tenants of the transaction, in place of those that were named before. */
  static void name(Handle handle, Collection<UUID> organizations) {
    String tenants =
        organizations.stream()
            .distinct()
            .map(UUID::toString)
            .collect(Collectors.joining(",", "{", "}"));
    // The statement that every transaction begins with goes without the library's detours.
    try (PreparedStatement statement = handle.getConnection().prepareStatement(NAME)) {
      statement.setString(1, tenants);
      statement.execute();
    } catch (SQLException e) {
      throw new UnableToExecuteStatementException(NAME, e, null);
    }
  }

  private <R> R run(Function<Handle, R> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return jdbi.inTransaction(work::apply);
      } catch (JdbiException e) {
        String state = sqlState(e);
        if (isConflict(state) && attempt < ATTEMPTS) {
          continue;
        }
        if (isConflict(state) || isUnavailable(state)) {
          throw new StoreUnavailable("database: " + e.getMessage(), e);
        }
        throw e;
      }
    }
  }

  /**
   * Binds {@code :fixed_now}, which stands for the time in a statement: null, so that it is the
   * database's clock, or the moment at which a test stopped it.
   */
  <S extends SqlStatement<S>> S atNow(S statement) {
    Instant fixed = clock.get();
    return statement.bind("fixed_now", fixed == null ? null : fixed.toString());
  }

  /** Whether a test stopped the clock. */
  boolean clockIsStopped() {
    return clock.get() != null;
  }

  private static String sqlState(Throwable error) {
    for (@Nullable Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return sql.getSQLState() == null ? "08000" : sql.getSQLState();
      }
    }
    return "";
  }

  /** Deadlock and serialization failure, PostgreSQL manual, appendix A. */
  private static boolean isConflict(String state) {
    return state.equals("40P01") || state.equals("40001");
  }

  /** Connection, resources, operator intervention and system error; read-only after a failover. */
  private static boolean isUnavailable(String state) {
    return state.startsWith("08")
        || state.startsWith("53")
        || state.startsWith("57")
        || state.startsWith("58")
        || state.equals("55P03")
        || state.equals("25006");
  }
}
