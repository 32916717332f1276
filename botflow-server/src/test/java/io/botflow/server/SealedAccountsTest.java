package io.botflow.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.botflow.server.config.ServerConfig;
import io.botflow.server.secret.KeyFileException;
import io.botflow.server.secret.Secrets;
import io.botflow.spi.BotRef;
import io.botflow.store.jdbc.DatabaseAddress;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Deployments;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets of WhatsApp numbers in the database: sealed, wherever they came from. */
class SealedAccountsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final TestNumber NUMBER = new TestNumber("106540352242990", "secret-canary-9");
  private static final List<String> COLUMNS =
      List.of("access_token", "app_secret", "webhook_verify_token");

  @Test
  void noColumnOfTheDatabaseHasASecretThatCanBeRead() throws Exception {
    DatabaseAddress address = TestDatabase.fresh();
    Map<String, String> environment = TestDatabase.environment(address, TestDatabase.port(address));
    // As a version before left it: without keys.
    try (Databases databases =
        Databases.open(ServerConfig.read(environment).database().settings())) {
      NUMBER.deploy(new Deployments(databases), TestFlows.counting());
    }
    assertThat(everything(address)).contains("token-canary", "secret-canary-9");

    try (TestServer server = new TestServer(environment, TestServer.PATIENT)) {
      assertThat(everything(address))
          .doesNotContain("token-canary", "secret-canary", TestNumber.VERIFY_TOKEN);
      for (String column : COLUMNS) {
        assertThat(
                TestDatabase.rows(
                    address, "whatsapp_accounts", "select " + column + " from whatsapp_accounts"))
            .hasSize(4)
            .allMatch(Secrets::isSealed);
      }
      server.network.register(NUMBER.inSandbox(server.url));
      assertThat(server.network.verifyCallback(NUMBER.phoneNumberId())).isTrue();
      var phone = server.network.phone("31600000901").talkTo(NUMBER.phoneNumberId());
      phone.say("hello");
      assertThat(phone.await(PATIENCE).text())
          .as("the signature is checked and the answer sent with what was sealed")
          .isEqualTo("1: hello");
      Deployments.WhatsAppAccount kept =
          Objects.requireNonNull(server.server.deployments().whatsApp(NUMBER.bot().channel()));
      assertThat(kept.accessToken()).isEqualTo("token-canary");
      assertThat(everything(address)).doesNotContain("token-canary", "secret-canary");
    }
  }

  @Test
  void theSecretOfAWebChatIsSealedOnce() throws Exception {
    DatabaseAddress address = TestDatabase.fresh();
    Map<String, String> environment = TestDatabase.environment(address, TestDatabase.port(address));
    try (Databases databases =
        Databases.open(ServerConfig.read(environment).database().settings())) {
      Deployments before = new Deployments(databases);
      NUMBER.deploy(before, TestFlows.counting());
      before.webChat(
          new BotRef(NUMBER.bot().organization(), NUMBER.bot().bot(), new UUID(7, 7)),
          "chat-key",
          List.of("https://shop.example"));
    }
    String select = "select secret from webchat_channels";
    String plain = TestDatabase.rows(address, "webchat_channels", select).getFirst();
    for (int start = 0; start < 2; start++) {
      try (TestServer server = new TestServer(environment, TestServer.PATIENT)) {
        assertThat(everything(address)).doesNotContain(plain);
        assertThat(TestDatabase.rows(address, "webchat_channels", select))
            .hasSize(1)
            .allMatch(Secrets::isSealed);
        assertThat(server.get("/webchat/try/chat-key").statusCode()).isEqualTo(200);
      }
    }
  }

  @Test
  void otherKeysThanTheDatabasesSealNothing(@TempDir Path folder) throws Exception {
    DatabaseAddress address = TestDatabase.fresh();
    Map<String, String> environment =
        new HashMap<>(TestDatabase.environment(address, TestDatabase.port(address)));
    try (BotFlowServer first = BotFlowServer.open(ServerConfig.read(environment))) {
      NUMBER.deploy(first.deployments(), TestFlows.counting());
    }
    environment.put("BOTFLOW_SECRETS_KEY_FILE", folder.resolve("other.json").toString());
    try (BotFlowServer other = BotFlowServer.open(ServerConfig.read(environment))) {
      assertThatThrownBy(() -> NUMBER.deploy(other.deployments(), TestFlows.counting()))
          .isInstanceOf(KeyFileException.class)
          .hasMessageContaining("BOTFLOW_SECRETS_KEY_FILE");
    }
  }

  @Test
  void aSealedSecretOpensInItsOwnRowAlone() throws Exception {
    DatabaseAddress address = TestDatabase.fresh();
    Map<String, String> environment = TestDatabase.environment(address, TestDatabase.port(address));
    try (BotFlowServer server = BotFlowServer.open(ServerConfig.read(environment))) {
      NUMBER.deploy(server.deployments(), TestFlows.counting());
      TestNumber other = new TestNumber("106540352242991", "secret-canary-8");
      other.deploy(server.deployments(), TestFlows.counting());
      TestDatabase.rows(
          address,
          "whatsapp_accounts",
          """
          update whatsapp_accounts set access_token = (select access_token from whatsapp_accounts
            where id = '%s') where id = '%s' returning id
          """
              .formatted(NUMBER.bot().channel(), other.bot().channel()));
      assertThatThrownBy(() -> server.deployments().whatsApp(other.bot().channel()))
          .hasMessage("a secret does not open");
      assertThat(server.deployments().whatsApp(NUMBER.bot().channel())).isNotNull();
    }
  }

  /** All rows of all tables, as text. */
  private static String everything(DatabaseAddress address) throws Exception {
    StringBuilder all = new StringBuilder();
    try (Connection connection = TestDatabase.connect(address);
        Statement statement = connection.createStatement()) {
      statement.execute("set search_path = botflow");
      List<String> tables = new ArrayList<>();
      try (ResultSet names =
          statement.executeQuery(
              """
              select relname from pg_class
              where relnamespace = 'botflow'::regnamespace and relkind in ('r', 'p')
                and not relispartition
              """)) {
        while (names.next()) {
          tables.add(names.getString(1));
        }
      }
      for (String table : tables) {
        statement.execute("alter table " + table + " no force row level security");
        try (ResultSet rows = statement.executeQuery("select t::text from " + table + " t")) {
          while (rows.next()) {
            all.append(rows.getString(1)).append('\n');
          }
        }
        statement.execute("alter table " + table + " force row level security");
      }
    }
    return all.toString();
  }
}
