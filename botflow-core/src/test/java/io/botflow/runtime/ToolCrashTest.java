package io.botflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.conversation.Turn;
import io.botflow.engine.FlowEngine;
import io.botflow.engine.Services;
import io.botflow.engine.TurnLimits;
import io.botflow.flow.FlowReader;
import io.botflow.message.ChannelLimits;
import io.botflow.message.ChannelUser;
import io.botflow.message.MessageContent;
import io.botflow.node.NodeTypes;
import io.botflow.spi.Arrival;
import io.botflow.spi.ChatReply;
import io.botflow.spi.ChatRequest;
import io.botflow.spi.ChatTool;
import io.botflow.spi.Claim;
import io.botflow.spi.HttpCall;
import io.botflow.spi.HttpResult;
import io.botflow.spi.Journal;
import io.botflow.spi.Room;
import io.botflow.testing.RecordingChannel;
import io.botflow.testing.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * A process that dies at every step of a call that a model asked for, twice for each message. The
 * store outlives it; the model says something else whenever it is asked; the program outside knows
 * its idempotency keys, as it is promised to them.
 */
class ToolCrashTest {
  private static final int SEEDS = 1_000;

  /** More than the steps of a turn, so that some attempts do not die. */
  private static final int STEPS = 14;

  private static final ChannelUser ANNA = ChannelUser.ofPhone("27820000001");

  private static final FlowsInMemory ASKS = flows("true");
  private static final FlowsInMemory ASKS_NOT = flows("false");

