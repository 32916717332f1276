package io.botflow.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.botflow.BotFlow;
import io.botflow.conversation.Turn;
import io.botflow.runtime.InMemoryStore;
import io.botflow.runtime.TranscriptLine;
import io.botflow.spi.Claim;
import io.botflow.spi.SendResult;
import io.botflow.spi.Sending;
import io.botflow.spi.TurnListener;
import io.botflow.testing.SettableClock;
import io.botflow.whatsapp.sandbox.NetworkRules;
import io.botflow.whatsapp.sandbox.NetworkRules.ServiceWindow;
import io.botflow.whatsapp.sandbox.SandboxMessage;
import io.botflow.whatsapp.sandbox.SandboxNumber;
import io.botflow.whatsapp.sandbox.SandboxOptions;
import io.botflow.whatsapp.sandbox.SandboxPhone;
import io.botflow.whatsapp.sandbox.WhatsAppSandbox;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;

/** A bot, its number, the network's stand-in and one customer, on a clock that the test moves. */
final class OneCustomer implements TurnListener, AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final String NUMBER = "111";

  final SettableClock clock = new SettableClock(Instant.parse("2026-12-01T08:00:00Z"));
  final WhatsAppSandbox sandbox;
  final SandboxPhone phone;
  private final InMemoryStore store = new InMemoryStore(clock);
  private final List<SendResult> results = Collections.synchronizedList(new ArrayList<>());
  private final HttpServer webhooks;
  private final GraphApi graph;
  private final BotFlow bot;

  OneCustomer(String flow, ServiceWindow window) throws Exception {
    sandbox =
        WhatsAppSandbox.start(
            SandboxOptions.DEFAULT
                .withClock(clock.withZone(ZoneOffset.UTC))
                .withRules(new NetworkRules(window, 0, false, false)));
    webhooks = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    sandbox.register(
        SandboxNumber.of(NUMBER)
            .withAccessToken("token")
            .withCallback(URI.create("http://127.0.0.1:" + webhooks.getAddress().getPort())));
    WhatsAppAccount account = new WhatsAppAccount(Endpoint.META, NUMBER, "token");
    graph = new GraphApi(GraphSettings.DEFAULT.withBaseUrl(sandbox.baseUrl()));
    bot =
        BotFlow.builder()
            .flow(flow)
            .store(store)
            .listener(this)
            .channel(new WhatsAppChannel(graph, address -> Optional.of(account)))
            .build();
    WebhookReader reader = new WebhookReader(clock);
    webhooks.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    webhooks.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (reader.read(body, NUMBER) instanceof Webhook.Read read) {
              bot.receive(read.events());
            }
            exchange.sendResponseHeaders(200, -1);
          }
        });
    webhooks.start();
    bot.start();
    phone = sandbox.phone("27820000001");
  }

  @Override
  public void committed(Claim claim, Turn turn) {}

  @Override
  public void sent(Sending sending, SendResult result) {
    results.add(result);
  }

  /** What came of each attempt, in order. */
  List<SendResult> results() {
    return List.copyOf(results);
  }

  void says(String text) throws InterruptedException {
    phone.say(text);
    settle();
  }

  void later(Duration by) throws InterruptedException {
    clock.advance(by);
    settle();
  }

  private void settle() throws InterruptedException {
    long before = -1;
    while (before != sandbox.acceptedCount() + results.size()) {
      before = sandbox.acceptedCount() + results.size();
      assertThat(sandbox.awaitWebhooks(DEADLINE)).isTrue();
      assertThat(bot.awaitIdle(DEADLINE)).isTrue();
    }
  }

  /** What the customer's telephone shows. */
  List<String> screen() {
    return phone.received().stream().map(SandboxMessage::text).toList();
  }

  /** The bot's messages, as they read now. */
  List<TranscriptLine.Said> said() {
    return store.transcript(store.conversations().get(0).id()).stream()
        .filter(TranscriptLine.Said.class::isInstance)
        .map(TranscriptLine.Said.class::cast)
        .toList();
  }

  @Override
  public void close() {
    bot.close();
    graph.close();
    webhooks.stop(0);
    sandbox.close();
  }
}
