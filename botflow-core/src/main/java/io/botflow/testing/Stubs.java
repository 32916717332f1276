package io.botflow.testing;

import io.botflow.engine.Services;
import io.botflow.spi.ChatReply;
import io.botflow.spi.HttpResult;
import io.botflow.spi.Passage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the outside answers in a test.
 *
 * @param closedTeams the teams of which nobody is there; the empty string for all
 */
record Stubs(
    List<Http> http,
    List<Model> model,
    List<Knowledge> knowledge,
    List<Intent> intents,
    List<String> closedTeams) {
  static final Stubs NONE = new Stubs(List.of(), List.of(), List.of(), List.of(), List.of());

  Stubs {
    http = List.copyOf(http);
    model = List.copyOf(model);
    knowledge = List.copyOf(knowledge);
    intents = List.copyOf(intents);
    closedTeams = List.copyOf(closedTeams);
  }

  record Http(@Nullable String method, String url, List<HttpResult> results) {}

  record Model(String when, List<ChatReply> replies) {}

  record Knowledge(String when, List<Passage> passages) {}

  record Intent(String when, String name, double confidence) {}

  /** These and then those of the file, which answer what these do not. */
  Stubs before(Stubs file) {
    return new Stubs(
        joined(http, file.http),
        joined(model, file.model),
        joined(knowledge, file.knowledge),
        joined(intents, file.intents),
        joined(closedTeams, file.closedTeams));
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> joined = new ArrayList<>(first);
    joined.addAll(second);
    return joined;
  }

  /** New stand-ins that begin with their first answers. */
  Services services() {
    ScriptedHttp caller = new ScriptedHttp();
    http.forEach(stub -> caller.when(stub.method(), stub.url(), stub.results()));
    ScriptedChatModel chat = new ScriptedChatModel();
    model.forEach(stub -> chat.when(stub.when(), stub.replies()));
    ScriptedKnowledge passages = new ScriptedKnowledge();
    knowledge.forEach(stub -> passages.when(stub.when(), stub.passages()));
    ScriptedIntents classifier = new ScriptedIntents();
    intents.forEach(stub -> classifier.when(stub.when(), stub.name(), stub.confidence()));
    return new Services(
        caller,
        chat,
        passages,
        classifier,
        (organization, team, now) ->
            !closedTeams.contains("") && (team == null || !closedTeams.contains(team)));
  }
}
