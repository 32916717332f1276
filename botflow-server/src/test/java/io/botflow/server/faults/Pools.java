package io.botflow.server.faults;

import com.google.inject.AbstractModule;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.List;
import java.util.concurrent.CountDownLatch;
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

  /** Takes so many connections of each pool, which transactions hold until the latch opens. */
  void take(int connections, CountDownLatch until) throws InterruptedException {
    if (databases == null) {
      throw new IllegalStateException("the server is not open");
    }
    List<Transactions> pools = List.of(databases.get().ingest(), databases.get().work());
    CountDownLatch taken = new CountDownLatch(connections * pools.size());
    for (Transactions pool : pools) {
      for (int i = 0; i < connections; i++) {
        Thread.ofVirtual().start(() -> pool.outside(handle -> hold(taken, until)));
      }
    }
    taken.await();
  }

  private static boolean hold(CountDownLatch taken, CountDownLatch until) {
    taken.countDown();
    try {
      until.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return true;
  }
}
