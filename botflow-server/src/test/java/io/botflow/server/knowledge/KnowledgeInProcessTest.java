package io.botflow.server.knowledge;

import io.botflow.server.TestDatabase;
import io.botflow.store.jdbc.DatabaseAddress;

/** Vectors are compared by the server, as with the embedded database. */
class KnowledgeInProcessTest extends KnowledgeSearchContract {
  @Override
  DatabaseAddress database() throws Exception {
    return TestDatabase.fresh();
  }
}
