package io.botflow.server.email;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.botflow.flow.Flow;
import io.botflow.message.ChannelAddress;
import io.botflow.server.BotFlowServer;
import io.botflow.server.TestDatabase;
import io.botflow.server.config.ServerConfig;
import io.botflow.spi.BotRef;
import io.botflow.store.jdbc.DatabaseAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A server with a connected address, and the mail server that its answers leave by. */
final class EmailScene implements AutoCloseable {
  static final BotRef BOT = new BotRef(new UUID(1, 1), new UUID(1, 4), new UUID(1, 2));
  private static final long PATIENCE_MILLIS = 60_000;

  final GreenMail mails = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  final DatabaseAddress database = TestDatabase.fresh();
  final String secret;
  private final BotFlowServer server;
  private final HttpClient http = HttpClient.newHttpClient();

  EmailScene(Flow flow) throws Exception {
    mails.start();
    Map<String, String> environment =
        new HashMap<>(TestDatabase.environment(database, TestDatabase.port(database)));
    environment.put("BOTFLOW_HTTP_HOST", "127.0.0.1");
    environment.put("BOTFLOW_HTTP_PORT", "0");
    environment.put("BOTFLOW_DATABASE_INGEST_WAIT", "PT20S");
    environment.put("BOTFLOW_MAIL_HOST", "127.0.0.1");
    environment.put("BOTFLOW_MAIL_PORT", Integer.toString(mails.getSmtp().getPort()));
    environment.put("BOTFLOW_MAIL_ENCRYPTION", "none");
    server = BotFlowServer.open(ServerConfig.read(environment));
    var deployments = server.deployments();
    deployments.organization(BOT.organization(), "Shop", "shop");
    deployments.bot(BOT.organization(), BOT.bot(), "Bot");
    deployments.publish(BOT.organization(), BOT.bot(), flow, true);
    deployments.connect(BOT, new ChannelAddress("email", TestMail.ADDRESS), "The Shop");
    secret = deployments.email(BOT, TestMail.TRUSTED);
    server.start();
  }

  HttpResponse<String> post(String mail) throws IOException, InterruptedException {
    return post(TestMail.ADDRESS, secret, TestMail.bytes(mail));
  }

  HttpResponse<String> post(String address, String shown, byte[] mail)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.port() + "/api/webhooks/email/" + address))
            .header("X-Webhook-Secret", shown)
            .POST(BodyPublishers.ofByteArray(mail))
            .build(),
        BodyHandlers.ofString());
  }

  /** All mails that left, once there are so many. */
  List<MimeMessage> left(int count) {
    if (!mails.waitForIncomingEmail(PATIENCE_MILLIS, count)) {
      throw new AssertionError("only " + mails.getReceivedMessages().length + " mails left");
    }
    return List.of(mails.getReceivedMessages());
  }

  @Override
  public void close() {
    server.close();
    mails.stop();
    http.close();
  }
}
