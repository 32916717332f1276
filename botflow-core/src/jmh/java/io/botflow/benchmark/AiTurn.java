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
import io.botflow.flow.FlowReader;
import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelLimits;
import io.botflow.message.ChannelUser;
import io.botflow.message.InboundMessage;
import io.botflow.message.MessageContent;
import io.botflow.node.NodeTypes;
import io.botflow.spi.BotRef;
import io.botflow.spi.ChatReply;
import io.botflow.spi.FlowVersion;
import io.botflow.spi.Journal;
import io.botflow.spi.KnowledgeBase;
import io.botflow.spi.Passage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a turn with an {@code ai_response} takes besides those that it asks: knowledge and model
 * answer at once. Everything else is done: memory, prompt, limits of time, checks of the answer.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class AiTurn {
  private static final Instant NOW = Instant.parse("2026-01-01T09:00:00Z");
  private static final String FLOW =
      """
      {"botflow": 1, "id": "help", "name": "Help", "language": "en",
       "nodes": [
        {"id": "start", "type": "trigger", "data": {"config": {"on": "any_message"}}},
        {"id": "help", "type": "ai_response", "data": {"config": {
          "instructions": "Help with orders.", "knowledge": {"citations": true}}}},
        {"id": "unsure", "type": "end", "data": {"config": {"text": "A person will answer."}}},
        {"id": "end", "type": "end", "data": {"config": {}}}],
       "edges": [
        {"id": "e1", "source": "start", "target": "help"},
        {"id": "e2", "source": "help", "target": "end"},
        {"id": "e3", "source": "help", "sourceHandle": "uncertain", "target": "unsure"}]}
      """;

  private final BotRef bot = new BotRef(new UUID(0, 1), new UUID(0, 2), new UUID(0, 3));
  private final ChannelAddress address = new ChannelAddress("whatsapp", "1");
  private final Input input =
      new Input.Messages(
          List.of(
              new InboundMessage(
                  "m", new MessageContent.Text("How long does delivery take?"), NOW)));
  private Contact contact;
  private CompiledFlow flow;
  private FlowEngine byPassage;
  private FlowEngine byModel;
  private long conversations;

  /** Compiles once. */
  @Setup
  public void compile() {
    Compilation compilation =
        CompiledFlow.compile(
            new FlowVersion("1", FlowReader.read(FLOW).clean().orElseThrow()),
            NodeTypes.standard(),
            ChannelLimits.MESSENGER,
            null);
    flow = ((Compilation.Ready) compilation).flow();
    contact = Contact.of(new UUID(1, 1), new ChannelUser(null, "27820000001", "Thandi", null));
    KnowledgeBase knowledge =
        (organization, question, categories, most) ->
            List.of(
                new Passage("a", "Delivery", "Delivery takes two to three working days.", 0.9),
                new Passage("b", "Returns", "Send it back within 30 days.", 0.6));
    byPassage = engine(new Services(null, null, knowledge, null, null));
    byModel =
        engine(
            new Services(
                null,
                request ->
                    new ChatReply.Answer(
                        "Delivery takes two to three working days.", "instant", 1, 1),
                knowledge,
                null,
                null));
    for (FlowEngine engine : List.of(byPassage, byModel)) {
      String said = turn(engine).messages().toString();
      if (!said.contains("two to three working days")) {
        throw new IllegalStateException("not answered: " + said);
      }
    }
  }

  private static FlowEngine engine(Services services) {
    return new FlowEngine(services, FlowLibrary.EMPTY, TurnLimits.DEFAULT);
  }

  /** Answers by the best passage. */
  @Benchmark
  public Turn byPassage() {
    return turn(byPassage);
  }

  /** Answers by a model that takes no time. */
  @Benchmark
  public Turn byModel() {
    return turn(byModel);
  }

  private Turn turn(FlowEngine engine) {
    UUID conversation = new UUID(2, conversations++);
    Turn turn =
        engine.turn(
            flow,
            Session.FRESH,
            input,
            new TurnFacts(
                bot,
                address,
                ChannelLimits.MESSENGER,
                conversation,
                conversation,
                contact,
                Owner.BOT,
                NOW,
                Journal.NONE));
    if (turn.messages().isEmpty()) {
      throw new IllegalStateException("not answered: " + turn);
    }
    return turn;
  }
}
