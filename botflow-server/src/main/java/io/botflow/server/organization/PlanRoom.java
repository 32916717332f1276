package io.botflow.server.organization;

import io.botflow.server.api.Refusal;
import io.botflow.server.http.ErrorCode;
import io.botflow.server.http.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a plan leaves of one thing.
 *
 * @param most null for no limit
 */
record PlanRoom(String plan, long used, @Nullable Integer most) {

  /**
   * Refuses one more where there is no room, and says what to do.
   *
   * @param what such as {@code bots}
   */
  void expectOneMore(String what) {
    if (most != null && used >= most) {
      throw new Refusal(
          ErrorCode.PLAN_LIMIT,
          List.of(
              new Problem.Place(
                  "/" + what.replace(' ', '-'),
                  "%d of %d %s of the plan %s are in use; remove one, or take a larger plan (GET /api/plans)"
                      .formatted(used, most, what, plan))));
    }
  }
}
