package io.botflow;

import io.botflow.engine.Compilation;
import io.botflow.engine.CompiledFlow;
import io.botflow.engine.FlowEngine;
import io.botflow.engine.Known;
import io.botflow.engine.Services;
import io.botflow.engine.TurnLimits;
import io.botflow.flow.Flow;
import io.botflow.flow.FlowReader;
import io.botflow.flow.FlowReader.Reading;
import io.botflow.message.ChannelLimits;
import io.botflow.node.NodeTypes;
import io.botflow.runtime.Channels;
import io.botflow.runtime.CompiledFlows;
import io.botflow.runtime.FlowsInMemory;
import io.botflow.runtime.InMemoryStore;
import io.botflow.runtime.JdkHttpCaller;
import io.botflow.runtime.Pipeline;
import io.botflow.runtime.WorkerSettings;
import io.botflow.spi.Channel;
import io.botflow.spi.ChatModel;
import io.botflow.spi.Desk;
import io.botflow.spi.FlowSource;
import io.botflow.spi.FlowVersion;
import io.botflow.spi.HttpCaller;
import io.botflow.spi.IntentClassifier;
import io.botflow.spi.KnowledgeBase;
import io.botflow.spi.Moderator;
import io.botflow.spi.Recollection;
import io.botflow.spi.SendResult;
import io.botflow.spi.Sending;
import io.botflow.spi.Store;
import io.botflow.spi.TurnListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link BotFlow} consists of. Needs a flow, or a source of flows, and a channel; all else
 * has a default. Used by one thread.
 */
public final class BotFlowBuilder {
  private final List<Flow> flows = new ArrayList<>();
  private final List<Channel> channels = new ArrayList<>();
  private final List<TurnListener> listeners = new ArrayList<>();
  private @Nullable FlowSource source;
  private @Nullable Store store;
  private @Nullable HttpCaller http;
  private @Nullable ChatModel model;
  private @Nullable KnowledgeBase knowledge;
  private @Nullable IntentClassifier intents;
  private @Nullable Desk desk;
  private @Nullable Moderator moderator;
  private @Nullable Recollection recollection;
  private NodeTypes types = NodeTypes.standard();
  private TurnLimits limits = TurnLimits.DEFAULT;
  private WorkerSettings settings = WorkerSettings.DEFAULT;
  private InstantSource clock = InstantSource.system();
  private UUID organization = FlowsInMemory.ORGANIZATION;

  BotFlowBuilder() {}

  /** The bot's flow; a second and third can be called from it. */
  public BotFlowBuilder flow(Flow flow) {
    flows.add(flow);
    return this;
  }

  /**
   * A flow as a JSON document.
   *
   * @throws InvalidFlow where it cannot be read
   */
  public BotFlowBuilder flow(String json) {
    return flow("document", FlowReader.read(json));
  }

