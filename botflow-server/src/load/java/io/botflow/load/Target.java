package io.botflow.load;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is loaded: a bot behind webhooks, in processes of its own. */
interface Target extends AutoCloseable {
  /** Its numbers. */
  List<Line> lines();

  /** Starts it, or starts it again after {@link #kill}, and waits until it answers. */
  void start(String graphUrl) throws IOException, InterruptedException;

  /** The id of the process that runs the bots. */
  long pid();

  /** The log of the process's garbage collector; null where there is none to read. */
  @Nullable GarbageLog garbage();

  /** The database server that it started; null for one without. */
  @Nullable PostgresFolder postgres() throws IOException;

  /** {@code kill -9}. */
  void kill() throws InterruptedException;

  /** Stops it in order. */
  @Override
  void close();
}
