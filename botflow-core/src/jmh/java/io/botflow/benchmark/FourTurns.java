package io.botflow.benchmark;

import io.botflow.conversation.Contact;
import io.botflow.conversation.Input;
import io.botflow.conversation.Owner;
import io.botflow.conversation.Session;
import io.botflow.conversation.Turn;
import io.botflow.engine.Compilation;
import io.botflow.engine.CompiledFlow;
import io.botflow.engine.FlowEngine;
import io.botflow.engine.FlowLibrary;
import io.botflow.engine.Services;
import io.botflow.engine.TurnFacts;
import io.botflow.engine.TurnLimits;
import io.botflow.flow.Flow;
import io.botflow.flow.FlowReader;
import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelLimits;
import io.botflow.message.ChannelUser;
import io.botflow.message.InboundMessage;
import io.botflow.message.MessageContent;
import io.botflow.node.NodeTypes;
import io.botflow.spi.BotRef;
import io.botflow.spi.FlowVersion;
import io.botflow.spi.Journal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bsc.langgraph4j.CompiledGraph;
import org.bsc.langgraph4j.state.AgentState;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The same conversation of four turns (greeting, name, menu, order number with a condition) by
 * BotFlow's engine, by LangGraph4j and by a switch written by hand over the same document, which is
 * the limit. One operation is one turn; sessions are kept in memory between turns.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class FourTurns {
  private static final String[] SAYS = {"hi", "Sipho", "track", "A123"};
  private static final Instant NOW = Instant.parse("2026-01-01T09:00:00Z");

  private final BotRef bot = new BotRef(new UUID(0, 1), new UUID(0, 2), new UUID(0, 3));
  private final ChannelAddress address = new ChannelAddress("whatsapp", "1");
  private final Map<UUID, Session> sessions = new HashMap<>();
  private Contact contact;
  private Input[] inputs;
  private CompiledFlow flow;
  private FlowEngine engine;
  private HandWritten handWritten;
  private CompiledGraph<AgentState> graph;
  private long conversations;

  /** Compiles everything once. */
  @Setup
  public void compile() throws Exception {
    String document = document();
    Flow read = FlowReader.read(document).clean().orElseThrow();
    Compilation compilation =
        CompiledFlow.compile(
            new FlowVersion("1", read), NodeTypes.standard(), ChannelLimits.MESSENGER, null);
    flow = ((Compilation.Ready) compilation).flow();
    engine = new FlowEngine(Services.NONE, FlowLibrary.EMPTY, TurnLimits.DEFAULT);
    contact = Contact.of(new UUID(1, 1), new ChannelUser(null, "27820000001", "Thandi", null));
    inputs = new Input[SAYS.length];
    for (int i = 0; i < SAYS.length; i++) {
      inputs[i] =
          new Input.Messages(
              List.of(new InboundMessage("m" + i, new MessageContent.Text(SAYS[i]), NOW)));
    }
    handWritten = new HandWritten(document);
    graph = Peer.graph();
  }

  private static String document() throws IOException {
    try (InputStream in = FourTurns.class.getResourceAsStream("/four-turns.flow.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** BotFlow: every event, variable and message of the turn, the session kept by conversation. */
  @Benchmark
  @OperationsPerInvocation(4)
  public Turn botflow() {
    UUID conversation = new UUID(2, conversations++);
    Turn turn = null;
    for (int i = 0; i < inputs.length; i++) {
      Session session = sessions.getOrDefault(conversation, Session.FRESH);
      TurnFacts facts =
          new TurnFacts(
              bot,
              address,
              ChannelLimits.MESSENGER,
              conversation,
              new UUID(i, conversations),
              contact,
              Owner.BOT,
              NOW,
              Journal.NONE);
      turn = engine.turn(flow, session, inputs[i], facts);
      sessions.put(conversation, turn.session());
    }
    if (turn.session().status() != Session.Status.ENDED) {
      throw new IllegalStateException("the conversation did not end: " + turn);
    }
    sessions.remove(conversation);
    return turn;
  }

  /** LangGraph4j with its MemorySaver; a finished conversation is released. */
  @Benchmark
  @OperationsPerInvocation(4)
  public Object langGraph4j() {
    return Peer.converse(graph, "c" + conversations++, SAYS);
  }

  /** A switch over the document's nodes: no events, no checks, nothing but the answer. */
  @Benchmark
  @OperationsPerInvocation(4)
  public Object handWrittenSwitch() {
    return handWritten.converse(SAYS);
  }
}
