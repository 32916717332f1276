package io.botflow.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelEvent;
import io.botflow.message.ChannelUser;
import io.botflow.message.Consent;
import io.botflow.message.MediaSource;
import io.botflow.message.MessageContent;
import io.botflow.message.Option;
import io.botflow.message.OutboundMessage;
import io.botflow.spi.Lease;
import io.botflow.spi.Relation;
import io.botflow.spi.SendResult;
import io.botflow.spi.Sending;
import io.botflow.whatsapp.sandbox.NetworkRules;
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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person sees is what was sent, and what a person sends is what is read. */
class RoundTripTest {
  private static final long SEED = 20_261_125;
  private static final int MESSAGES = 1_000;
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final ChannelUser ANN = ChannelUser.ofPhone("15550001111");

  private final BlockingQueue<byte[]> webhooks = new LinkedBlockingQueue<>();
  private HttpServer server;
  private WhatsAppSandbox sandbox;
  private GraphApi api;
  private WhatsAppChannel channel;
  private SandboxPhone phone;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          webhooks.add(exchange.getRequestBody().readAllBytes());
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    NetworkRules open = new NetworkRules(NetworkRules.ServiceWindow.IGNORED, 0, false, false);
    sandbox = WhatsAppSandbox.start(SandboxOptions.DEFAULT.withRules(open));
    URI callback = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    sandbox.register(SandboxNumber.of("111").withAccessToken("token").withCallback(callback));
    api = new GraphApi(GraphSettings.DEFAULT.withBaseUrl(sandbox.baseUrl()));
    WhatsAppAccount account = new WhatsAppAccount(Endpoint.META, "111", "token");
    channel = new WhatsAppChannel(api, address -> Optional.of(account));
    phone = sandbox.phone("15550001111");
  }

  @AfterEach
  void stop() {
    api.close();
    sandbox.close();
    server.stop(0);
  }

  @Test
  void aThousandMessagesOfEveryKindAreSeenAsTheyWereSent() throws Exception {
    RandomMessages random = new RandomMessages(SEED);
    List<Supplier<MessageContent>> kinds = random.kinds();
    Set<String> sent = new HashSet<>();
    for (int i = 0; i < MESSAGES; i++) {
      MessageContent content = kinds.get(i % kinds.size()).get();
      String replyTo = i % 3 == 0 ? "wamid.before" + i : null;
      assertThat(WhatsAppLimits.check(content)).as("%s", content).isEmpty();
      assertThat(WhatsAppLimits.fit(content)).containsExactly(content);
      SendResult result = channel.send(sending(content, replyTo));
      assertThat(result).as("%s", content).isInstanceOf(SendResult.Accepted.class);
      SandboxMessage arrived = phone.await(SOON);
      assertThat(arrived.screen())
          .as("message %s of seed %s: %s", i, SEED, arrived.body())
          .isEqualTo(ExpectedScreen.of(content, replyTo));
      sent.add(content.typeName());
    }
    assertThat(sandbox.refusedByCode()).isEmpty();
    assertThat(sent).hasSize(kinds.size());
  }

  @Test
  void whatAPersonSendsOrTapsIsReadAsItWasSent() throws Exception {
    RandomMessages random = new RandomMessages(SEED + 1);
    List<Supplier<MessageContent>> kinds = random.kinds();
    int back = 0;
    for (int i = 0; i < 300; i++) {
      MessageContent content = kinds.get(i % kinds.size()).get();
      switch (content) {
        // These look the same in both directions.
        case MessageContent.Text text ->
            back += returns(content, new MessageContent.Text(text.body()));
        case MessageContent.Reaction ignored -> back += returns(content, content);
        case MessageContent.Location ignored -> back += returns(content, content);
        case MessageContent.Contacts ignored -> back += returns(content, content);
        case MessageContent.Media media ->
            back += media.source() instanceof MediaSource.Stored ? returns(content, content) : 0;
        case MessageContent.Buttons buttons -> back += taps(content, buttons.options());
        case MessageContent.ListMenu list -> back += taps(content, list.sections().get(0).rows());
        default -> {
          // Customers send nothing like it.
        }
      }
    }
    assertThat(back).isGreaterThan(80);
  }

  private int returns(MessageContent content, MessageContent expected) throws Exception {
    ObjectNode body = MessagePayload.of(ANN, new OutboundMessage(content), null);
    ObjectNode message = body.objectNode();
    String type = body.path("type").asText();
    message.put("type", type).set(type, body.path(type));
    phone.send(message);
    assertThat(read()).isEqualTo(expected);
    return 1;
  }

  private int taps(MessageContent content, List<Option> options) throws Exception {
    channel.send(sending(content, null));
    phone.await(SOON);
    Option chosen = options.get(options.size() - 1);
    phone.tap(chosen.id());
    assertThat(read())
        .isEqualTo(new MessageContent.Tap(chosen.id(), chosen.title(), chosen.description()));
    return 1;
  }

  /** The content of the next message that a webhook brings, statuses passed over. */
  private MessageContent read() throws Exception {
    while (true) {
      byte[] body = webhooks.poll(SOON.toSeconds(), TimeUnit.SECONDS);
      assertThat(body).as("a webhook").isNotNull();
      for (ChannelEvent event : WebhookSamplesTest.events(body)) {
        if (event instanceof ChannelEvent.Received received) {
          return received.message().content();
        }
      }
    }
  }

  private static Sending sending(MessageContent content, @Nullable String replyTo) {
    UUID id = UUID.randomUUID();
    OutboundMessage message =
        new OutboundMessage(content, replyTo, Duration.ZERO, OutboundMessage.Resend.AFTER_DOUBT);
    return new Sending(
        id,
        id,
        id,
        id,
        new ChannelAddress("whatsapp", "111"),
        ANN,
        message,
        1,
        1,
        new Relation(Instant.now(), new Consent.Standing(true, false, Instant.EPOCH), false, null),
        Lease.from(Instant.now(), Duration.ofMinutes(5)));
  }
}
