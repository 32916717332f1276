package io.botflow.server.webchat;

import io.botflow.flow.Flow;
import io.botflow.message.ChannelAddress;
import io.botflow.server.BotFlowServer;
import io.botflow.server.TestDatabase;
import io.botflow.server.config.ServerConfig;
import io.botflow.spi.BotRef;
import io.botflow.store.jdbc.DatabaseAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A database with a connected chat, and servers over it. */
final class WebChatScene implements AutoCloseable {
  static final String KEY = "shop-chat";
  static final String ORIGIN = "https://shop.example";
  static final BotRef BOT = new BotRef(new UUID(1, 1), new UUID(1, 4), new UUID(1, 2));

  final DatabaseAddress database = TestDatabase.fresh();
  private final List<BotFlowServer> servers = new ArrayList<>();

  WebChatScene(Flow flow) throws Exception {
    this(flow, "http://other.example:8080");
  }

  /**
   * @param other one more origin whose pages may talk to the chat
   */
  WebChatScene(Flow flow, String other) throws Exception {
    BotFlowServer first = open();
    var deployments = first.deployments();
    deployments.organization(BOT.organization(), "Shop", "shop");
    deployments.bot(BOT.organization(), BOT.bot(), "Bot");
    deployments.publish(BOT.organization(), BOT.bot(), flow, true);
    deployments.connect(BOT, new ChannelAddress("webchat", KEY), "Chat");
    deployments.webChat(BOT, List.of("HTTPS://shop.example:443/", other));
    first.start();
  }

  private BotFlowServer open() {
    Map<String, String> environment =
        new HashMap<>(TestDatabase.environment(database, TestDatabase.port(database)));
    environment.put("BOTFLOW_HTTP_HOST", "127.0.0.1");
    environment.put("BOTFLOW_HTTP_PORT", "0");
    environment.put("BOTFLOW_HTTP_STOP_WAIT", "PT10S");
    environment.put("BOTFLOW_DATABASE_INGEST_WAIT", "PT20S");
    environment.put("BOTFLOW_WEBCHAT_CONNECTIONS_PER_ADDRESS", "6");
    BotFlowServer server = BotFlowServer.open(ServerConfig.read(environment));
    servers.add(server);
    return server;
  }

  /** One more server over the same database; its address. */
  String another() {
    BotFlowServer server = open();
    server.start();
    return "http://127.0.0.1:" + server.port();
  }

  /** The first server's address. */
  String url() {
    return "http://127.0.0.1:" + servers.get(0).port();
  }

  TestBrowser browser() {
    return TestBrowser.open(url(), KEY, ORIGIN);
  }

  /** What the owner of the tables reads: one column of one row, or null. */
  @Nullable String read(String sql) throws Exception {
    try (var connection = TestDatabase.connect(database);
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select * from (" + sql + ") as found")) {
      return rows.next() ? rows.getString(1) : null;
    }
  }

  @Override
  public void close() {
    servers.reversed().forEach(BotFlowServer::close);
  }
}
