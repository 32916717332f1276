package io.botflow.server.api;

/** Does what a route is for. */
@FunctionalInterface
public interface Handler {

  /**
   * Answers a call whose caller may make it.
   *
   * @throws Refusal when it cannot be done
   */
  Answer answer(Call call);
}
