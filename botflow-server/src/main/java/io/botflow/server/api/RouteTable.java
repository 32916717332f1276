package io.botflow.server.api;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All routes of the API, by path and method. */
public final class RouteTable {
  private final List<Route> routes;

  @Inject
  RouteTable(Set<RouteSource> sources) {
    List<Route> all = new ArrayList<>();
    sources.forEach(source -> all.addAll(source.routes()));
    all.sort(Comparator.comparing(Route::path).thenComparing(Route::verb));
    Set<String> seen = new HashSet<>();
    for (Route route : all) {
      if (!seen.add(route.verb() + " " + route.path().replaceAll("\\{\\w+}", "{}"))) {
        throw new IllegalStateException("two routes are " + route);
      }
    }
    routes = List.copyOf(all);
  }

  /** The lines. */
  public List<Route> routes() {
    return routes;
  }
}
