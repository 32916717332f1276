package io.botflow.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.botflow.BotFlow;
import io.botflow.conversation.Input;
import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelEvent;
import io.botflow.message.ChannelUser;
import io.botflow.message.Consent;
import io.botflow.runtime.InMemoryStore;
import io.botflow.spi.Pace;
import io.botflow.spi.Priority;
import io.botflow.spi.Store;
import io.botflow.testing.SettableClock;
import io.botflow.whatsapp.sandbox.GraphCaller;
import io.botflow.whatsapp.sandbox.GraphRefusal;
import io.botflow.whatsapp.sandbox.NetworkRules;
import io.botflow.whatsapp.sandbox.NetworkRules.ServiceWindow;
import io.botflow.whatsapp.sandbox.SandboxFault;
import io.botflow.whatsapp.sandbox.SandboxFaults;
import io.botflow.whatsapp.sandbox.SandboxFaults.StatusFaults;
import io.botflow.whatsapp.sandbox.SandboxNumber;
import io.botflow.whatsapp.sandbox.SandboxOptions;
import io.botflow.whatsapp.sandbox.SandboxPhone;
import io.botflow.whatsapp.sandbox.WebhookOptions;
import io.botflow.whatsapp.sandbox.WhatsAppSandbox;
import io.botflow.whatsapp.template.InMemoryTemplateHistory;
import io.botflow.whatsapp.template.InMemoryTemplateTable;
import io.botflow.whatsapp.template.TemplateAccount;
import io.botflow.whatsapp.template.TemplateReading;
import io.botflow.whatsapp.template.TemplateRegistry;
import io.botflow.whatsapp.template.Templates;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * A bot, a number and a network with all of its rules turned on, and one clock for all of them that
 * only the test moves, when nothing is under way.
 */
public final class ThirtyDays implements AutoCloseable {
  static final String NUMBER = "111";
  private static final ChannelAddress ADDRESS = new ChannelAddress("whatsapp", NUMBER);
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  /** Closed after all, a short problem, too many to one person, and for good. */
  private static final List<Integer> FAILURES = List.of(131047, 131000, 131056, 131026);

  /** So few that a campaign meets the limit. */
  private static final int PER_SECOND = 5;

  /** The first of a month, so that its free messages are used up. */
  public static final Instant BEGIN = Instant.parse("2026-12-01T00:00:00Z");

  final SettableClock clock;
  final ConsentLedger ledger = new ConsentLedger();
  final SentCosts costs = new SentCosts();
  final WhatsAppSandbox sandbox;
  private final List<SandboxPhone> phones = new ArrayList<>();
  private final HttpServer webhooks;
  private final GraphApi api;
  private final GraphCaller control;
  private final Consumer<Instant> storesClock;
  private final BotFlow bot;

  /** On a store in memory. */
  static ThirtyDays inMemory(Endpoint endpoint, int people) throws Exception {
    SettableClock clock = new SettableClock(BEGIN);
    return new ThirtyDays(endpoint, people, clock, new InMemoryStore(clock), now -> {});
  }

  /**
   * On a store whose clock stands at {@link #BEGIN}.
   *
   * @param storesClock moves that clock
   */
  public static ThirtyDays on(Store store, Consumer<Instant> storesClock, int people)
      throws Exception {
    return new ThirtyDays(Endpoint.META, people, new SettableClock(BEGIN), store, storesClock);
  }

