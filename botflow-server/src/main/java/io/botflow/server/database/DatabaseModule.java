package io.botflow.server.database;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.botflow.server.config.DatabaseConfig;
import io.botflow.server.config.WorkerConfig;
import io.botflow.store.jdbc.Backlogs;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Deployments;
import io.botflow.store.jdbc.JdbcFlowSource;
import io.botflow.store.jdbc.JdbcStore;
import io.botflow.store.jdbc.Sealing;

/** Opens the database, external or embedded, and the store in it. */
public final class DatabaseModule extends AbstractModule {

  @Provides
  @Singleton
  Databases databases(DatabaseConfig config) {
    return Databases.open(config.settings());
  }

  @Provides
  @Singleton
  JdbcStore store(Databases databases, WorkerConfig config) {
    return new JdbcStore(databases, config.store());
  }

  @Provides
  @Singleton
  Backlogs backlogs(Databases databases) {
    return new Backlogs(databases);
  }

  @Provides
  @Singleton
  JdbcFlowSource flows(Databases databases) {
    return new JdbcFlowSource(databases);
  }

  @Provides
  @Singleton
  Deployments deployments(Databases databases, Sealing sealing) {
    return new Deployments(databases, sealing);
  }
}
