package io.botflow.server.faults;

import com.google.inject.AbstractModule;
import com.zaxxer.hikari.HikariDataSource;
import io.botflow.store.jdbc.Databases;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The connection pools of a server in this process, as an addition to its modules. */
final class Pools extends AbstractModule {
  private @Nullable Provider<Databases> databases;

  @Override
  protected void configure() {
    requestInjection(this);
  }

  @Inject
  void databases(Provider<Databases> given) {
    databases = given;
  }

  /** How many connections of all pools are in use. */
  int inUse() throws SQLException {
    int inUse = 0;
    for (DataSource pool : pools()) {
      inUse += pool.unwrap(HikariDataSource.class).getHikariPoolMXBean().getActiveConnections();
    }
    return inUse;
  }

  /** Takes so many connections of each pool. */
  List<Connection> take(int connections) throws SQLException {
    List<Connection> taken = new ArrayList<>();
    for (DataSource pool : pools()) {
      for (int i = 0; i < connections; i++) {
        taken.add(pool.getConnection());
      }
    }
    return taken;
  }

  private List<DataSource> pools() {
    if (databases == null) {
      throw new IllegalStateException("the server is not open");
    }
    return List.of(databases.get().ingest(), databases.get().work());
  }
}
