package io.botflow.server.memory;

import io.botflow.server.api.Access;
import io.botflow.server.api.Answer;
import io.botflow.server.api.Call;
import io.botflow.server.api.Checked;
import io.botflow.server.api.Permission;
import io.botflow.server.api.Route;
import io.botflow.server.api.RouteSource;
import io.botflow.server.runtime.ServerModel;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What is remembered of customers. */
final class MemoryRoutes implements RouteSource {
  private static final List<String> KINDS = List.of("fact", "preference");
  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_VALUE = 300;

  private final ContactMemory memory;
  private final ServerModel model;

  @Inject
  MemoryRoutes(ContactMemory memory, ServerModel model) {
    this.memory = memory;
    this.model = model;
  }

  /**
   * A fact that a person knows.
   *
   * @param kind {@code fact}, which it is where it is left out, or {@code preference}
   */
  record NewFact(@Nullable String kind, String name, String value) implements Checked {
    @Override
    public void check(BiConsumer<String, String> problem) {
      expectKind(kind, problem);
      line(name, "/name", LONGEST_NAME, problem);
      line(value, "/value", LONGEST_VALUE, problem);
    }

    String kindName() {
      return kind == null ? "fact" : kind;
    }
  }

  /**
   * What is known better now.
   *
   * @param kind null to leave it as it is
   */
  record FactChange(@Nullable String kind, String value) implements Checked {
    @Override
    public void check(BiConsumer<String, String> problem) {
      expectKind(kind, problem);
      line(value, "/value", LONGEST_VALUE, problem);
    }
  }

  /**
   * Whether conversations that came to their end are read.
   *
   * @param learns whether the organisation wants it
   */
  record LearningChange(Boolean learns) {}

  /**
   * Whether conversations that came to their end are read.
   *
   * @param learns whether the organisation wants it
   * @param model whether this server has the language model that it needs
   */
  record LearningView(boolean learns, boolean model) {}

  private static void expectKind(@Nullable String kind, BiConsumer<String, String> problem) {
    if (kind != null && !KINDS.contains(kind)) {
      problem.accept("/kind", "has to be fact or preference");
    }
  }

  private static void line(String text, String path, int most, BiConsumer<String, String> problem) {
    Checked.line(text, path, problem);
    if (text.length() > most) {
      problem.accept(path, "has to be at most " + most + " characters");
    }
  }

  @Override
  public List<Route> routes() {
    Access readers = new Access.Member(Permission.CONTACTS_READ);
    Access writers = new Access.Member(Permission.CONTACTS_WRITE);
    Access admins = new Access.Member(Permission.ORGANIZATION_WRITE);
    return List.of(
        Route.get(
                "/api/contacts/{id}/memory",
                readers,
                "Shows what is remembered of a customer.",
                call -> Answer.ok(memory.of(call.organization(), call.id("id"))))
            .answering(ContactMemory.MemoryView.class),
        Route.delete(
            "/api/contacts/{id}/memory",
            writers,
            "Forgets all that is remembered of a customer.",
            this::forgetAll),
        Route.post(
                "/api/contacts/{id}/memory/facts",
                writers,
                "Remembers a fact.",
                call -> Answer.created(memory.note(call, call.id("id"), call.body(NewFact.class))))
            .taking(NewFact.class)
            .creating(FactView.class),
        Route.get(
                "/api/contacts/{id}/memory/facts/{factId}",
                readers,
                "Shows a fact.",
                call ->
                    Answer.ok(memory.one(call.organization(), call.id("id"), call.id("factId"))))
            .answering(FactView.class),
        Route.patch(
                "/api/contacts/{id}/memory/facts/{factId}",
                writers,
                "Changes a fact.",
                call ->
                    Answer.ok(
                        memory.change(
                            call, call.id("id"), call.id("factId"), call.body(FactChange.class))))
            .taking(FactChange.class)
            .answering(FactView.class),
        Route.delete(
            "/api/contacts/{id}/memory/facts/{factId}", writers, "Forgets a fact.", this::forget),
        Route.get(
                "/api/contact-memory",
                readers,
                "Shows whether bots learn from conversations.",
                call -> Answer.ok(learning(call)))
            .answering(LearningView.class),
        Route.patch(
                "/api/contact-memory",
                admins,
                "Lets bots learn from conversations, or not.",
                this::learn)
            .taking(LearningChange.class)
            .answering(LearningView.class));
  }

  private Answer forgetAll(Call call) {
    memory.forgetAll(call, call.id("id"));
    return Answer.done();
  }

  private Answer forget(Call call) {
    memory.forget(call.organization(), call.id("id"), call.id("factId"));
    return Answer.done();
  }

  private Answer learn(Call call) {
    call.expectSeen(learning(call));
    memory.learn(call, call.body(LearningChange.class).learns());
    return Answer.ok(learning(call));
  }

  private LearningView learning(Call call) {
    return new LearningView(memory.learns(call.organization()), model.model().isPresent());
  }
}
