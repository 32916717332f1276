package io.botflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.conversation.Owner;
import io.botflow.event.Event;
import io.botflow.spi.ChatModel;
import io.botflow.spi.ChatReply;
import io.botflow.spi.HttpCaller;
import io.botflow.spi.HttpResult;
import io.botflow.spi.IntentClassifier;
import io.botflow.spi.KnowledgeBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** How much one turn may do, how long it may wait for others, and what the customer gets then. */
class TurnLimitsTest {
  private static final TurnLimits IMPATIENT = new TurnLimits(100, 20, 1_000, Duration.ofMillis(20));

  private final AtomicLong nanos = new AtomicLong();
  private final List<Duration> given = new ArrayList<>();
  private final CountDownLatch never = new CountDownLatch(1);

  @Test
  void aTurnEndsAtItsSteps() {
    Talk talk = Talk.with(line(150, id -> node(id, "set", Map.of("set", "{\"x\": \"1\"}"))));
    talk.says("hi");

    assertThat(problems(talk)).containsExactly("too_many_steps");
    assertThat(entered(talk)).isEqualTo(TurnLimits.DEFAULT.steps());
    aPersonIsCalled(talk, 1);
  }

  @Test
  void aTurnEndsAtItsMessagesWithTheFallbackInPlaceOfSilence() {
    Talk talk = Talk.with(line(50, id -> message(id, "tick"))).says("hi");

    assertThat(problems(talk)).containsExactly("too_many_messages");
    assertThat(talk.hears().subList(0, 20)).containsOnly("tick");
    aPersonIsCalled(talk, TurnLimits.DEFAULT.messages() + 1);
  }

  @Test
  void asManyMessagesAsAllowedAreNoProblem() {
    Talk talk = Talk.with(line(20, id -> message(id, "tick"))).says("hi");

    assertThat(problems(talk)).isEmpty();
    assertThat(talk.hears()).hasSize(20).containsOnly("tick");
  }

  @Test
  void aModelThatHangsBeyondItsTimeIsLeftBehind() {
    Talk talk =
        Talk.with(
                flow(model("ask"), edge("start", "ask"), edge("ask", "end")),
                model(
                    request -> {
                      throw hang();
                    }))
            .within(IMPATIENT, System::nanoTime)
            .says("hi");

    assertThat(problems(talk)).containsExactly("model_failed");
    aPersonIsCalled(talk, 1);
  }

  @Test
  void aModelThatDidNotAnswerInTimeIsNotAskedAgainInTheTurn() {
    ChatModel slow =
        request -> {
          given.add(request.timeout());
          nanos.addAndGet(request.timeout().toNanos());
          return new ChatReply.Failed("timeout", true);
        };
    Talk talk =
        Talk.with(
                flow(
                    model("first") + "," + model("second") + "," + message("sorry", "Sorry!"),
                    edge("start", "first"),
                    edge("first", "end"),
                    onError("first", "second"),
                    edge("second", "end"),
                    onError("second", "sorry"),
                    edge("sorry", "end")),
                model(slow))
            .within(TurnLimits.DEFAULT, nanos::get)
            .says("hi");

    assertThat(given).hasSize(1);
    assertThat(Duration.ofNanos(nanos.get())).isLessThanOrEqualTo(Duration.ofSeconds(8));
    assertThat(talk.hears()).containsExactly("Sorry!");
    talk.says("again");
    assertThat(given).as("in the next turn").hasSize(2);
  }

  @Test
  void aModelThatRefusesIsAskedAgain() {
    ChatModel refusing =
        request -> {
          given.add(request.timeout());
          return new ChatReply.Failed("429", true);
        };
    Talk.with(
            flow(
                model("first") + "," + model("second"),
                edge("start", "first"),
                edge("first", "end"),
                onError("first", "second"),
                edge("second", "end")),
            model(refusing))
        .within(TurnLimits.DEFAULT, nanos::get)
        .says("hi");

    assertThat(given).hasSize(2);
  }

