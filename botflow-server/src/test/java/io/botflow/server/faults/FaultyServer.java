package io.botflow.server.faults;

import com.google.inject.AbstractModule;
import com.google.inject.Key;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.OptionalBinder;
import com.google.inject.name.Named;
import com.google.inject.name.Names;
import io.botflow.ai.OpenAiChatModel;
import io.botflow.ai.OpenAiSettings;
import io.botflow.runtime.JdkHttpCaller;
import io.botflow.server.BotFlowServer;
import io.botflow.server.config.ServerConfig;
import io.botflow.spi.Channel;
import io.botflow.spi.ChatModel;
import io.botflow.spi.HttpCaller;
import io.botflow.spi.HttpResult;
import io.botflow.spi.Store;
import io.botflow.store.jdbc.JdbcStore;
import io.botflow.whatsapp.WhatsAppChannel;
import java.util.Map;
import java.util.TreeMap;

/** The server as it is, in a process of its own that dies or freezes where its environment says. */
public final class FaultyServer {
  static final String MODEL_URL = "BOTFLOW_FAULTS_MODEL_URL";

  private FaultyServer() {}

  /** What the child process runs. */
  public static void main(String[] arguments) throws Exception {
    Map<String, String> environment = new TreeMap<>(System.getenv());
    CrashPlan plan = CrashPlan.take(environment);
    String model = String.valueOf(environment.remove(MODEL_URL));
    CrashingDriver.install(plan);
    BotFlowServer server =
        BotFlowServer.open(ServerConfig.read(environment), new Additions(plan, model));
    server.start();
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    server.awaitClose();
  }

  private static final class Additions extends AbstractModule {
    private final CrashPlan plan;
    private final String model;

    Additions(CrashPlan plan, String model) {
      this.plan = plan;
      this.model = model;
    }

    @Override
    protected void configure() {
      OptionalBinder.newOptionalBinder(binder(), Store.class)
          .setBinding()
          .to(Key.get(Store.class, Names.named("crashing")));
      OptionalBinder.newOptionalBinder(binder(), Channel.class)
          .setBinding()
          .to(Key.get(Channel.class, Names.named("crashing")));
      OptionalBinder.newOptionalBinder(binder(), ChatModel.class)
          .setBinding()
          .toInstance(
              new PoisonedModel(mortal(new OpenAiChatModel(new OpenAiSettings(model, null, "m")))));
      OptionalBinder.newOptionalBinder(binder(), HttpCaller.class)
          .setBinding()
          .toInstance(crashing(new JdkHttpCaller()));
    }

    @Provides
    @Singleton
    @Named("crashing")
    Store store(JdbcStore store) {
      return CrashingStore.around(store, plan);
    }

    @Provides
    @Singleton
    @Named("crashing")
    Channel channel(WhatsAppChannel channel) {
      return new CrashingChannel(channel, plan);
    }

    private ChatModel mortal(ChatModel real) {
      return request -> {
        var reply = real.chat(request);
        plan.reached(CrashPoint.C3);
        return reply;
      };
    }

    private HttpCaller crashing(HttpCaller real) {
      return call -> {
        HttpResult result = real.call(call);
        plan.reached(CrashPoint.C5);
        return result;
      };
    }
  }
}
