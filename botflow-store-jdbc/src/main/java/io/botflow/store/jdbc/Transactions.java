package io.botflow.store.jdbc;

import io.botflow.spi.StoreUnavailable;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Transactions on one pool, and the clock that all statements share: the database's own, unless a
 * test stopped it.
 */
final class Transactions {
  /** A deadlock or a serialization failure undid everything; the same again may well succeed. */
  private static final int ATTEMPTS = 4;

  private final Jdbi jdbi;
  private final AtomicReference<@Nullable Instant> clock;

  Transactions(DataSource pool, AtomicReference<@Nullable Instant> clock) {
    this.jdbi = Jdbi.create(pool);
    this.clock = clock;
  }

  /**
   * Carries {@code work} out and commits.
   *
   * @throws StoreUnavailable when the database cannot be reached or did not answer in time
   */
  <R> R run(Function<Handle, R> work) {
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