  private ThirtyDays(
      Endpoint endpoint,
      int people,
      SettableClock clock,
      Store store,
      Consumer<Instant> storesClock)
      throws Exception {
    this.clock = clock;
    this.storesClock = storesClock;
    Clock time = clock.withZone(ZoneOffset.UTC);
    sandbox =
        WhatsAppSandbox.start(
            SandboxOptions.DEFAULT
                .withClock(time)
                .withRules(new NetworkRules(ServiceWindow.REFUSED, PER_SECOND, true, true))
                .withWebhooks(WebhookOptions.DEFAULT.withStatuses(List.of("sent", "delivered"))));
    webhooks = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    SandboxNumber number =
        SandboxNumber.of(NUMBER)
            .withAccessToken("token")
            .withCallback(URI.create("http://127.0.0.1:" + webhooks.getAddress().getPort()));
    sandbox.register(number);
    sandbox.onMessage(ledger::judge);
    control = new GraphCaller(sandbox.baseUrl(), "token");
    api = new GraphApi(GraphSettings.DEFAULT.withBaseUrl(sandbox.baseUrl()));
    TemplateRegistry registry = templates(endpoint, number.wabaId());
    WhatsAppAccount account = new WhatsAppAccount(endpoint, NUMBER, "token");
    failLater(sandbox.faults());
    bot =
        BotFlow.builder()
            .flow(flow())
            .store(store)
            .listener(costs)
            .channel(
                new WhatsAppChannel(api, address -> Optional.of(account))
                    .withPace(
                        new Pace(
                            PER_SECOND, WhatsAppLimits.PAIR_INTERVAL, WhatsAppLimits.PAIR_BURST))
                    .withTemplates(registry.atSending(address -> Optional.of(number.wabaId()))))
            .build();
    WebhookReader reader = new WebhookReader(clock);
    webhooks.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    webhooks.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (reader.read(body, NUMBER) instanceof Webhook.Read read) {
              read.events().forEach(costs::heard);
              bot.receive(read.events());
            }
            exchange.sendResponseHeaders(200, -1);
          }
        });
    webhooks.start();
    bot.start();
    for (int i = 0; i < people; i++) {
      phones.add(sandbox.phone("2782000%04d".formatted(i)));
    }
  }

  /** What was accepted fails now and then, and all statuses come twice. */
  private static void failLater(SandboxFaults faults) {
    faults.statuses(new StatusFaults(Duration.ZERO, true, false, 0));
    for (int code : FAILURES) {
      faults.withProbability(
          0.01,
          new SandboxFault.FailsLater(
              new GraphRefusal(400, code, "Failed with " + code, "At random")));
    }
  }

  private TemplateRegistry templates(Endpoint endpoint, String account) throws Exception {
    for (String[] template :
        new String[][] {
          {"offer", "MARKETING"},
          {"shipped", "UTILITY"},
          {"invoice", "UTILITY"},
          {"back", "UTILITY"}
        }) {
      control.post(
          "/v26.0/" + account + "/message_templates",
          "{'name':'%s','language':'en','category':'%s','components':[{'type':'BODY','text':'%s now.'}]}"
              .formatted(template[0], template[1], template[0]));
    }
    TemplateRegistry registry = new TemplateRegistry(new InMemoryTemplateTable());
    TemplateReading reading =
        new Templates(api, new InMemoryTemplateHistory(), clock)
            .page(new TemplateAccount(endpoint, account, "token"), null);
    assertThat(reading).isInstanceOf(TemplateReading.Page.class);
    registry.sync(account, ((TemplateReading.Page) reading).templates());
    assertThat(registry.all(account)).hasSize(4);
    return registry;
  }

  private static String flow() throws Exception {
    try (InputStream in = ThirtyDays.class.getResourceAsStream("/thirty-days.flow.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  SandboxPhone phone(int index) {
    return phones.get(index);
  }

  int people() {
    return phones.size();
  }

  /** The business tells of an agreement, or of its end. */
  void consent(SandboxPhone phone, Consent.Kind kind) {
    bot.receive(
        new ChannelEvent.Consented(
            ADDRESS,
            ChannelUser.ofPhone(phone.address()),
            new Consent(kind, clock.instant(), Consent.Source.BUSINESS, "Paper form 17")));
  }

  /** Tells every conversation that something happened; how many there were. */
  int tellAll(String event) {
    Map<UUID, UUID> all = costs.conversations();
    all.forEach(
        (conversation, organization) ->
            bot.input(
                organization, conversation, new Input.Signal(event, Map.of()), Priority.BULK));
    return all.size();
  }

  void advance(Duration by) {
    clock.advance(by);
    storesClock.accept(clock.instant());
  }

  /** Waits until neither the bot nor the network has anything more to do at this moment. */
  void settle() throws InterruptedException {
    Object before = null;
    Object now = state();
    while (!now.equals(before)) {
      before = now;
      assertThat(sandbox.awaitWebhooks(DEADLINE)).as("the network is quiet").isTrue();
      assertThat(bot.awaitIdle(DEADLINE)).as("the bot is quiet").isTrue();
      now = state();
    }
  }

  private Object state() {
    return List.of(sandbox.acceptedCount(), sandbox.webhooks(), sandbox.refusedByCode());
  }

  JsonNode bill() throws Exception {
    return control.get("/sandbox/billing").body();
  }

  @Override
  public void close() {
    bot.close();
    api.close();
    webhooks.stop(0);
    sandbox.close();
  }
}
