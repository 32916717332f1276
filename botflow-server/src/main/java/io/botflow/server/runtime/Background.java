package io.botflow.server.runtime;

/** Work of a feature that goes on beside requests; bound in a set by the feature's module. */
public interface Background extends AutoCloseable {

  /** Begins, once, when the server does. */
  void start();

  /** Ends, before the database is closed; not called where it never began. */
  @Override
  void close();
}
