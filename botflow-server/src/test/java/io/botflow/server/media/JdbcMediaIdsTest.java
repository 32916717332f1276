package io.botflow.server.media;

import io.botflow.message.ChannelAddress;
import io.botflow.server.TestDatabase;
import io.botflow.server.account.Accounts;
import io.botflow.server.config.MetaAppConfig;
import io.botflow.spi.BotRef;
import io.botflow.store.jdbc.DatabaseSettings;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Deployments;
import io.botflow.store.jdbc.Sealing;
import io.botflow.whatsapp.media.MediaIds;
import io.botflow.whatsapp.media.MediaIdsContract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class JdbcMediaIdsTest implements MediaIdsContract {
  private Databases databases;

  /** The numbers of the contract, each of an organisation of its own. */
  @BeforeEach
  void open() throws Exception {
    databases =
        Databases.open(
            new DatabaseSettings(
                TestDatabase.fresh(), Path.of("unused"), 1, 2, Duration.ofSeconds(20)));
    Deployments deployments = new Deployments(databases);
    for (String number : List.of("111", "222")) {
      BotRef bot = new BotRef(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
      deployments.organization(bot.organization(), "Shop", "shop-" + number);
      deployments.bot(bot.organization(), bot.bot(), "Bot");
      deployments.connect(bot, new ChannelAddress("whatsapp", number), null);
      deployments.whatsApp(bot, new Deployments.WhatsAppAccount(null, "token", null, null));
    }
  }

  @AfterEach
  void close() {
    databases.close();
  }

  @Override
  public MediaIds ids() {
    return new JdbcMediaIds(
        databases, new Accounts(databases, new MetaAppConfig(null, null, null), Sealing.NONE));
  }
}
