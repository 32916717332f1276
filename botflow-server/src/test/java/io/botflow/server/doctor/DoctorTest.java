package io.botflow.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.botflow.server.TestDatabase;
import io.botflow.server.TestFlows;
import io.botflow.server.TestNumber;
import io.botflow.server.config.ServerConfig;
import io.botflow.server.doctor.Finding.State;
import io.botflow.store.jdbc.DatabaseAddress;
import io.botflow.store.jdbc.DatabaseSettings;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Deployments;
import io.botflow.whatsapp.sandbox.SandboxOptions;
import io.botflow.whatsapp.sandbox.WhatsAppSandbox;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
  private static final TestNumber NUMBER = new TestNumber("106540352242922", "secret-canary");

  @TempDir private Path folder = Path.of("");
  private final WhatsAppSandbox network = WhatsAppSandbox.start(SandboxOptions.DEFAULT);

  @AfterEach
  void close() {
    network.close();
  }

  private Map<String, String> environment(DatabaseAddress database) {
    Map<String, String> environment =
        new HashMap<>(TestDatabase.environment(database, TestDatabase.port(database)));
    environment.put("BOTFLOW_DATA_DIR", folder.toString());
    environment.put("BOTFLOW_WHATSAPP_GRAPH_URL", network.baseUrl());
    return environment;
  }

  @Test
  void aServerInOrderIsHealthyAndNoSecretIsTold() throws Exception {
    DatabaseAddress database = TestDatabase.fresh();
    connect(database);
    network.register(NUMBER.inSandbox("https://bots.example"));

    Diagnosis diagnosis = new Doctor(environment(database)).examine();

    assertThat(diagnosis.healthy()).as("%s", diagnosis.findings()).isTrue();
    assertThat(states(diagnosis, "database")).containsExactly(State.OK);
    assertThat(states(diagnosis, "whatsapp")).containsExactly(State.OK);
    assertThat(states(diagnosis, "account " + NUMBER.phoneNumberId())).contains(State.OK);
    assertThat(states(diagnosis, "model")).containsExactly(State.SKIPPED);
    assertThat(diagnosis.toString()).doesNotContain("canary", String.valueOf(database.password()));
  }

  @Test
  void aNumberWhoseTokenHasEndedAndWhoseWebhooksGoElsewhereIsToldWhatToDo() throws Exception {
    DatabaseAddress database = TestDatabase.fresh();
    connect(database);
    network.register(
        new TestNumber(NUMBER.phoneNumberId(), "other")
            .inSandbox("https://bots.example/elsewhere")
            .withAccessToken("another"));

    Diagnosis diagnosis = new Doctor(environment(database)).examine();

    assertThat(diagnosis.healthy()).isFalse();
    assertThat(diagnosis.findings())
        .filteredOn(finding -> finding.state() == State.FAILED)
        .isNotEmpty()
        .allSatisfy(
            finding -> {
              assertThat(finding.subject()).isEqualTo("account " + NUMBER.phoneNumberId());
              assertThat(finding.next()).isNotBlank();
            });
  }

  @Test
  void anEmptyDatabaseIsToldToBeMadeByTheNextStart() throws Exception {
    Diagnosis diagnosis = new Doctor(environment(TestDatabase.fresh())).examine();

    assertThat(states(diagnosis, "database")).contains(State.ATTENTION);
    assertThat(states(diagnosis, "accounts")).containsExactly(State.SKIPPED);
    assertThat(diagnosis.healthy()).isTrue();
  }

  @Test
  void whatCannotBeReachedFailsWithWhatToDo() {
    Diagnosis diagnosis =
        new Doctor(
                Map.of(
                    "BOTFLOW_DATABASE_URL", "postgres://ann:canary@127.0.0.1:1/bots",
                    "BOTFLOW_WHATSAPP_GRAPH_URL", "http://127.0.0.1:1",
                    "BOTFLOW_MODEL_URL", "http://127.0.0.1:1/v1",
                    "BOTFLOW_MODEL_NAME", "small",
                    "BOTFLOW_MODEL_KEY", "canary",
                    "BOTFLOW_MAIL_HOST", "127.0.0.1",
                    "BOTFLOW_MAIL_PORT", "1",
                    "BOTFLOW_MAIL_PASSWORD", "canary"))
            .examine();

    assertThat(diagnosis.healthy()).isFalse();
    for (String subject : List.of("database", "whatsapp", "model", "mail")) {
      assertThat(diagnosis.findings())
          .filteredOn(finding -> finding.subject().equals(subject))
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.state()).isEqualTo(State.FAILED);
                assertThat(finding.next()).isNotBlank();
              });
    }
    assertThat(diagnosis.toString()).doesNotContain("canary");
  }

  @Test
  void settingsThatCannotBeUsedEndTheExamination() {
    Diagnosis diagnosis = new Doctor(Map.of("BOTFLOW_HTTP_PROT", "canary")).examine();

    assertThat(diagnosis.findings())
        .singleElement()
        .satisfies(
            finding -> assertThat(finding.meaning()).contains("did you mean BOTFLOW_HTTP_PORT?"));
    assertThat(diagnosis.healthy()).isFalse();
  }

  @Test
  void aModelThatRefusesTheKeyIsToldApartFromOneThatTakesIt() throws Exception {
    HttpServer model =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    model.createContext(
        "/v1/models",
        exchange -> {
          boolean known =
              "Bearer right".equals(exchange.getRequestHeaders().getFirst("Authorization"));
          exchange.sendResponseHeaders(known ? 200 : 401, -1);
          exchange.close();
        });
    model.start();
    try {
      String url = "http://127.0.0.1:" + model.getAddress().getPort() + "/v1";
      for (String key : List.of("right", "wrong")) {
        ServerConfig config =
            ServerConfig.read(
                Map.of(
                    "BOTFLOW_MODEL_URL", url,
                    "BOTFLOW_MODEL_NAME", "small",
                    "BOTFLOW_MODEL_KEY", key));
        assertThat(new ModelExamination(new HttpProbe()).examine(config))
            .extracting(Finding::state)
            .containsExactly(key.equals("right") ? State.OK : State.FAILED);
      }
    } finally {
      model.stop(0);
    }
  }

  @Test
  void aDiskThatFillsUpIsToldInTime() {
    ServerConfig config = ServerConfig.read(Map.of("BOTFLOW_DATA_DIR", folder.toString()));

    assertThat(new DiskExamination(disk -> 10L << 30).examine(config))
        .extracting(Finding::state)
        .containsExactly(State.OK);
    assertThat(new DiskExamination(disk -> 1L << 30).examine(config))
        .extracting(Finding::state)
        .containsExactly(State.ATTENTION);
    assertThat(new DiskExamination(disk -> 1L << 20).examine(config))
        .extracting(Finding::state)
        .containsExactly(State.FAILED);
  }

  @Test
  void secretsThatOthersCanReadAndFoldersThatAreNoneAreTold() throws Exception {
    Path file = Files.writeString(folder.resolve("botflow.yaml"), "data_dir: " + folder + "\n");
    Map<String, String> environment = Map.of("BOTFLOW_CONFIG", file.toString());
    ServerConfig config = ServerConfig.read(environment);

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThat(new FileExamination(environment).examine(config))
        .extracting(Finding::state)
        .containsExactly(State.OK);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(new FileExamination(environment).examine(config))
        .singleElement()
        .satisfies(finding -> assertThat(finding.next()).isEqualTo("Run: chmod 600 " + file));
    ServerConfig nowhere = ServerConfig.read(Map.of("BOTFLOW_DATA_DIR", file.toString()));
    assertThat(new FileExamination(Map.of()).examine(nowhere))
        .extracting(Finding::state)
        .contains(State.FAILED);
  }

  private static void connect(DatabaseAddress database) {
    try (Databases databases = Databases.open(DatabaseSettings.external(database))) {
      NUMBER.deploy(new Deployments(databases), TestFlows.counting());
    }
  }

  private static List<State> states(Diagnosis diagnosis, String subject) {
    return diagnosis.findings().stream()
        .filter(finding -> finding.subject().equals(subject))
        .map(Finding::state)
        .toList();
  }
}
