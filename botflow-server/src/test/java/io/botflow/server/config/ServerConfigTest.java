package io.botflow.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.botflow.ai.OpenAiSettings;
import io.botflow.server.outbound.OutboundLimits;
import io.botflow.server.outbound.OutboundRules;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
              Map.entry("BOTFLOW_WHATSAPP_APP_ID", "4711"),
              Map.entry("BOTFLOW_WHATSAPP_APP_SECRET", "canary-3"),
              Map.entry("BOTFLOW_WHATSAPP_APP_VERIFY_TOKEN", "canary-4"),
              Map.entry("BOTFLOW_MEDIA_DIRECTORY", "/srv/media"),
              Map.entry("BOTFLOW_MEDIA_S3_ENDPOINT", "https://s3.example"),
              Map.entry("BOTFLOW_MEDIA_S3_REGION", "eu-west-1"),
              Map.entry("BOTFLOW_MEDIA_S3_BUCKET", "media"),
              Map.entry("BOTFLOW_MEDIA_S3_ACCESS_KEY", "key-id"),
              Map.entry("BOTFLOW_MEDIA_S3_SECRET_KEY", "canary-5"),
              Map.entry("BOTFLOW_MEDIA_CLAMAV_HOST", "clamav"),
              Map.entry("BOTFLOW_MEDIA_CLAMAV_PORT", "3311"),
              Map.entry("BOTFLOW_MEDIA_CLAMAV_TIMEOUT", "PT30S"),
              Map.entry("BOTFLOW_MODEL_URL", "https://models.example/v1"),
              Map.entry("BOTFLOW_MODEL_KEY", "canary-2"),
              Map.entry("BOTFLOW_MODEL_NAME", "small"),
              Map.entry("BOTFLOW_MODEL_ORGANIZATION_MONTHLY_TOKENS", "3000000"),
              Map.entry("BOTFLOW_KNOWLEDGE_EMBEDDING", "local"),
              Map.entry("BOTFLOW_KNOWLEDGE_EMBEDDING_DIMENSION", "384"),
              Map.entry("BOTFLOW_KNOWLEDGE_CRAWL_PAUSE", "PT2S"),
              Map.entry("BOTFLOW_TRANSLATION_GOOGLE_KEY_FILE", "/etc/botflow/google.json"),
              Map.entry("BOTFLOW_TRANSLATION_GOOGLE_LOCATION", "europe-west1"),
              Map.entry("BOTFLOW_MODEL_BOT_DAILY_TOKENS", "200000"),
              Map.entry("BOTFLOW_MODEL_CONVERSATION_DAILY_TOKENS", "10000"),
              Map.entry("BOTFLOW_MODEL_SECOND_OPINION", "60"),
              Map.entry("BOTFLOW_MODEL_ENCODER", "off"),
              Map.entry("BOTFLOW_WORKER_TURNS", "10"),
              Map.entry("BOTFLOW_WORKER_ORGANIZATION_TURNS", "5"),
              Map.entry("BOTFLOW_WORKER_SENDINGS", "11"),
              Map.entry("BOTFLOW_WORKER_POLL", "PT2S"),
              Map.entry("BOTFLOW_WORKER_TURN_LEASE", "PT40S"),
              Map.entry("BOTFLOW_WORKER_SEND_LEASE", "PT41S"),
              Map.entry("BOTFLOW_WORKER_DOUBT", "PT42S"),
              Map.entry("BOTFLOW_WORKER_BACKLOG", "PT43S"),
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
              Map.entry("BOTFLOW_SECRETS_KEY_FILE", "/etc/botflow/keys.json"),
              Map.entry("BOTFLOW_ERASURE_LEDGER_FILE", "/var/log/botflow/erasures.log"),
              Map.entry("BOTFLOW_WEBCHAT_CONNECTIONS", "20"),
              Map.entry("BOTFLOW_WEBCHAT_CONNECTIONS_PER_ADDRESS", "2"),
              Map.entry("BOTFLOW_OUTBOUND_PLAIN_HTTP", "true"),
              Map.entry("BOTFLOW_OUTBOUND_PORTS", "80, 443"),
              Map.entry("BOTFLOW_OUTBOUND_ALLOW", "erp.example.com:8080,10.1.0.0/16"),
              Map.entry("BOTFLOW_OUTBOUND_PROXY", "http://proxy.example:3128"),
              Map.entry("BOTFLOW_OUTBOUND_TIMEOUT", "PT9S")));

  private static final ServerConfig DEFAULTS =
      new ServerConfig(
          new HttpConfig("0.0.0.0", 8080, Duration.ofSeconds(25)),
          new DatabaseConfig(
              null, null, null, Path.of(".botflow", "data"), 3, 10, Duration.ofMillis(800)),
          new WhatsAppConfig(
              null, "v26.0", Duration.ofSeconds(10), 32, 80, Duration.ofSeconds(6), 45),
          new MetaAppConfig(null, null, null),
          new MediaConfig(Path.of(".botflow", "data", "media"), null, null),
          new ModelConfig(OpenAiSettings.OPENAI, null, null, 0, 0, 0, 0, ModelConfig.Encoder.AUTO),
          new KnowledgeConfig(null, 512, Duration.ofMillis(500)),
          new TranslationConfig(null, "global"),
          new WorkerConfig(
              512,
              256,
              64,
              Duration.ofSeconds(1),
              Duration.ofSeconds(60),
              Duration.ofSeconds(30),
              Duration.ofSeconds(60),
              Duration.ofSeconds(20)),
          new ApiConfig(null, 0, 600, 30),
          new MailConfig(
              null,
              587,
              MailConfig.Encryption.STARTTLS,
              null,
              null,
              "BotFlow <botflow@localhost>",
              false),
          new SecretConfig(Path.of(".botflow", "data", "keys.json")),
          new ErasureConfig(Path.of(".botflow", "data", "erasures.log")),
          new WebChatConfig(10_000, 100),
          new OutboundConfig(OutboundRules.DEFAULT, OutboundLimits.DEFAULT));

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
          new MetaAppConfig("4711", new Secret("canary-3"), new Secret("canary-4")),
          new MediaConfig(
              Path.of("/srv/media"),
              new MediaConfig.Bucket(
                  "https://s3.example", "eu-west-1", "media", "key-id", new Secret("canary-5")),
              new MediaConfig.Scanner("clamav", 3_311, Duration.ofSeconds(30))),
          new ModelConfig(
              "https://models.example/v1",
              new Secret("canary-2"),
              "small",
              3_000_000,
              200_000,
              10_000,
              60,
              ModelConfig.Encoder.OFF),
          new KnowledgeConfig("local", 384, Duration.ofSeconds(2)),
          new TranslationConfig(Path.of("/etc/botflow/google.json"), "europe-west1"),
          new WorkerConfig(
              10,
              5,
              11,
              Duration.ofSeconds(2),
              Duration.ofSeconds(40),
              Duration.ofSeconds(41),
              Duration.ofSeconds(42),
              Duration.ofSeconds(43)),
          new ApiConfig("https://bots.example", 1, 100, 10),
          new MailConfig(
              "smtp.example",
              2525,
              MailConfig.Encryption.TLS,
              "mailer",
              new Secret("canary-3"),
              "Bots <bots@example.org>",
              false),
          new SecretConfig(Path.of("/etc/botflow/keys.json")),
          new ErasureConfig(Path.of("/var/log/botflow/erasures.log")),
          new WebChatConfig(20, 2),
          new OutboundConfig(
              new OutboundRules(
                      true, List.of(80, 443), List.of(), URI.create("http://proxy.example:3128"))
                  .permitting(List.of("erp.example.com:8080", "10.1.0.0/16")),
              OutboundLimits.DEFAULT.withTotal(Duration.ofSeconds(9))));

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
        erasure: {ledger_file: /var/log/botflow/erasures.log}
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
          app_id: 4711
          app_secret: canary-3
          app_verify_token: canary-4
        media:
          directory: /srv/media
          s3_endpoint: https://s3.example
          s3_region: eu-west-1
          s3_bucket: media
          s3_access_key: key-id
          s3_secret_key: canary-5
          clamav_host: clamav
          clamav_port: 3311
          clamav_timeout: PT30S
        model:
          url: https://models.example/v1
          key: canary-2
          name: small
          organization_monthly_tokens: 3000000
          bot_daily_tokens: 200000
          conversation_daily_tokens: 10000
          second_opinion: 60
          encoder: off
        knowledge:
          embedding: local
          embedding_dimension: 384
          crawl_pause: PT2S
        translation: {google_key_file: /etc/botflow/google.json, google_location: europe-west1}
        worker:
          turns: 10
          organization_turns: 5
          sendings: 11
          poll: PT2S
          turn_lease: PT40S
          send_lease: PT41S
          doubt: PT42S
          backlog: PT43S
        webchat: {connections: 20, connections_per_address: 2}
        outbound:
          plain_http: true
          ports: [80, 443]
          allow:
            - erp.example.com:8080
            - 10.1.0.0/16
          proxy: http://proxy.example:3128
          timeout: PT9S
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
    "BOTFLOW_WHATSAPP_APP_ID,canary,BOTFLOW_WHATSAPP_APP_ID and BOTFLOW_WHATSAPP_APP_SECRET",
    "BOTFLOW_MEDIA_S3_BUCKET,canary,BOTFLOW_MEDIA_S3_ENDPOINT",
    "BOTFLOW_HTTP_PROT,canary,BOTFLOW_HTTP_PROT is no setting of BotFlow; did you mean BOTFLOW_HTTP_PORT?",
    "BOTFLOW_DATABSE_PASWORD,canary,did you mean BOTFLOW_DATABASE_PASSWORD?",
    "BOTFLOW_COLOUR_OF_THE_SKY,canary,BOTFLOW_COLOUR_OF_THE_SKY is no setting of BotFlow",
    "BOTFLOW_OUTBOUND_PLAIN_HTTP,canary,BOTFLOW_OUTBOUND_PLAIN_HTTP has to be true or false",
    "BOTFLOW_OUTBOUND_PORTS,443;22,BOTFLOW_OUTBOUND_PORTS has to be whole numbers from 1 to 65535",
    "BOTFLOW_OUTBOUND_ALLOW,10.0.0.1/8,BOTFLOW_OUTBOUND_ALLOW has to name hosts",
    "BOTFLOW_OUTBOUND_ALLOW,127.1,BOTFLOW_OUTBOUND_ALLOW has to name hosts",
    "BOTFLOW_OUTBOUND_ALLOW,http://host/,BOTFLOW_OUTBOUND_ALLOW has to name hosts",
    "BOTFLOW_OUTBOUND_PROXY,https://proxy.example,BOTFLOW_OUTBOUND_PROXY has to begin with http://",
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
        .withMessageContaining(
            "http.prt in " + file + " is no setting of BotFlow; did you mean http.port?")
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
  void whatIsSetIsShownWithoutSecretsAndWithItsSource(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("botflow.yaml");
    Files.writeString(file, "model: {url: \"https://me:canary@models.example/v1\", name: small}\n");

    ConfigurationReport report =
        ServerConfig.examine(
            Map.of(
                "BOTFLOW_CONFIG", file.toString(),
                "BOTFLOW_DATABASE_PASSWORD", "canary",
                "BOTFLOW_DATABASE_URL", "postgres://me:canary@host/name",
                "BOTFLOW_HTTP_PROT", "canary"));

    assertThat(report.config()).isNull();
    assertThat(report.problems()).singleElement().asString().contains("BOTFLOW_HTTP_PROT");
    assertThat(report.toString()).doesNotContain("canary");
    assertThat(report.settings())
        .extracting(
            shown -> shown.key().name(),
            ConfigurationReport.Shown::value,
            ConfigurationReport.Shown::source)
        .contains(
            tuple("model.url", "https://(secret)@models.example/v1", "model.url in " + file),
            tuple("database.password", "(secret)", "BOTFLOW_DATABASE_PASSWORD"),
            tuple("database.user", null, null),
            tuple("http.port", "8080", null));
  }

  @Test
  void secretsDoNotShow() {
    assertThat(ServerConfig.read(EVERY_KEY).toString()).doesNotContain("canary", "postgres://");
  }
}
