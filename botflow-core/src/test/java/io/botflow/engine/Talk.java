package io.botflow.engine;

import io.botflow.conversation.Contact;
import io.botflow.conversation.Input;
import io.botflow.conversation.Owner;
import io.botflow.conversation.Session;
import io.botflow.conversation.Turn;
import io.botflow.flow.Flow;
import io.botflow.flow.FlowReader;
import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelLimits;
import io.botflow.message.ChannelUser;
import io.botflow.message.InboundMessage;
import io.botflow.message.MessageContent;
import io.botflow.message.OutboundMessage;
import io.botflow.node.NodeTypes;
import io.botflow.spi.BotRef;
import io.botflow.spi.FlowVersion;
import io.botflow.spi.Journal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A conversation with the bare engine: no store, no channel, a clock that stands still. */
final class Talk implements FlowLibrary {
  private static final UUID SOMEBODY = new UUID(1, 2);

  private final Map<String, CompiledFlow> flows = new HashMap<>();
  private final CompiledFlow flow;
  private final Services services;
  private Session session = Session.FRESH;
  private Contact contact =
      Contact.of(SOMEBODY, new ChannelUser(null, "27820000001", "Thandi", null));
  private Owner owner = Owner.BOT;
  private Instant now = Instant.parse("2026-11-22T08:00:00Z");
  private int count;
  private @Nullable Turn last;
  private TurnLimits limits = TurnLimits.DEFAULT;
  private LongSupplier nanoTime = System::nanoTime;

  private Talk(CompiledFlow flow, Services services) {
    this.flow = flow;
    this.services = services;
    with(flow);
  }

  static Talk with(String flow) {
    return new Talk(compiled(flow), Services.NONE);
  }

  static Talk with(String flow, Services services) {
    return new Talk(compiled(flow), services);
  }

  /** Publishes another flow beside it. */
  Talk with(CompiledFlow other) {
    flows.put(other.id(), other);
    return this;
  }

  /** Sets what a turn may do, and by which clock. */
  Talk within(TurnLimits other, LongSupplier clock) {
    limits = other;
    nanoTime = clock;
    return this;
  }

  static CompiledFlow compiled(String json) {
    Compilation compilation = compile(json);
    if (compilation instanceof Compilation.Ready ready) {
      return ready.flow();
    }
    throw new AssertionError("the flow has problems: " + compilation.problems());
  }

  static Compilation compile(String json) {
    FlowReader.Reading reading = FlowReader.read(json);
    Flow read = reading.flow();
    if (read == null || reading.clean().isEmpty()) {
      return new Compilation.Refused(reading.problems());
    }
    return CompiledFlow.compile(
        new FlowVersion(read.id() + "@1", read),
        NodeTypes.standard(),
        ChannelLimits.MESSENGER,
        null);
  }

  Talk says(String... texts) {
    List<InboundMessage> messages =
        java.util.Arrays.stream(texts)
            .map(text -> new InboundMessage("m" + ++count, new MessageContent.Text(text), now))
            .toList();
    return input(new Input.Messages(messages));
  }

  Talk taps(String id) {
    return sends(new MessageContent.Tap(id, id));
  }

  Talk sends(MessageContent content) {
    return input(new Input.Messages(List.of(new InboundMessage("m" + ++count, content, now))));
  }

  Talk after(Duration time) {
    now = now.plus(time);
    return input(new Input.TimeUp());
  }

  Talk input(Input input) {
    Turn turn =
        new FlowEngine(services, this, limits, nanoTime)
            .turn(
                flow,
                session,
                input,
                new TurnFacts(
                    new BotRef(new UUID(0, 1), new UUID(0, 2), new UUID(0, 3)),
                    new ChannelAddress("whatsapp", "1"),
                    ChannelLimits.MESSENGER,
                    new UUID(0, 4),
                    new UUID(0, 5),
                    contact,
                    owner,
                    now,
                    Journal.NONE));
    session = turn.session();
    contact = turn.contact();
    owner = turn.owner();
    last = turn;
    return this;
  }

  /** What the last turn said, as plain words. */
  List<String> hears() {
    return turn().messages().stream().map(OutboundMessage::content).map(TurnScope::words).toList();
  }

  Turn turn() {
    if (last == null) {
      throw new AssertionError("nothing was said yet");
    }
    return last;
  }

  Session session() {
    return session;
  }

  Contact contact() {
    return contact;
  }

  Owner owner() {
    return owner;
  }

  @Nullable Object variable(String name) {
    return session.current() == null ? null : session.current().variables().get(name);
  }

  @Override
  public @Nullable CompiledFlow version(UUID organization, String version) {
    return flows.values().stream()
        .filter(known -> known.version().equals(version))
        .findFirst()
        .orElse(null);
  }

  @Override
  public @Nullable CompiledFlow flow(UUID organization, String flowId) {
    return flows.get(flowId);
  }
}
