package io.botflow.load;

import io.botflow.flow.Flow;
import io.botflow.flow.FlowReader;
import io.botflow.message.ChannelAddress;
import io.botflow.server.BotFlowServer;
import io.botflow.server.config.ServerConfig;
import io.botflow.spi.BotRef;
import io.botflow.store.jdbc.Deployments;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The real server with a bot for each of some organisations, as the child process runs it. */
final class LoadServer {
  private static final String FLOW = "/four-turns.flow.json";

  private LoadServer() {}

  /** Runs until SIGTERM; the argument is the number of organisations. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    BotFlowServer server = BotFlowServer.open(ServerConfig.read(System.getenv()));
    Flow flow = flow();
    for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
      deploy(server.deployments(), i, flow);
    }
    server.start();
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    server.awaitClose();
  }

  /** The bot of the n-th organisation. */
  static BotRef bot(int organisation) {
    return new BotRef(
        id("organisation", organisation), id("bot", organisation), id("channel", organisation));
  }

  private static void deploy(Deployments deployments, int organisation, Flow flow) {
    BotRef bot = bot(organisation);
    deployments.organization(bot.organization(), "Shop " + organisation, "shop-" + organisation);
    deployments.bot(bot.organization(), bot.bot(), "Four turns");
    deployments.publish(bot.organization(), bot.bot(), flow, true);
    deployments.connect(
        bot, new ChannelAddress("whatsapp", Line.phoneNumberId(organisation)), "Shop");
    deployments.whatsApp(
        bot,
        new Deployments.WhatsAppAccount(
            Line.businessAccountId(organisation),
            Line.ACCESS_TOKEN,
            Line.secret(organisation),
            Line.VERIFY_TOKEN));
  }

  private static Flow flow() throws IOException {
    try (InputStream in = LoadServer.class.getResourceAsStream(FLOW)) {
      if (in == null) {
        throw new IOException("no " + FLOW + " among the resources");
      }
      FlowReader.Reading reading =
          FlowReader.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      return reading.clean().orElseThrow(() -> new IOException(reading.problems().toString()));
    }
  }

  private static UUID id(String kind, int organisation) {
    return UUID.nameUUIDFromBytes((kind + organisation).getBytes(StandardCharsets.UTF_8));
  }
}
