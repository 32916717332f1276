package io.botflow.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.botflow.message.ChannelEvent;
import io.botflow.message.MessageContent;
import io.botflow.message.OutboundMessage;
import io.botflow.whatsapp.sandbox.SandboxNumber;
import io.botflow.whatsapp.sandbox.WhatsAppSandbox;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The README's program runs, and is the one in this file. */
class ReadmeTest {
  @SuppressWarnings("ArrayRecordComponent") // Posts are never compared.
  private record Post(byte[] body, String header) {}

  @Test
  void answersAMessage() throws Exception {
    BlockingQueue<Post> posts = new LinkedBlockingQueue<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] bytes = exchange.getRequestBody().readAllBytes();
          posts.add(new Post(bytes, exchange.getRequestHeaders().getFirst(Signature.HEADER)));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    URI webhookUrl = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    try (WhatsAppSandbox sandbox = WhatsAppSandbox.start();
        GraphApi api = new GraphApi(GraphSettings.DEFAULT.withBaseUrl(sandbox.baseUrl()))) {
      sandbox.register(SandboxNumber.of("111").withCallback(webhookUrl));
      WhatsAppAccount account = new WhatsAppAccount(Endpoint.META, "111", "any token");
      sandbox.phone("15550001111").say("Hi!");
      Post post = posts.poll(10, TimeUnit.SECONDS);
      assertThat(post).isNotNull();
      byte[] body = post.body();
      String header = post.header();
      boolean genuine = Signature.of("sandbox-app-secret").matches(body, header);
      if (genuine && new WebhookReader().read(body, "111") instanceof Webhook.Read read) {
        for (ChannelEvent event : read.events()) {
          if (event instanceof ChannelEvent.Received(var to, var from, var message)) {
            var answer =
                new OutboundMessage(new MessageContent.Text("You said: " + message.text()));
            api.post(account, "messages", MessagePayload.of(from, answer, "my-id-1"));
          }
        }
      }
      assertThat(sandbox.phone("15550001111").await(Duration.ofSeconds(10)).text())
          .isEqualTo("You said: Hi!");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void isTheProgramInTheReadme() throws Exception {
    Path source = Path.of("src/test/java/io/botflow/whatsapp/ReadmeTest.java");
    String here = withoutSpaces(Files.readString(source));
    String readme = Files.readString(Path.of("README.md"));
    String program = readme.substring(readme.indexOf("```java\n") + 8);
    for (String line : program.substring(0, program.indexOf("```")).lines().toList()) {
      if (!line.strip().startsWith("//")) {
        assertThat(here).contains(withoutSpaces(line));
      }
    }
  }

  /** The formatter breaks lines elsewhere than a README does. */
  private static String withoutSpaces(String text) {
    return text.replaceAll("\\s", "");
  }
}
