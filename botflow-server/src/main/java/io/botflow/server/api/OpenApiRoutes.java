package io.botflow.server.api;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.List;

/** Serves the OpenAPI document of the table that it is a line of. */
final class OpenApiRoutes implements RouteSource {
  private final Provider<RouteTable> table;

  @Inject
  OpenApiRoutes(Provider<RouteTable> table) {
    this.table = table;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(
                "/api/openapi.json",
                new Access.Everyone(),
                "This document.",
                call ->
                    Answer.ok(
                        new Answer.Text(
                            "application/json", OpenApi.of(table.get().routes()).toPrettyString())))
            .answering(Answer.Text.class));
  }
}
