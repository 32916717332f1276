package io.botflow.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.botflow.ai.OpenAiSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerConfigTest {
  /** Every key with a value that is not its default. A new key belongs in here. */
  private static final Map<String, String> EVERY_KEY =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("BOTFLOW_HTTP_HOST", "127.0.0.1"),
              Map.entry("BOTFLOW_HTTP_PORT", "9000"),
              Map.entry("BOTFLOW_HTTP_STOP_WAIT", "PT5S"),
              Map.entry("BOTFLOW_DATABASE_URL", "postgres://host/name"),
              Map.entry("BOTFLOW_DATABASE_USER", "somebody"),
              Map.entry("BOTFLOW_DATABASE_PASSWORD", "canary-1"),
              Map.entry("BOTFLOW_DATA_DIR", "/var/lib/botflow"),
              Map.entry("BOTFLOW_DATABASE_INGEST_CONNECTIONS", "4"),
              Map.entry("BOTFLOW_DATABASE_WORKER_CONNECTIONS", "20"),
              Map.entry("BOTFLOW_DATABASE_INGEST_WAIT", "PT0.5S"),
              Map.entry("BOTFLOW_WHATSAPP_GRAPH_URL", "http://localhost:9001/"),
              Map.entry("BOTFLOW_WHATSAPP_GRAPH_VERSION", "v27.0"),
              Map.entry("BOTFLOW_WHATSAPP_TIMEOUT", "PT3S"),
              Map.entry("BOTFLOW_WHATSAPP_CONCURRENT_BODIES", "8"),
              Map.entry("BOTFLOW_WHATSAPP_MESSAGES_PER_SECOND", "1000"),
              Map.entry("BOTFLOW_WHATSAPP_PAIR_INTERVAL", "PT1S"),
              Map.entry("BOTFLOW_WHATSAPP_PAIR_BURST", "90"),
              Map.entry("BOTFLOW_MODEL_URL", "https://models.example/v1"),
              Map.entry("BOTFLOW_MODEL_KEY", "canary-2"),
              Map.entry("BOTFLOW_MODEL_NAME", "small"),
              Map.entry("BOTFLOW_WORKER_TURNS", "10"),
              Map.entry("BOTFLOW_WORKER_ORGANIZATION_TURNS", "5"),
              Map.entry("BOTFLOW_WORKER_SENDINGS", "11"),
              Map.entry("BOTFLOW_WORKER_POLL", "PT2S"),
              Map.entry("BOTFLOW_WORKER_TURN_LEASE", "PT40S"),
              Map.entry("BOTFLOW_WORKER_SEND_LEASE", "PT41S"),
              Map.entry("BOTFLOW_WORKER_DOUBT", "PT42S"),
              Map.entry("BOTFLOW_HTTP_PUBLIC_URL", "https://bots.example/"),
              Map.entry("BOTFLOW_HTTP_PROXIES", "1"),
              Map.entry("BOTFLOW_HTTP_REQUESTS_PER_MINUTE", "100"),
              Map.entry("BOTFLOW_HTTP_GUESSES_PER_MINUTE", "10"),
              Map.entry("BOTFLOW_MAIL_HOST", "smtp.example"),
              Map.entry("BOTFLOW_MAIL_PORT", "2525"),
              Map.entry("BOTFLOW_MAIL_ENCRYPTION", "tls"),
              Map.entry("BOTFLOW_MAIL_USER", "mailer"),
              Map.entry("BOTFLOW_MAIL_PASSWORD", "canary-3"),
              Map.entry("BOTFLOW_MAIL_FROM", "Bots <bots@example.org>"),
              Map.entry("BOTFLOW_MAIL_LOCAL", "false"),
              Map.entry("BOTFLOW_SECRETS_KEY_FILE", "/etc/botflow/keys.json")));

  private static final ServerConfig DEFAULTS =
      new ServerConfig(
          new HttpConfig("0.0.0.0", 8080, Duration.ofSeconds(25)),
          new DatabaseConfig(
              null, null, null, Path.of(".botflow", "data"), 3, 10, Duration.ofMillis(800)),
          new WhatsAppConfig(
              null, "v26.0", Duration.ofSeconds(10), 32, 80, Duration.ofSeconds(6), 45),
          new ModelConfig(OpenAiSettings.OPENAI, null, null),
          new WorkerConfig(
              512,
              256,
              64,
              Duration.ofSeconds(1),
              Duration.ofSeconds(60),
              Duration.ofSeconds(30),
              Duration.ofSeconds(60)),
          new ApiConfig(null, 0, 600, 30),
          new MailConfig(
              null,
              587,
              MailConfig.Encryption.STARTTLS,
              null,
              null,
              "BotFlow <botflow@localhost>",
              false),
          new SecretConfig(Path.of(".botflow", "data", "keys.json")));

  private static final ServerConfig EVERYTHING =
      new ServerConfig(
          new HttpConfig("127.0.0.1", 9000, Duration.ofSeconds(5)),
          new DatabaseConfig(
              new Secret("postgres://host/name"),
              "somebody",
              new Secret("canary-1"),
              Path.of("/var/lib/botflow"),
              4,
              20,
              Duration.ofMillis(500)),
          new WhatsAppConfig(
              "http://localhost:9001",
              "v27.0",
              Duration.ofSeconds(3),
              8,
              1_000,
              Duration.ofSeconds(1),
              90),
          new ModelConfig("https://models.example/v1", new Secret("canary-2"), "small"),
          new WorkerConfig(
              10,
              5,
              11,
              Duration.ofSeconds(2),
              Duration.ofSeconds(40),
              Duration.ofSeconds(41),
              Duration.ofSeconds(42)),
          new ApiConfig("https://bots.example", 1, 100, 10),
          new MailConfig(
              "smtp.example",
              2525,
              MailConfig.Encryption.TLS,
              "mailer",
              new Secret("canary-3"),
              "Bots <bots@example.org>",
              false),
          new SecretConfig(Path.of("/etc/botflow/keys.json")));

  @Test
  void nothingIsNeeded() {
    assertThat(ServerConfig.read(Map.of("PATH", "/bin", "BOTFLOW_HTTP_PORT", " ")))
        .isEqualTo(DEFAULTS);
  }

  @Test
  void everyKeyIsRead() {
    assertThat(ServerConfig.read(EVERY_KEY)).isEqualTo(EVERYTHING);
  }

  @Test
  void everyKeyIsReadFromAFile(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("botflow.yaml");
    Files.writeString(
        file,
        """
        data_dir: /var/lib/botflow
        http:
          host: 127.0.0.1
          port: 9000
          stop_wait: PT5S
          public_url: https://bots.example/
          proxies: 1
          requests_per_minute: 100
          guesses_per_minute: 10
        mail:
          host: smtp.example
          port: 2525
          encryption: tls
          user: mailer
          password: canary-3
          from: Bots <bots@example.org>
          local: false
        secrets: {key_file: /etc/botflow/keys.json}
        database:
          url: postgres://host/name
          user: somebody
          password: canary-1
          ingest_connections: 4
          worker_connections: 20
          ingest_wait: PT0.5S
        whatsapp:
          graph_url: http://localhost:9001/
          graph_version: v27.0
          timeout: PT3S
          concurrent_bodies: 8
          messages_per_second: 1000
          pair_interval: PT1S
          pair_burst: 90
        model: {url: "https://models.example/v1", key: canary-2, name: small}
        worker:
          turns: 10
          organization_turns: 5
          sendings: 11
          poll: PT2S
          turn_lease: PT40S
          send_lease: PT41S
          doubt: PT42S
        """);
    assertThat(ServerConfig.read(Map.of("BOTFLOW_CONFIG", file.toString()))).isEqualTo(EVERYTHING);
  }

  @Test
  void theEnvironmentWinsOverTheFile(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("botflow.yaml");
    Files.writeString(file, "http: {port: 9000, host: 127.0.0.1}\n");

    ServerConfig config =
        ServerConfig.read(Map.of("BOTFLOW_CONFIG", file.toString(), "BOTFLOW_HTTP_PORT", "9001"));

    assertThat(config.http().port()).isEqualTo(9001);
    assertThat(config.http().host()).isEqualTo("127.0.0.1");
  }

  @ParameterizedTest
  @CsvSource({
    "BOTFLOW_HTTP_PORT,canary,BOTFLOW_HTTP_PORT has to be a whole number from 0 to 65535",
    "BOTFLOW_HTTP_PORT,65536,BOTFLOW_HTTP_PORT has to be a whole number",
    "BOTFLOW_HTTP_STOP_WAIT,20,BOTFLOW_HTTP_STOP_WAIT has to be a duration",
    "BOTFLOW_HTTP_STOP_WAIT,PT-1S,BOTFLOW_HTTP_STOP_WAIT has to be a duration",
    "BOTFLOW_DATABASE_URL,mysql://canary@host/db,BOTFLOW_DATABASE_URL",
    "BOTFLOW_WHATSAPP_GRAPH_URL,graph.facebook.com,BOTFLOW_WHATSAPP_GRAPH_URL has to be an address",
    "BOTFLOW_MODEL_KEY,canary,BOTFLOW_MODEL_KEY needs BOTFLOW_MODEL_NAME",
    "BOTFLOW_HTTP_PROT,canary,BOTFLOW_HTTP_PROT is no setting of BotFlow",
    "BOTFLOW_CONFIG,/no/such/file,BOTFLOW_CONFIG names /no/such/file"
  })
  void whatMakesNoSenseIsRefusedByName(String key, String value, String problem) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> ServerConfig.read(Map.of(key, value)))
        .withMessageContaining(problem)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("canary"));
  }

  @Test
  void allProblemsAreToldAtOnceAndUnknownKeysOfAFileByName(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("botflow.yaml");
    Files.writeString(file, "http: {prt: 1, host: [a]}\nmodle: canary\n");

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(
            () ->
                ServerConfig.read(
                    Map.of("BOTFLOW_CONFIG", file.toString(), "BOTFLOW_HTTP_PORT", "x")))
        .withMessageContaining("http.prt in " + file + " is no setting")
        .withMessageContaining("modle in " + file)
        .withMessageContaining("http.host in " + file + " has to be one value")
        .withMessageContaining("BOTFLOW_HTTP_PORT");
  }

  @Test
  void aFileThatIsNoYamlIsRefusedWithoutQuotingIt(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("botflow.yaml");
    Files.writeString(file, "database: {password: canary\n  : [\n");

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> ServerConfig.read(Map.of("BOTFLOW_CONFIG", file.toString())))
        .withMessageContaining("is no YAML")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("canary"));
  }

  @Test
  void secretsDoNotShow() {
    assertThat(ServerConfig.read(EVERY_KEY).toString()).doesNotContain("canary", "postgres://");
  }
}
