package io.botflow.server.job;

import io.botflow.whatsapp.GraphApi;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Set;

/** Everything that the server does by itself. */
public final class Jobs {
  private final Set<Job> jobs;
  private final GraphApi graph;

  @Inject
  Jobs(Set<Job> jobs, @Named(JobModule.BACKGROUND) GraphApi graph) {
    this.jobs = jobs;
    this.graph = graph;
  }

  /** Begins. */
  public void start() {
    jobs.forEach(Job::start);
  }

  /** Ends; also where nothing was begun. */
  public void stop() {
    jobs.forEach(Job::stop);
    graph.close();
  }
}
