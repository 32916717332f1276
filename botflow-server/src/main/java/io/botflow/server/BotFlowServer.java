package io.botflow.server;

import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.ProvisionException;
import com.google.inject.Stage;
import com.google.inject.TypeLiteral;
import io.botflow.BotFlow;
import io.botflow.server.account.AccountModule;
import io.botflow.server.account.PlainSecrets;
import io.botflow.server.analytics.AnalyticsModule;
import io.botflow.server.api.ApiModule;
import io.botflow.server.apikey.ApiKeyModule;
import io.botflow.server.audit.AuditModule;
import io.botflow.server.bot.BotModule;
import io.botflow.server.config.ConfigModule;
import io.botflow.server.config.HttpConfig;
import io.botflow.server.config.ServerConfig;
import io.botflow.server.contact.ContactModule;
import io.botflow.server.contact.RepeatedErasures;
import io.botflow.server.conversation.ConversationModule;
import io.botflow.server.dashboard.DashboardModule;
import io.botflow.server.database.DatabaseModule;
import io.botflow.server.desk.DeskModule;
import io.botflow.server.email.EmailModule;
import io.botflow.server.health.HealthModule;
import io.botflow.server.health.Readiness;
import io.botflow.server.http.HttpModule;
import io.botflow.server.http.WebServer;
import io.botflow.server.identity.IdentityModule;
import io.botflow.server.job.JobModule;
import io.botflow.server.job.Jobs;
import io.botflow.server.knowledge.KnowledgeModule;
import io.botflow.server.live.LiveModule;
import io.botflow.server.mail.MailModule;
import io.botflow.server.media.MediaModule;
import io.botflow.server.media.ReceivedMedia;
import io.botflow.server.memory.MemoryModule;
import io.botflow.server.metrics.MetricsModule;
import io.botflow.server.onboarding.Connections;
import io.botflow.server.onboarding.OnboardingModule;
import io.botflow.server.organization.OrganizationModule;
import io.botflow.server.outbound.OutboundHttp;
import io.botflow.server.runtime.Background;
import io.botflow.server.runtime.RuntimeModule;
import io.botflow.server.schema.SchemaModule;
import io.botflow.server.secret.SecretModule;
import io.botflow.server.simulator.SimulatorModule;
import io.botflow.server.sso.SsoModule;
import io.botflow.server.template.MessageTemplates;
import io.botflow.server.template.TemplateModule;
import io.botflow.server.translation.TranslationModule;
import io.botflow.server.webchat.WebChatModule;
import io.botflow.server.webhook.WebhookModule;
import io.botflow.server.workflow.WorkflowModule;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Deployments;
import io.botflow.store.jdbc.JdbcFlowSource;
import io.botflow.store.jdbc.JdbcStore;
import io.botflow.whatsapp.GraphApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server in this process. {@link #open} prepares it, {@link #start} lets it work, {@link #close}
 * ends what was begun and stops. Thread-safe.
 */
public final class BotFlowServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BotFlowServer.class);

  private final Injector injector;
  private final List<Background> begun = new CopyOnWriteArrayList<>();
  private final AtomicBoolean working = new AtomicBoolean();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);

  private BotFlowServer(Injector injector) {
    this.injector = injector;
  }

  /**
   * Opens the database, which may take seconds, and puts the server together.
   *
   * @param additions may bind what {@link RuntimeModule} leaves to a host
   * @throws io.botflow.store.jdbc.DatabaseException with a text for the operator
   */
  public static BotFlowServer open(ServerConfig config, Module... additions) {
    List<Module> modules =
        new ArrayList<>(
            List.of(
                new ConfigModule(config),
                new DatabaseModule(),
                new AccountModule(),
                new RuntimeModule(),
                new WebhookModule(),
                new JobModule(),
                new TemplateModule(),
                new MediaModule(),
                new KnowledgeModule(),
                new WebChatModule(),
                new EmailModule(),
                new HealthModule(),
                new MetricsModule(),
                new SchemaModule(),
                new SecretModule(),
                new MailModule(),
                new ApiModule(),
                new IdentityModule(),
                new OrganizationModule(),
                new ApiKeyModule(),
                new AuditModule(),
                new SsoModule(),
                new ConversationModule(),
                new LiveModule(),
                new ContactModule(),
                new MemoryModule(),
                new TranslationModule(),
                new DashboardModule(),
                new WorkflowModule(),
                new BotModule(),
                new OnboardingModule(),
                new AnalyticsModule(),
                new DeskModule(),
                new SimulatorModule(),
                new HttpModule()));
    modules.addAll(List.of(additions));
    try {
      // Development: only what is asked for is made, in the order in which it is asked for.
      Injector injector = Guice.createInjector(Stage.DEVELOPMENT, modules);
      injector.getInstance(Databases.class);
      return new BotFlowServer(injector);
    } catch (CreationException | ProvisionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Puts bots to work. */
  public Deployments deployments() {
    return injector.getInstance(Deployments.class);
  }

  /** The message templates of organisations. */
  public MessageTemplates templates() {
    return injector.getInstance(MessageTemplates.class);
  }

  /** The WhatsApp numbers of organisations. */
  public Connections connections() {
    return injector.getInstance(Connections.class);
  }

  /** Media of conversations. */
  public ReceivedMedia media() {
    return injector.getInstance(ReceivedMedia.class);
  }

  /**
   * Begins to answer, and then to listen.
   *
   * @throws io.botflow.server.http.PortTakenException when another program has the port
   */
  public void start() {
    WebServer web = injector.getInstance(WebServer.class);
    injector.getInstance(PlainSecrets.class).seal();
    injector.getInstance(RepeatedErasures.class).run();
    injector.getInstance(BotFlow.class).start();
    working.set(true);
    injector.getInstance(Jobs.class).start();
    web.start();
    for (Background one : background()) {
      begun.add(one);
      one.start();
    }
    LOG.info("Listening on port {}", web.port());
  }

  private Set<Background> background() {
    return injector.getInstance(Key.get(new TypeLiteral<Set<Background>>() {}));
  }

  /** The port that it listens on; after the start. */
  public int port() {
    return injector.getInstance(WebServer.class).port();
  }

  /** What this process published is known to it at once. */
  public void refreshFlows() {
    injector.getInstance(JdbcFlowSource.class).refresh();
  }

  /** Waits until the server is closed. */
  public void awaitClose() throws InterruptedException {
    closed.await();
  }

  /**
   * Stops: says that it is not ready, begins nothing new, waits for the turns and sendings that are
   * under way, at most as long as {@link HttpConfig#stopWait}. Webhooks are taken until then; what
   * they bring is durable, and answered after the next start. A second call waits for the first.
   * One that was never started only closes its database.
   */
  @Override
  public void close() {
    if (!closing.compareAndSet(false, true)) {
      try {
        awaitClose();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return;
    }
    try {
      Duration wait = injector.getInstance(HttpConfig.class).stopWait();
      injector.getInstance(Readiness.class).stopping();
      injector.getInstance(Jobs.class).stop();
      begun.forEach(Background::close);
      boolean ended = !working.get() || injector.getInstance(BotFlow.class).stop(wait);
      if (!ended) {
        LOG.warn("Turns were still under way after {}; they go on after the next start", wait);
      }
      if (working.get()) {
        injector.getInstance(WebServer.class).stop();
      }
      injector.getInstance(GraphApi.class).close();
      injector.getInstance(OutboundHttp.class).close();
      injector.getInstance(JdbcStore.class).close();
      Objects.requireNonNull(injector.getInstance(Databases.class)).close();
      if (working.get()) {
        LOG.info("Stopped");
      }
    } finally {
      closed.countDown();
    }
  }
}
