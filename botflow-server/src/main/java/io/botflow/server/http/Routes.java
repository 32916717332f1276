package io.botflow.server.http;

import io.javalin.config.RoutesConfig;

/** The routes of one feature; bound in a set by the feature's module. */
@FunctionalInterface
public interface Routes {

  /** Adds them; called once before the server starts. */
  void addTo(RoutesConfig routes);
}