  /**
   * A flow as a file with a JSON document.
   *
   * @throws InvalidFlow where it cannot be read
   * @throws UncheckedIOException where there is no such file
   */
  public BotFlowBuilder flow(Path file) {
    try {
      return flow(file.toString(), FlowReader.read(Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private BotFlowBuilder flow(String name, Reading reading) {
    return flow(reading.clean().orElseThrow(() -> new InvalidFlow(name, reading.problems())));
  }

  /** Where flows come from, instead of {@link #flow}. */
  public BotFlowBuilder flowSource(FlowSource given) {
    source = given;
    return this;
  }

  /** A way to talk to customers; several have different names. */
  public BotFlowBuilder channel(Channel channel) {
    channels.add(channel);
    return this;
  }

  /** A channel of plain text, as a function that sends one message. */
  public BotFlowBuilder channel(String name, Function<Sending, SendResult> send) {
    return channel(
        new Channel() {
          @Override
          public String name() {
            return name;
          }

          @Override
          public SendResult send(Sending sending) {
            return send.apply(sending);
          }
        });
  }

  /** Where conversations are kept; in memory by default. Whoever gives a store closes it. */
  public BotFlowBuilder store(Store given) {
    store = given;
    return this;
  }

  /** Makes the calls of flows; by default the JDK's client, for flows that are trusted. */
  public BotFlowBuilder http(HttpCaller given) {
    http = given;
    return this;
  }

  /** Answers where flows ask a model; none by default. */
  public BotFlowBuilder model(ChatModel given) {
    model = given;
    return this;
  }

  /** What flows search; nothing by default. */
  public BotFlowBuilder knowledge(KnowledgeBase given) {
    knowledge = given;
    return this;
  }

  /** Says what messages want; nobody by default. */
  public BotFlowBuilder intents(IntentClassifier given) {
    intents = given;
    return this;
  }

  /** Looks at what models hear and say; nobody by default. */
  public BotFlowBuilder moderator(Moderator given) {
    moderator = given;
    return this;
  }

  /** Who remembers customers from one conversation to the next; nobody where none is given. */
  public BotFlowBuilder recollection(Recollection given) {
    recollection = given;
    return this;
  }

  /** Says whether people are there; always, by default. */
  public BotFlowBuilder desk(Desk given) {
    desk = given;
    return this;
  }

  /** The node types that flows may use; BotFlow's own by default. */
  public BotFlowBuilder nodeTypes(NodeTypes given) {
    types = given;
    return this;
  }

  /** Hears of turns. */
  public BotFlowBuilder listener(TurnListener listener) {
    listeners.add(listener);
    return this;
  }

  /** The clock of the store in memory; a store that is given has its own. */
  public BotFlowBuilder clock(InstantSource given) {
    clock = given;
    return this;
  }

  /** How much one turn may do. */
  public BotFlowBuilder limits(TurnLimits given) {
    limits = given;
    return this;
  }

  /** How much this process does at a time. */
  public BotFlowBuilder settings(WorkerSettings given) {
    settings = given;
    return this;
  }

  /** Whose conversations {@link BotFlow#signal} and its like mean, where a source says whose. */
  public BotFlowBuilder organization(UUID given) {
    organization = given;
    return this;
  }

  /**
   * The bot, not started yet.
   *
   * @throws InvalidFlow where a flow has errors; the message lists all of them
   */
  public BotFlow build() {
    if (channels.isEmpty()) {
      throw new IllegalStateException("a bot needs a channel: call channel(...)");
    }
    if ((source == null) == flows.isEmpty()) {
      throw new IllegalStateException("a bot needs either flow(...) or flowSource(...)");
    }
    Channels named = new Channels(channels);
    FlowSource from = source == null ? checked(new FlowsInMemory(flows), named) : source;
    CompiledFlows compiled =
        new CompiledFlows(from, types, named.limits().get(0), CompiledFlows.DEFAULT_KEPT);
    Services services =
        new Services(
            http == null ? new JdkHttpCaller() : http,
            model,
            knowledge,
            intents,
            desk,
            moderator,
            recollection);
    Store kept = store == null ? new InMemoryStore(clock) : store;
    FlowEngine engine = new FlowEngine(services, compiled, limits);
    Pipeline pipeline = new Pipeline(kept, from, compiled, engine, named, listeners, settings);
    return new BotFlow(pipeline, kept, organization, store == null);
  }

  private FlowSource checked(FlowsInMemory all, Channels named) {
    for (FlowVersion version : all.all()) {
      for (ChannelLimits shown : named.limits()) {
        Compilation compilation =
            CompiledFlow.compile(
                version,
                types,
                shown,
                Known.flows(id -> all.flow(FlowsInMemory.ORGANIZATION, id) != null));
        if (compilation instanceof Compilation.Refused refused) {
          throw new InvalidFlow(version.flow().id(), refused.problems());
        }
      }
    }
    return all;
  }
}
