package io.botflow.server.api;

import java.util.List;

/** The routes of one feature; bound in a set by the feature's module. */
public interface RouteSource {

  /** The feature's lines of the table. */
  List<Route> routes();
}
