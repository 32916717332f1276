package io.botflow.server.email;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelUser;
import io.botflow.server.TestDatabase;
import io.botflow.server.config.MailConfig;
import io.botflow.spi.BotRef;
import io.botflow.spi.Channel;
import io.botflow.store.jdbc.DatabaseSettings;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Deployments;
import io.botflow.testing.ChannelContract;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class EmailChannelContractTest extends ChannelContract {
  private final GreenMail mails =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  private Databases databases;
  private EmailChannel channel;

  @BeforeEach
  void open() throws Exception {
    mails.start();
    databases =
        Databases.open(
            new DatabaseSettings(
                TestDatabase.fresh(), Path.of("unused"), 1, 4, Duration.ofSeconds(20)));
    Deployments deployments = new Deployments(databases);
    BotRef bot = new BotRef(organization(), new UUID(1, 4), account());
    deployments.organization(bot.organization(), "Shop", "shop");
    deployments.bot(bot.organization(), bot.bot(), "Bot");
    deployments.connect(bot, from(), "The Shop");
    channel =
        new EmailChannel(
            new EmailTable(databases),
            new MailConfig(
                "127.0.0.1",
                mails.getSmtp().getPort(),
                MailConfig.Encryption.NONE,
                null,
                null,
                "BotFlow <botflow@localhost>",
                false));
  }

  @AfterEach
  void close() {
    mails.stop();
    databases.close();
  }

  @Override
  protected Channel channel() {
    return channel;
  }

  @Override
  protected ChannelAddress from() {
    return new ChannelAddress("email", TestMail.ADDRESS);
  }

  @Override
  protected ChannelUser to() {
    return new ChannelUser("ann@mail.example", null, null, null);
  }

  @Override
  protected List<String> arrived(List<String> awaited) throws Exception {
    // SMTP says that it was taken only when it is there.
    List<String> texts = new ArrayList<>();
    for (MimeMessage mail : mails.getReceivedMessages()) {
      texts.add(((Multipart) mail.getContent()).getBodyPart(0).getContent().toString());
    }
    return texts;
  }

  @Override
  protected void cutOff() {
    mails.stop();
  }
}