  @Test
  void callsShareTheTimeOfTheTurn() {
    HttpCaller slow =
        call -> {
          given.add(call.timeout());
          nanos.addAndGet(call.timeout().toNanos());
          return new HttpResult.Failed("timeout", false);
        };
    Talk talk =
        Talk.with(
                flow(
                    call("one") + "," + call("two") + "," + call("three"),
                    edge("start", "one"),
                    edge("one", "success", "end"),
                    onError("one", "two"),
                    edge("two", "success", "end"),
                    onError("two", "three"),
                    edge("three", "success", "end")),
                new Services(slow, null, null, null, null))
            .within(new TurnLimits(100, 20, 1_000, Duration.ofSeconds(15)), nanos::get)
            .says("hi");

    assertThat(given).containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(5));
    assertThat(problems(talk)).containsExactly("call_failed", "call_failed", "call_failed");
    aPersonIsCalled(talk, 1);
  }

  @Test
  void aClassifierThatHangsOrBreaksIsAsGoodAsNone() {
    List<IntentClassifier> broken =
        List.of(
            (text, intents) -> {
              throw hang();
            },
            (text, intents) -> {
              throw new IllegalStateException("broken");
            });
    for (IntentClassifier classifier : broken) {
      Talk talk =
          Talk.with(
                  """
                  {"botflow": 1, "id": "f", "intents": [
                     {"name": "book", "examples": ["book a table"]}],
                   "nodes": [
                    {"id": "book", "type": "trigger",
                     "data": {"config": {"on": "intent", "intents": ["book"]}}},
                    {"id": "start", "type": "trigger", "data": {"config": {"on": "any_message"}}},
                    {"id": "booked", "type": "end", "data": {"config": {"text": "Booked"}}},
                    {"id": "other", "type": "end", "data": {"config": {"text": "Hello"}}}],
                   "edges": [
                    {"id": "1", "source": "book", "target": "booked"},
                    {"id": "2", "source": "start", "target": "other"}]}
                  """,
                  new Services(null, null, null, classifier, null))
              .within(IMPATIENT, System::nanoTime)
              .says("hi");

      assertThat(talk.hears()).containsExactly("Hello");
      assertThat(failedCalls(talk)).containsExactly("intent");
    }
  }

  @Test
  void knowledgeThatHangsLeavesTheCustomerUncertainAndNotWaiting() {
    leavesTheCustomerUncertain(
        (organization, question, categories, most) -> {
          throw hang();
        });
  }

  @Test
  void knowledgeThatBreaksDownLeavesTheCustomerUncertain() {
    leavesTheCustomerUncertain(
        (organization, question, categories, most) -> {
          throw new IllegalStateException("broken");
        });
  }

  private void leavesTheCustomerUncertain(KnowledgeBase knowledge) {
    String node =
        """
        {"id": "ask", "type": "ai_response",
         "data": {"config": {"instructions": "Answer.", "knowledge": {}}}},
        """;
    Talk talk =
        Talk.with(
                flow(
                    node + message("unsure", "I do not know"),
                    edge("start", "ask"),
                    edge("ask", "end"),
                    edge("ask", "uncertain", "unsure"),
                    edge("unsure", "end")),
                new Services(
                    null,
                    request -> {
                      throw hang();
                    },
                    knowledge,
                    null,
                    null))
            .within(IMPATIENT, System::nanoTime)
            .says("hi");

    assertThat(talk.hears()).containsExactly("I do not know");
    assertThat(failedCalls(talk)).containsExactly("knowledge");
  }

  /** Never answers, and takes no notice of being interrupted. */
  private IllegalStateException hang() {
    while (true) {
      try {
        never.await();
      } catch (InterruptedException e) {
        // It hangs on.
      }
    }
  }

  private static void aPersonIsCalled(Talk talk, int messages) {
    assertThat(talk.hears()).hasSize(messages);
    assertThat(talk.hears().get(messages - 1)).isNotBlank().isNotIn("tick", "tock");
    assertThat(talk.owner()).isEqualTo(Owner.QUEUE);
  }

  private static List<String> problems(Talk talk) {
    return talk.turn().events().stream()
        .filter(Event.Failed.class::isInstance)
        .map(event -> ((Event.Failed) event).code())
        .toList();
  }

  private static List<String> failedCalls(Talk talk) {
    return talk.turn().events().stream()
        .filter(event -> event instanceof Event.Called called && called.failed())
        .map(event -> ((Event.Called) event).kind())
        .toList();
  }

  private static long entered(Talk talk) {
    return talk.turn().events().stream().filter(Event.Entered.class::isInstance).count();
  }

  private static Services model(ChatModel model) {
    return new Services(null, model, null, null, null);
  }

  private static String model(String id) {
    return node(id, "ai_response", Map.of("instructions", "Answer."));
  }

  private static String call(String id) {
    return node(id, "api_call", Map.of("url", "https://shop.example/" + id));
  }

  private static String message(String id, String text) {
    return node(id, "message", Map.of("text", text));
  }

  private static String node(String id, String type, Map<String, String> config) {
    StringBuilder settings = new StringBuilder();
    config.forEach(
        (key, value) ->
            settings
                .append('"')
                .append(key)
                .append("\": ")
                .append(value.startsWith("{") ? value : "\"" + value + "\""));
    return "{\"id\": \"%s\", \"type\": \"%s\", \"data\": {\"config\": {%s}}}"
        .formatted(id, type, settings);
  }

  private static String edge(String from, String to) {
    return edge(from, "next", to);
  }

  private static String onError(String from, String to) {
    return edge(from, "error", to);
  }

  private static String edge(String from, String port, String to) {
    return "{\"id\": \"%s-%s\", \"source\": \"%s\", \"sourceHandle\": \"%s\", \"target\": \"%s\"}"
        .formatted(from, to, from, port, to);
  }

  /** So many nodes one after the other. */
  private static String line(int count, Function<String, String> node) {
    List<String> nodes = new ArrayList<>();
    List<String> edges = new ArrayList<>();
    String before = "start";
    for (int i = 0; i < count; i++) {
      nodes.add(node.apply("n" + i));
      edges.add(edge(before, "n" + i));
      before = "n" + i;
    }
    edges.add(edge(before, "end"));
    return flow(String.join(",", nodes), edges.toArray(String[]::new));
  }

  private static String flow(String nodes, String... edges) {
    return """
        {"botflow": 1, "id": "f", "settings": {"fallback": "human_handoff"}, "nodes": [
          {"id": "start", "type": "trigger", "data": {"config": {"on": "any_message"}}},
          {"id": "end", "type": "end", "data": {"config": {}}},
          %s],
         "edges": [%s]}
        """
        .formatted(nodes, String.join(",", edges));
  }
}