  /** A process that dies. */
  private static final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash() {
      super("the process died", null, false, false);
    }
  }

  private final RecordingChannel channel = new RecordingChannel();
  private final List<String> effects = new ArrayList<>();
  private final Set<String> keys = new HashSet<>();
  private int calls;
  private int asked;
  private int deaths;
  private int stepsLeft;

  @Test
  void theEffectOutsideHappensOnce() {
    int allDeaths = 0;
    int allCalls = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      ToolCrashTest run = new ToolCrashTest();
      run.order(seed, seed % 2 == 0);
      assertThat(run.effects).as("seed %s", seed).hasSize(1);
      allDeaths += run.deaths;
      allCalls += run.calls;
    }
    // Without deaths in the midst of calls this test would show nothing.
    assertThat(allDeaths).isGreaterThan(SEEDS);
    assertThat(allCalls).isGreaterThan(SEEDS);
  }

  @Test
  void whatAModelSaidWithoutARecordHasNoEffect() {
    SettableClock clock = new SettableClock();
    InMemoryStore store = new InMemoryStore(clock);
    stepsLeft = Integer.MAX_VALUE;
    store.accept(List.of(arrival(ASKS_NOT, clock, "order, please")), Room.NONE);
    Claim claim = store.claim(1).get(0);
    Journal away =
        new Journal() {
          @Override
          public <T> Result<T> once(String step, Class<T> type, Supplier<T> call) {
            return new Result<>(call.get(), false, false);
          }
        };

    Turn turn = turns(ASKS_NOT).of(claim, away);

    assertThat(effects).isEmpty();
    assertThat(texts(turn)).as("and still nobody waits in silence").isNotEmpty();
  }

  private void order(int seed, boolean confirmed) {
    Random random = new Random(seed);
    FlowsInMemory flows = confirmed ? ASKS : ASKS_NOT;
    SettableClock clock = new SettableClock();
    InMemoryStore store = new InMemoryStore(clock);
    List<String> said = new ArrayList<>();
    List<String> says = confirmed ? List.of("order, please", "yes") : List.of("order, please");
    for (String text : says) {
      store.accept(List.of(arrival(flows, clock, text)), Room.NONE);
      for (int attempt = 1; attempt <= 3; attempt++) {
        List<Claim> claims = store.claim(1);
        if (claims.isEmpty()) {
          break;
        }
        stepsLeft = attempt == 3 ? Integer.MAX_VALUE : random.nextInt(STEPS);
        try {
          said.addAll(attempt(store, flows, claims.get(0)));
        } catch (Crash e) {
          deaths++;
          // Nobody gives the conversation back: its lease has to end.
          clock.advance(Duration.ofSeconds(61));
        }
      }
    }
    assertThat(said).as("seed %s", seed).filteredOn("It is done."::equals).hasSize(1);
    assertThat(store.putAside(flows.route(RecordingChannel.ADDRESS).organization(), 10)).isEmpty();
  }

  /** One attempt of a process that has just started. */
  private List<String> attempt(InMemoryStore store, FlowsInMemory flows, Claim claim) {
    step();
    StoreJournal kept = new StoreJournal(store, claim);
    Journal journal =
        new Journal() {
          @Override
          public <T> Result<T> once(String step, Class<T> type, Supplier<T> call) {
            step();
            Result<T> result =
                kept.once(
                    step,
                    type,
                    () -> {
                      T made = call.get();
                      step();
                      return made;
                    });
            step();
            return result;
          }
        };
    Turn turn = turns(flows).of(claim, journal);
    step();
    store.commit(claim, turn);
    return texts(turn);
  }

  private FlowTurns turns(FlowsInMemory flows) {
    CompiledFlows compiled =
        new CompiledFlows(
            flows, NodeTypes.standard(), ChannelLimits.MESSENGER, CompiledFlows.DEFAULT_KEPT);
    Services services = new Services(this::shop, this::model, null, null, null);
    return new FlowTurns(
        flows,
        compiled,
        new FlowEngine(services, compiled, TurnLimits.DEFAULT),
        new Channels(List.of(channel)));
  }

  /** Dies where the time has come. */
  private void step() {
    if (stepsLeft-- == 0) {
      throw new Crash();
    }
  }

  /** Never says the same twice: two attempts that both listened to it would order two things. */
  private ChatReply model(ChatRequest request) {
    asked++;
    return request.exchanges().isEmpty()
        ? new ChatReply.Answer(
            "",
            "m",
            1,
            1,
            List.of(new ChatTool.Call("c" + asked, "order", "{\"item\": \"A" + asked + "\"}")),
            List.of())
        : new ChatReply.Answer("It is done.", "m", 1, 1);
  }

  private HttpResult shop(HttpCall call) {
    step();
    calls++;
    if (keys.add(call.idempotencyKey())) {
      effects.add(call.method() + " " + call.url() + " " + call.body());
    }
    step();
    return new HttpResult.Answered(200, Map.of(), "{\"state\": \"ordered\"}");
  }

  private Arrival arrival(FlowsInMemory flows, SettableClock clock, String text) {
    return new Arrival(
        flows.route(RecordingChannel.ADDRESS), channel.text(ANNA, text, clock.instant()));
  }

  private static List<String> texts(Turn turn) {
    return turn.messages().stream()
        .map(
            message ->
                switch (message.content()) {
                  case MessageContent.Text text -> text.body();
                  case MessageContent.Buttons buttons -> buttons.body();
                  default -> message.content().typeName();
                })
        .toList();
  }

  private static FlowsInMemory flows(String confirm) {
    return new FlowsInMemory(
        List.of(
            FlowReader.read(
                    """
                    {"botflow": 1, "id": "shop", "nodes": [
                      {"id": "start", "type": "trigger", "data": {"config": {"on": "any_message"}}},
                      {"id": "help", "type": "ai_response", "data": {"config": {
                        "instructions": "Help.", "tools": [{"node": "order",
                          "description": "Orders something", "confirm": %s,
                          "parameters": [{"variable": "item", "description": "What"}]}]}}},
                      {"id": "order", "type": "api_call", "data": {"config": {"method": "POST",
                        "url": "https://shop.example/orders", "body": {"item": "{{ item }}"}}}},
                      {"id": "end", "type": "end", "data": {"config": {}}}],
                     "edges": [
                      {"id": "e1", "source": "start", "sourceHandle": "next", "target": "help"},
                      {"id": "e2", "source": "help", "sourceHandle": "next", "target": "end"}]}
                    """
                        .formatted(confirm))
                .clean()
                .orElseThrow()));
  }
}
