package io.botflow.server.job;

/** Work that goes on from the server's start to its end. */
public interface Job {

  /** Begins. */
  void start();

  /** Begins nothing new; what is under way may be cut off, since another server goes on with it. */
  void stop();
}
