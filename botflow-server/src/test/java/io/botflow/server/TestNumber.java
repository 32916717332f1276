package io.botflow.server;

import io.botflow.flow.Flow;
import io.botflow.message.ChannelAddress;
import io.botflow.spi.BotRef;
import io.botflow.store.jdbc.Deployments;
import io.botflow.whatsapp.sandbox.SandboxNumber;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A number of an organisation of its own, with the counting flow. */
public record TestNumber(String phoneNumberId, String appSecret) {
  static final String VERIFY_TOKEN = "verify-canary";

  public BotRef bot() {
    return new BotRef(id("org"), id("bot"), id("channel"));
  }

  private UUID id(String kind) {
    return UUID.nameUUIDFromBytes((kind + phoneNumberId).getBytes(StandardCharsets.UTF_8));
  }

  void deploy(Deployments deployments) {
    deploy(deployments, TestFlows.counting());
  }

  /** Makes the number's organisation and its bot, which runs the flow. */
  public void deploy(Deployments deployments, Flow flow) {
    BotRef bot = bot();
    deployments.organization(bot.organization(), "Shop", "shop-" + phoneNumberId);
    deployments.bot(bot.organization(), bot.bot(), "Counter");
    deployments.publish(bot.organization(), bot.bot(), flow, true);
    connect(deployments, bot);
  }

  /** Lets a bot answer on the number. */
  void connect(Deployments deployments, BotRef bot) {
    deployments.connect(bot, new ChannelAddress("whatsapp", phoneNumberId), "Shop");
    deployments.whatsApp(
        bot,
        new Deployments.WhatsAppAccount(
            "waba-" + phoneNumberId, "token-canary", appSecret, VERIFY_TOKEN));
  }

  public String path() {
    return "/api/webhooks/whatsapp/" + bot().channel();
  }

  public SandboxNumber inSandbox(String server) {
    return SandboxNumber.of(phoneNumberId)
        .withAppSecret(appSecret)
        .withVerifyToken(VERIFY_TOKEN)
        .withAccessToken("token-canary")
        .withCallback(URI.create(server + path()));
  }
}
