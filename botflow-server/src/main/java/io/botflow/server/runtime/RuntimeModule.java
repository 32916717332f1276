package io.botflow.server.runtime;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import io.botflow.BotFlow;
import io.botflow.BotFlowBuilder;
import io.botflow.ai.OpenAiChatModel;
import io.botflow.ai.OpenAiSettings;
import io.botflow.server.account.Account;
import io.botflow.server.account.Accounts;
import io.botflow.server.config.ModelConfig;
import io.botflow.server.config.OutboundConfig;
import io.botflow.server.config.WhatsAppConfig;
import io.botflow.server.config.WorkerConfig;
import io.botflow.server.health.Check;
import io.botflow.server.outbound.GuardedHttpCaller;
import io.botflow.server.outbound.OutboundHttp;
import io.botflow.spi.Channel;
import io.botflow.spi.ChatModel;
import io.botflow.spi.HttpCaller;
import io.botflow.spi.KnowledgeBase;
import io.botflow.spi.Store;
import io.botflow.spi.TurnListener;
import io.botflow.store.jdbc.JdbcFlowSource;
import io.botflow.store.jdbc.JdbcStore;
import io.botflow.whatsapp.Endpoint;
import io.botflow.whatsapp.GraphApi;
import io.botflow.whatsapp.WhatsAppAccount;
import io.botflow.whatsapp.WhatsAppChannel;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.Set;

/**
 * The way of a message: store, flows, channel. A host may bind its own {@link ChatModel}, {@link
 * HttpCaller} and {@link KnowledgeBase}, and put a {@link Store} or {@link Channel} of its own
 * around ours.
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
    Multibinder.newSetBinder(binder(), TurnListener.class);
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
  WhatsAppChannel whatsApp(GraphApi graph, Accounts accounts, WhatsAppConfig config) {
    return new WhatsAppChannel(
            graph,
            address -> {
              Account account = accounts.byNumber(address.account());
              return account == null || account.accessToken() == null
                  ? Optional.empty()
                  : Optional.of(
                      new WhatsAppAccount(
                          Endpoint.META, account.phoneNumberId(), account.accessToken().reveal()));
            })
        .withPace(config.pace());
  }

  @Provides
  @Singleton
  BotFlow bots(
      JdbcFlowSource flows,
      WatchedStore store,
      Channel channel,
      Set<TurnListener> listeners,
      WorkerConfig worker,
      ModelConfig configured,
      Optional<ChatModel> model,
      HttpCaller http,
      Optional<KnowledgeBase> knowledge) {
    BotFlowBuilder builder =
        BotFlow.builder()
            .flowSource(flows)
            .store(store)
            .channel(channel)
            .http(http)
            .settings(worker.settings());
    listeners.forEach(builder::listener);
    knowledge.ifPresent(builder::knowledge);
    OpenAiSettings settings = configured.settings();
    if (settings != null) {
      builder.model(new OpenAiChatModel(settings));
    } else {
      model.ifPresent(builder::model);
    }
    return builder.build();
  }
}
