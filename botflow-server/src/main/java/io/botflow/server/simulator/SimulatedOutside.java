package io.botflow.server.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.engine.Services;
import io.botflow.server.bot.SampleApi;
import io.botflow.server.simulator.SimulationStubs.HttpStub;
import io.botflow.server.simulator.SimulationStubs.IntentStub;
import io.botflow.server.simulator.SimulationStubs.KnowledgeStub;
import io.botflow.server.simulator.SimulationStubs.ModelStub;
import io.botflow.spi.ChatReply;
import io.botflow.spi.HttpCall;
import io.botflow.spi.HttpResult;
import io.botflow.spi.IntentClassifier;
import io.botflow.spi.Passage;
import io.botflow.testing.ScriptedChatModel;
import io.botflow.testing.ScriptedHttp;
import io.botflow.testing.ScriptedIntents;
import io.botflow.testing.ScriptedKnowledge;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What flows may ask outside while they are tried: stubs, and nothing real. */
final class SimulatedOutside {
  private static final int OK = 200;

  private final IntentClassifier learnt;
  private volatile ScriptedHttp http = new ScriptedHttp();
  private volatile ScriptedChatModel model = new ScriptedChatModel();
  private volatile ScriptedKnowledge knowledge = new ScriptedKnowledge();
  private volatile ScriptedIntents intents = new ScriptedIntents();
  private volatile boolean deskClosed;

  /**
   * @param learnt tells what messages mean where no stub does
   */
  SimulatedOutside(IntentClassifier learnt) {
    this.learnt = learnt;
  }

  /** Lets these answer from now on, and none of before. */
  void use(SimulationStubs stubs) {
    ScriptedHttp calls = new ScriptedHttp();
    for (HttpStub stub : listOf(stubs.http())) {
      calls.when(stub.method(), Objects.requireNonNull(stub.url()), List.of(result(stub)));
    }
    ScriptedChatModel chat = new ScriptedChatModel();
    for (ModelStub stub : listOf(stubs.model())) {
      chat.when(words(stub.when()), List.of(reply(stub)));
    }
    ScriptedKnowledge found = new ScriptedKnowledge();
    for (KnowledgeStub stub : listOf(stubs.knowledge())) {
      found.when(
          words(stub.when()),
          listOf(stub.passages()).stream()
              .map(text -> new Passage("article", "Article", text, 1))
              .toList());
    }
    ScriptedIntents meant = new ScriptedIntents();
    for (IntentStub stub : listOf(stubs.intents())) {
      meant.when(
          words(stub.when()),
          Objects.requireNonNull(stub.intent()),
          stub.confidence() == null ? 1 : stub.confidence());
    }
    http = calls;
    model = chat;
    knowledge = found;
    intents = meant;
    deskClosed = Boolean.TRUE.equals(stubs.deskClosed());
  }

  Services services() {
    return new Services(
        this::call,
        request -> model.chat(request),
        (organization, question, categories, most) ->
            knowledge.search(organization, question, categories, most),
        this::classify,
        (organization, team, now) -> !deskClosed);
  }

  private HttpResult call(HttpCall call) {
    HttpResult stubbed = http.call(call);
    HttpResult sample =
        stubbed instanceof HttpResult.Failed failed && failed.why().startsWith("no stub")
            ? SampleApi.answer(call)
            : null;
    return sample == null ? stubbed : sample;
  }

  private IntentClassifier.@Nullable Intent classify(String text, Map<String, List<String>> known) {
    IntentClassifier.Intent stubbed = intents.classify(text, known);
    return stubbed == null ? learnt.classify(text, known) : stubbed;
  }

  private static HttpResult result(HttpStub stub) {
    if (stub.fails() != null) {
      return new HttpResult.Failed(stub.fails(), false);
    }
    return ScriptedHttp.answer(stub.status() == null ? OK : stub.status(), text(stub.body()));
  }

  private static ChatReply reply(ModelStub stub) {
    return stub.fails() == null
        ? new ChatReply.Answer(text(stub.answer()), "simulated", 0, 0)
        : new ChatReply.Failed(stub.fails(), false);
  }

  /** A text as it is, everything else as JSON. */
  private static String text(@Nullable JsonNode value) {
    if (value == null || value.isNull()) {
      return "";
    }
    return value.isTextual() ? value.textValue() : value.toString();
  }

  private static String words(@Nullable String when) {
    return when == null ? "" : when;
  }

  private static <T> List<T> listOf(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
