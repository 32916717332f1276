package io.botflow.cli;

import io.botflow.flow.Flow;
import io.botflow.flow.FlowReader;
import io.botflow.message.ChannelAddress;
import io.botflow.spi.BotRef;
import io.botflow.store.jdbc.Deployments;
import io.botflow.whatsapp.sandbox.SandboxNumber;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One of the demo's bots: a template with a WhatsApp number of its own.
 *
 * @param template the name of the flow's file
 * @param name as the phone shows it
 * @param phoneNumberId its number in the sandbox
 */
record DemoBot(String template, String name, String phoneNumberId) {
  static final List<DemoBot> ALL =
      List.of(
          new DemoBot("booking", "Booking", "100000000000001"),
          new DemoBot("order-tracking", "Order tracking", "100000000000002"),
          new DemoBot("faq", "Questions and answers", "100000000000003"),
          new DemoBot("lead-generation", "Lead generation", "100000000000004"));

  static final String APP_SECRET = "demo-app-secret";
  static final String VERIFY_TOKEN = "demo-verify-token";
  private static final String ACCESS_TOKEN = "demo-access-token";
  static final UUID ORGANIZATION = named("organization");

  /** The bot with this number; empty where it is none of the demo's. */
  static Optional<DemoBot> of(String phoneNumberId) {
    return ALL.stream().filter(bot -> bot.phoneNumberId().equals(phoneNumberId)).findFirst();
  }

  /** The account in the webhook's address. */
  UUID account() {
    return named("account " + phoneNumberId);
  }

  /** Puts it to work; a second time only what has changed. */
  void deploy(Deployments deployments) {
    BotRef bot = new BotRef(ORGANIZATION, named("bot " + phoneNumberId), account());
    deployments.organization(ORGANIZATION, "Demo", "demo");
    deployments.bot(ORGANIZATION, bot.bot(), name);
    deployments.publish(ORGANIZATION, bot.bot(), flow(), true);
    deployments.connect(bot, new ChannelAddress("whatsapp", phoneNumberId), name);
    deployments.whatsApp(
        bot,
        new Deployments.WhatsAppAccount(
            "waba-" + phoneNumberId, ACCESS_TOKEN, APP_SECRET, VERIFY_TOKEN));
  }

  /** Puts it on the web chat of the server's own page as well. */
  void deployWebChat(Deployments deployments, String server) {
    BotRef bot =
        new BotRef(ORGANIZATION, named("bot " + phoneNumberId), named("web chat " + template));
    deployments.connect(bot, new ChannelAddress("webchat", webChatKey()), name);
    deployments.webChat(bot, List.of(server, server.replace("127.0.0.1", "localhost")));
  }

  /** What the snippet of its web chat carries. */
  String webChatKey() {
    return "demo-" + template;
  }

  /** Its number, with webhooks to a server. */
  SandboxNumber number(String server) {
    return new SandboxNumber(
        phoneNumberId,
        "waba-" + phoneNumberId,
        phoneNumberId,
        APP_SECRET,
        VERIFY_TOKEN,
        ACCESS_TOKEN,
        URI.create(server + webhookPath()));
  }

  String webhookPath() {
    return "/api/webhooks/whatsapp/" + account();
  }

  private Flow flow() {
    String file = "/templates/" + template + ".flow.json";
    try (InputStream in = DemoBot.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is not in the program");
      }
      FlowReader.Reading reading =
          FlowReader.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      return reading
          .clean()
          .orElseThrow(() -> new IllegalStateException(file + ": " + reading.problems()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static UUID named(String what) {
    return UUID.nameUUIDFromBytes(("botflow demo " + what).getBytes(StandardCharsets.UTF_8));
  }
}
