package io.botflow.examples.whatsapp;

import com.sun.net.httpserver.HttpServer;
import io.botflow.message.ChannelEvent;
import io.botflow.message.MessageContent;
import io.botflow.message.OutboundMessage;
import io.botflow.whatsapp.Endpoint;
import io.botflow.whatsapp.GraphApi;
import io.botflow.whatsapp.GraphSettings;
import io.botflow.whatsapp.MessagePayload;
import io.botflow.whatsapp.Signature;
import io.botflow.whatsapp.Webhook;
import io.botflow.whatsapp.WebhookReader;
import io.botflow.whatsapp.WhatsAppAccount;
import io.botflow.whatsapp.sandbox.SandboxNumber;
import io.botflow.whatsapp.sandbox.WhatsAppSandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Says back what it hears. */
public final class Echo {
  private Echo() {}

  /** Answers the messages of a webhook; the HTTP status that the webhook gets. */
  static int receive(
      byte[] body, @Nullable String signature, GraphApi api, WhatsAppAccount account) {
    if (!Signature.of("sandbox-app-secret").matches(body, signature)) {
      return 401;
    }
    if (new WebhookReader().read(body, account.phoneNumberId()) instanceof Webhook.Read read) {
      for (ChannelEvent event : read.events()) {
        if (event instanceof ChannelEvent.Received(var to, var from, var message)) {
          var answer = new OutboundMessage(new MessageContent.Text("You said: " + message.text()));
          api.post(account, "messages", MessagePayload.of(from, answer, message.id()));
        }
      }
    }
    return 200;
  }

  /**
   * Has one person talk to it over the sandbox, and prints what the person reads. For the real
   * network leave the base address out and give your own token and app secret.
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    var account = new WhatsAppAccount(Endpoint.META, "100200300", "token");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    try (WhatsAppSandbox network = WhatsAppSandbox.start();
        GraphApi api = new GraphApi(GraphSettings.DEFAULT.withBaseUrl(network.baseUrl()))) {
      server.createContext(
          "/",
          exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String signature = exchange.getRequestHeaders().getFirst(Signature.HEADER);
            exchange.sendResponseHeaders(receive(body, signature, api, account), -1);
            exchange.close();
          });
      server.start();
      URI callback = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
      network.register(SandboxNumber.of(account.phoneNumberId()).withCallback(callback));
      network.phone("27820000001").say("Is anybody there?");
      System.out.println(network.phone("27820000001").await(Duration.ofSeconds(10)).text());
    } finally {
      server.stop(0);
    }
  }
}
