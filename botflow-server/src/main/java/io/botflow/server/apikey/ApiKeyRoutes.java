package io.botflow.server.apikey;

import io.botflow.server.api.Access;
import io.botflow.server.api.Answer;
import io.botflow.server.api.Call;
import io.botflow.server.api.Checked;
import io.botflow.server.api.Page;
import io.botflow.server.api.Permission;
import io.botflow.server.api.Refusal;
import io.botflow.server.api.Route;
import io.botflow.server.api.RouteSource;
import io.botflow.server.http.ErrorCode;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** API keys, for people alone. */
final class ApiKeyRoutes implements RouteSource {
  private static final int MINUTES_A_WEEK = 7 * 24 * 60;

  private static final Set<String> SCOPES =
      Arrays.stream(Permission.values())
          .filter(Permission::forKeys)
          .map(Permission::scope)
          .collect(Collectors.toUnmodifiableSet());

  private final ApiKeys keys;

  @Inject
  ApiKeyRoutes(ApiKeys keys) {
    this.keys = keys;
  }

  record NewKey(String name, List<String> scopes, @Nullable Instant expiresAt) implements Checked {
    @Override
    public void check(BiConsumer<String, String> problem) {
      Checked.line(name, "/name", problem);
      // A list from JSON may hold nulls.
      if (scopes.isEmpty()
          || !SCOPES.containsAll(scopes.stream().map(String::valueOf).toList())
          || new HashSet<>(scopes).size() < scopes.size()) {
        problem.accept("/scopes", "has to list some of " + SCOPES.stream().sorted().toList());
      }
    }
  }

  /**
   * @param overlapMinutes how long the old key stays good; null for a day
   */
  record Rotation(@Nullable Integer overlapMinutes) implements Checked {
    @Override
    public void check(BiConsumer<String, String> problem) {
      if (overlapMinutes != null && (overlapMinutes < 0 || overlapMinutes > MINUTES_A_WEEK)) {
        problem.accept("/overlapMinutes", "has to be from 0 to " + MINUTES_A_WEEK);
      }
    }
  }

  @Override
  public List<Route> routes() {
    Access readers = new Access.Member(Permission.KEYS_READ);
    Access writers = new Access.Member(Permission.KEYS_WRITE);
    return List.of(
        Route.get("/api/api-keys", readers, "Lists the API keys.", this::list)
            .paging(ApiKeys.KeyView.class),
        Route.post("/api/api-keys", writers, "Makes a key and shows it once.", this::make)
            .taking(NewKey.class)
            .creating(ApiKeys.NewKeyView.class),
        Route.get("/api/api-keys/{id}", readers, "Shows a key's details.", this::read)
            .answering(ApiKeys.KeyView.class),
        Route.post(
                "/api/api-keys/{id}/rotate",
                writers,
                "Makes a key in place of another, which stays good for a while.",
                this::rotate)
            .taking(Rotation.class)
            .creating(ApiKeys.NewKeyView.class),
        Route.delete("/api/api-keys/{id}", writers, "Revokes a key at once.", this::revoke));
  }

  private Answer list(Call call) {
    return Answer.ok(new Page<>(keys.list(call.organization()), null));
  }

  private Answer make(Call call) {
    NewKey input = call.body(NewKey.class);
    // Nobody hands on what they may not do themselves.
    if (!input.scopes().stream().map(Permission::ofScope).allMatch(call.seat()::may)) {
      throw new Refusal(ErrorCode.FORBIDDEN);
    }
    return Answer.created(keys.make(call, input.name().strip(), input.scopes(), input.expiresAt()));
  }

  private Answer read(Call call) {
    return Answer.ok(keys.read(call.organization(), call.id("id")));
  }

  private Answer rotate(Call call) {
    Integer overlap = call.body(Rotation.class).overlapMinutes();
    return Answer.created(keys.rotate(call, call.id("id"), overlap == null ? 24 * 60 : overlap));
  }

  private Answer revoke(Call call) {
    keys.revoke(call, call.id("id"));
    return Answer.done();
  }
}
