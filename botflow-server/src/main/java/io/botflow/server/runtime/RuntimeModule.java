package io.botflow.server.runtime;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import io.botflow.BotFlow;
import io.botflow.BotFlowBuilder;
import io.botflow.ai.BudgetedChatModel;
import io.botflow.ai.FallbackChatModel;
import io.botflow.ai.FallbackSettings;
import io.botflow.ai.LastStep;
import io.botflow.ai.ModelPrices;
import io.botflow.ai.OpenAiChatModel;
import io.botflow.ai.OpenAiSettings;
import io.botflow.ai.Provider;
import io.botflow.node.NodeTypes;
import io.botflow.server.account.Account;
import io.botflow.server.account.Accounts;
import io.botflow.server.config.ModelConfig;
import io.botflow.server.config.OutboundConfig;
import io.botflow.server.config.WhatsAppConfig;
import io.botflow.server.config.WorkerConfig;
import io.botflow.server.health.Check;
import io.botflow.server.outbound.GuardedHttpCaller;
import io.botflow.server.outbound.OutboundHttp;
import io.botflow.server.template.MessageTemplates;
import io.botflow.spi.Channel;
import io.botflow.spi.ChatModel;
import io.botflow.spi.Desk;
import io.botflow.spi.HttpCaller;
import io.botflow.spi.IntentClassifier;
import io.botflow.spi.KnowledgeBase;
import io.botflow.spi.Moderator;
import io.botflow.spi.Recollection;
import io.botflow.spi.Store;
import io.botflow.spi.TurnListener;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.JdbcBudgets;
import io.botflow.store.jdbc.JdbcFlowSource;
import io.botflow.store.jdbc.JdbcStore;
import io.botflow.whatsapp.GraphApi;
import io.botflow.whatsapp.WhatsAppChannel;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The way of a message: store, flows, channel. A host may bind its own {@link ChatModel}, {@link
 * HttpCaller}, {@link KnowledgeBase}, {@link NodeTypes} and {@link Moderator}, and put a {@link
 * Store} or {@link Channel} of its own around ours. Features add further channels and what goes on
 * in the {@link Background}.
 */
public final class RuntimeModule extends AbstractModule {
  @Override
  protected void configure() {
    OptionalBinder.newOptionalBinder(binder(), Store.class).setDefault().to(JdbcStore.class);
    OptionalBinder.newOptionalBinder(binder(), Channel.class)
        .setDefault()
        .to(WhatsAppChannel.class);
    OptionalBinder.newOptionalBinder(binder(), ChatModel.class);
    OptionalBinder.newOptionalBinder(binder(), HttpCaller.class)
        .setDefault()
        .to(GuardedHttpCaller.class);
    OptionalBinder.newOptionalBinder(binder(), KnowledgeBase.class);
    OptionalBinder.newOptionalBinder(binder(), NodeTypes.class)
        .setDefault()
        .toInstance(NodeTypes.discovered(RuntimeModule.class.getClassLoader()));
    OptionalBinder.newOptionalBinder(binder(), IntentClassifier.class)
        .setDefault()
        .toProvider(ServerIntents.class)
        .in(Scopes.SINGLETON);
    OptionalBinder.newOptionalBinder(binder(), Moderator.class);
    OptionalBinder.newOptionalBinder(binder(), Recollection.class);
    OptionalBinder.newOptionalBinder(binder(), Desk.class);
    Multibinder.newSetBinder(binder(), TurnListener.class);
    Multibinder.newSetBinder(binder(), Channel.class);
    Multibinder.newSetBinder(binder(), Background.class);
    Multibinder.newSetBinder(binder(), Check.class).addBinding().to(WorkerCheck.class);
    bind(WorkerCheck.class).in(Scopes.SINGLETON);
  }

  @Provides
  @Singleton
  WatchedStore store(Store store, MeterRegistry meters) {
    return new WatchedStore(store, meters);
  }

  @Provides
  @Singleton
  OutboundHttp outbound(OutboundConfig config) {
    return new OutboundHttp(config.rules(), config.limits());
  }

  @Provides
  @Singleton
  GuardedHttpCaller guardedCalls(OutboundHttp outbound) {
    return new GuardedHttpCaller(outbound);
  }

  @Provides
  @Singleton
  GraphApi graph(WhatsAppConfig config) {
    return new GraphApi(config.settings());
  }

  @Provides
  @Singleton
  WhatsAppChannel whatsApp(
      GraphApi graph, Accounts accounts, WhatsAppConfig config, MessageTemplates templates) {
    return new WhatsAppChannel(
            graph,
            address -> {
              Account account = accounts.byAddress(address.account());
              return account == null ? Optional.empty() : account.sending();
            })
        .withPace(config.pace())
        .withTemplates(templates.atSending(accounts));
  }

  @Provides
  @Singleton
  BotFlow bots(
      JdbcFlowSource flows,
      WatchedStore store,
      Channel channel,
      Set<Channel> further,
      Set<TurnListener> listeners,
      WorkerConfig worker,
      ServerModel model,
      HttpCaller http,
      NodeTypes types,
      IntentClassifier intents,
      Optional<KnowledgeBase> knowledge,
      Optional<Moderator> moderator,
      Optional<Recollection> recollection,
      Optional<Desk> desk) {
    BotFlowBuilder builder =
        BotFlow.builder()
            .flowSource(flows)
            .store(store)
            .channel(channel)
            .http(http)
            .nodeTypes(types)
            .intents(intents)
            .settings(worker.settings());
    further.forEach(builder::channel);
    listeners.forEach(builder::listener);
    knowledge.ifPresent(builder::knowledge);
    moderator.ifPresent(builder::moderator);
    desk.ifPresent(builder::desk);
    recollection.ifPresent(builder::recollection);
    model.model().ifPresent(builder::model);
    return builder.build();
  }

  /** What is configured, else what a host bound. */
  @Provides
  @Singleton
  ServerModel model(ModelConfig configured, Databases databases, Optional<ChatModel> bound) {
    OpenAiSettings settings = configured.settings();
    return new ServerModel(
        settings == null ? bound : Optional.of(model(settings, configured, databases)));
  }

  /**
   * Alone it stands in for nobody, but is asked once more where it was surely not at work, and left
   * alone while it fails. What it costs is counted, with or without caps.
   */
  private static ChatModel model(
      OpenAiSettings settings, ModelConfig configured, Databases databases) {
    ChatModel alone =
        new FallbackChatModel(
            List.of(
                new Provider(
                    "model",
                    new OpenAiChatModel(settings),
                    null,
                    FallbackSettings.DEFAULT.total())),
            FallbackSettings.DEFAULT);
    return new BudgetedChatModel(
        alone,
        new JdbcBudgets(databases, organization -> configured.caps()),
        ModelPrices.bundled(),
        settings.model(),
        new LastStep.HandOff());
  }
}
