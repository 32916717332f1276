package io.botflow.server.webchat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelUser;
import io.botflow.message.MessageContent;
import io.botflow.message.Wording;
import io.botflow.server.TestDatabase;
import io.botflow.server.config.WebChatConfig;
import io.botflow.spi.BotRef;
import io.botflow.spi.Channel;
import io.botflow.spi.Sending;
import io.botflow.store.jdbc.DatabaseAddress;
import io.botflow.store.jdbc.DatabaseSettings;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Deployments;
import io.botflow.store.jdbc.Sealing;
import io.botflow.testing.ChannelContract;
import io.botflow.testing.FaultProxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What visitors' browsers find: a browser asks for all after the last number that it has. */
class WebChatChannelContractTest extends ChannelContract {
  private static final JsonMapper JSON =
      JsonMapper.builder().addModule(new JavaTimeModule()).build();

  private DatabaseAddress database;
  private FaultProxy line;
  private Databases databases;
  private Databases straight;
  private WebChatTable found;
  private Lines lines;
  private WebChatChannel channel;

  @BeforeEach
  void open() throws Exception {
    database = TestDatabase.fresh();
    line = FaultProxy.to(TestDatabase.port(database));
    straight = databases(TestDatabase.port(database));
    Deployments deployments = new Deployments(straight);
    BotRef bot = new BotRef(organization(), new UUID(1, 4), account());
    deployments.organization(bot.organization(), "Shop", "shop");
    deployments.bot(bot.organization(), bot.bot(), "Bot");
    deployments.connect(bot, from(), null);
    try (Connection connection = owner();
        Statement statement = connection.createStatement()) {
      for (int customer = 0; customer < customers(); customer++) {
        UUID contact = new UUID(3, customer);
        statement.execute(
            "insert into contacts (org_id, id, channel_id, user_id) values ('%s', '%s', '%s', '%s')"
                .formatted(organization(), contact, account(), to(customer).userId()));
        statement.execute(
            ("insert into conversations (org_id, id, channel_id, bot_id, contact_id, session)"
                    + " values ('%s', '%s', '%s', '%s', '%s', '{}')")
                .formatted(organization(), conversation(customer), account(), bot.bot(), contact));
      }
    }
    databases = databases(line.port());
    found = new WebChatTable(straight, Sealing.NONE);
    WebChatTable table = new WebChatTable(databases, Sealing.NONE);
    lines = new Lines(table, new WebChatConfig(10, 10));
    channel = new WebChatChannel(table, lines);
  }

  private Databases databases(int port) {
    Map<String, String> way = TestDatabase.environment(database, port);
    DatabaseAddress address =
        new DatabaseAddress(
            Objects.requireNonNull(way.get("BOTFLOW_DATABASE_URL")),
            database.user(),
            database.password());
    return Databases.open(
        new DatabaseSettings(address, Path.of("unused"), 1, 4, Duration.ofSeconds(20)));
  }

  private Connection owner() throws SQLException {
    Connection connection = TestDatabase.connect(database);
    try (Statement statement = connection.createStatement()) {
      statement.execute("set search_path = botflow");
      for (String table : List.of("contacts", "conversations", "messages")) {
        statement.execute("alter table " + table + " no force row level security");
      }
    }
    return connection;
  }

  @AfterEach
  void close() {
    lines.close();
    databases.close();
    straight.close();
    line.close();
  }

  @Override
  protected Channel channel() {
    return channel;
  }

  @Override
  protected ChannelAddress from() {
    return new ChannelAddress(WebChatChannel.NAME, "shop-chat");
  }

  @Override
  protected ChannelUser to() {
    return to(0);
  }

  @Override
  protected int customers() {
    return 4;
  }

  @Override
  protected ChannelUser to(int customer) {
    return new ChannelUser("visitor-" + customer, null, null, null);
  }

  /** The turn that said it has made it durable. */
  @Override
  protected Sending sending(int customer, MessageContent content, Duration lease) {
    Sending sending = super.sending(customer, content, lease);
    try (Connection connection = owner();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                insert into messages (org_id, conversation_id, id, channel_id, inbound, turn, sent_by,
                  content, sent_at)
                values (?, ?, ?, ?, false, 1, 'bot', ?::json, now())
                """)) {
      insert.setObject(1, sending.organization());
      insert.setObject(2, sending.conversation());
      insert.setObject(3, sending.id());
      insert.setObject(4, sending.channel());
      insert.setString(
          5, JSON.writerFor(MessageContent.class).writeValueAsString(sending.message().content()));
      insert.execute();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return sending;
  }

  @Override
  protected List<String> arrived(List<String> awaited) {
    return arrived(0, awaited);
  }

  @Override
  protected List<String> arrived(int customer, List<String> awaited) {
    Visitor visitor = new Visitor(account(), String.valueOf(to(customer).userId()));
    List<String> words =
        found.after(organization(), visitor, 0, 1_000).stream()
            .map(stored -> Wording.of(stored.content()))
            .toList();
    for (String text : awaited) {
      assertThat(words).anyMatch(word -> word.contains(text));
    }
    return words;
  }

  @Override
  protected void cutOff() {
    line.refuse();
    line.cut();
  }
}
