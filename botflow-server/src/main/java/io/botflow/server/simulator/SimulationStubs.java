package io.botflow.server.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What the outside answers in a simulation; what no stub is for fails, and the log says so.
 *
 * @param http of calls, asked in this order; the address of the templates has answers of its own
 * @param model what the language model says
 * @param knowledge what the knowledge base finds
 * @param intents what messages mean; else the flow's own examples decide
 * @param deskClosed whether no person is there
 */
record SimulationStubs(
    @Nullable List<HttpStub> http,
    @Nullable List<ModelStub> model,
    @Nullable List<KnowledgeStub> knowledge,
    @Nullable List<IntentStub> intents,
    @Nullable Boolean deskClosed) {
  static final SimulationStubs NONE = new SimulationStubs(null, null, null, null, null);

  private static final int MOST = 100;

  /**
   * @param method null for any
   * @param url {@code *} in it stands for any text; without a query, calls with any query are meant
   * @param status 200 where it is left out
   * @param fails why there is no answer at all
   */
  record HttpStub(
      @Nullable String method,
      @Nullable String url,
      @Nullable Integer status,
      @Nullable JsonNode body,
      @Nullable String fails) {}

  /**
   * @param when a part of what the customer said; null for anything
   * @param answer a text, or the values that the step asks for
   * @param fails why there is no answer
   */
  record ModelStub(@Nullable String when, @Nullable JsonNode answer, @Nullable String fails) {}

  /**
   * @param when a part of the question; null for anything
   */
  record KnowledgeStub(@Nullable String when, @Nullable List<String> passages) {}

  /**
   * @param when a part of what the customer said; null for anything
   * @param confidence from 0 to 1, which it is where it is left out
   */
  record IntentStub(@Nullable String when, @Nullable String intent, @Nullable Double confidence) {}

  void check(BiConsumer<String, String> problem) {
    all("http", http, stub -> stub.url() != null, "needs a url", problem);
    all(
        "model",
        model,
        stub -> (stub.answer() == null) != (stub.fails() == null),
        "needs an answer or fails",
        problem);
    all(
        "knowledge",
        knowledge,
        stub -> stub.passages() != null && !stub.passages().contains(null),
        "needs passages",
        problem);
    all("intents", intents, stub -> stub.intent() != null, "needs an intent", problem);
  }

  private static <T> void all(
      String name,
      @Nullable List<T> stubs,
      java.util.function.Predicate<T> good,
      String what,
      BiConsumer<String, String> problem) {
    if (stubs == null) {
      return;
    }
    if (stubs.size() > MOST) {
      problem.accept("/stubs/" + name, "has to be at most %d stubs".formatted(MOST));
    }
    for (int i = 0; i < stubs.size(); i++) {
      @Nullable T stub = stubs.get(i);
      if (stub == null || !good.test(stub)) {
        problem.accept("/stubs/" + name + "/" + i, what);
      }
    }
  }
}
