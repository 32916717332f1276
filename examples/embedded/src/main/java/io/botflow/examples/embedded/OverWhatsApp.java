package io.botflow.examples.embedded;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.botflow.BotFlow;
import io.botflow.whatsapp.Endpoint;
import io.botflow.whatsapp.GraphApi;
import io.botflow.whatsapp.GraphSettings;
import io.botflow.whatsapp.Signature;
import io.botflow.whatsapp.Webhook;
import io.botflow.whatsapp.WebhookReader;
import io.botflow.whatsapp.WhatsAppAccount;
import io.botflow.whatsapp.WhatsAppChannel;
import io.botflow.whatsapp.sandbox.SandboxNumber;
import io.botflow.whatsapp.sandbox.SandboxPhone;
import io.botflow.whatsapp.sandbox.WhatsAppSandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The same bot on WhatsApp, without BotFlow's server: the program takes the webhooks itself. The
 * network is the sandbox; for the real one leave the base address out and give your own token.
 */
public final class OverWhatsApp {
  private static final SandboxNumber NUMBER = SandboxNumber.of("100200300");
  private static final String SECRET = "sandbox-app-secret";

  private OverWhatsApp() {}

  /** Has one customer ask for an order over the sandbox, and prints what the customer sees. */
  public static void main(String[] args) throws IOException, InterruptedException {
    try (WhatsAppSandbox network = WhatsAppSandbox.start();
        GraphApi api = new GraphApi(GraphSettings.DEFAULT.withBaseUrl(network.baseUrl()))) {
      var account = new WhatsAppAccount(Endpoint.META, NUMBER.phoneNumberId(), "token");
      try (BotFlow bot =
          BotFlow.builder()
              .flow(Path.of(args[0]))
              .channel(new WhatsAppChannel(api, address -> Optional.of(account)))
              .build()) {
        bot.start();
        HttpServer server =
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/webhook", exchange -> webhook(exchange, bot));
        server.start();
        URI callback = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/webhook");
        network.register(NUMBER.withCallback(callback));
        SandboxPhone customer = network.phone("27820000001").talkTo(NUMBER.phoneNumberId());
        customer.say("hello");
        System.out.println(customer.await(Duration.ofSeconds(10)).body());
        customer.tap("Talk to a person");
        System.out.println(customer.await(Duration.ofSeconds(10)).body());
        server.stop(0);
      }
    }
  }

  private static void webhook(HttpExchange exchange, BotFlow bot) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String signature = exchange.getRequestHeaders().getFirst(Signature.HEADER);
    exchange.sendResponseHeaders(answer(body, signature, bot), -1);
    exchange.close();
  }

  private static int answer(byte[] body, @Nullable String signature, BotFlow bot) {
    if (!Signature.of(SECRET).matches(body, signature)) {
      return 401;
    }
    return switch (new WebhookReader().read(body, NUMBER.phoneNumberId())) {
      case Webhook.Read read -> {
        bot.receive(read.events());
        yield 200;
      }
      case Webhook.Unreadable ignored -> 400;
    };
  }
}
