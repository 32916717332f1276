package io.botflow.server;

import static io.botflow.server.TestServer.ONE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.botflow.server.account.Account;
import io.botflow.server.config.ServerConfig;
import io.botflow.server.onboarding.Connections;
import io.botflow.spi.BotRef;
import io.botflow.store.jdbc.DatabaseAddress;
import io.botflow.whatsapp.onboarding.ConnectionStep;
import io.botflow.whatsapp.onboarding.SignupOutcome;
import io.botflow.whatsapp.onboarding.SignupResult;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectionsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TestServer server;
  private final Connections connections;

  ConnectionsTest() throws Exception {
    DatabaseAddress address = TestDatabase.fresh();
    Map<String, String> more = new HashMap<>(TestServer.PATIENT);
    more.put("BOTFLOW_WHATSAPP_APP_ID", "4711");
    more.put("BOTFLOW_WHATSAPP_APP_SECRET", "secret-canary-app");
    server = new TestServer(TestDatabase.environment(address, TestDatabase.port(address)), more);
    connections = server.server.connections();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private ConnectionStep.State state(Account account, ConnectionStep.Kind kind) {
    return connections.check(account, URI.create(server.url)).stream()
        .filter(step -> step.kind() == kind)
        .findFirst()
        .orElseThrow()
        .state();
  }

  @Test
  void tellsWhatAConnectionLacks() throws Exception {
    Account account = connections.find(ONE.bot().channel()).orElseThrow();
    assertThat(connections.all())
        .contains(
            new Connections.Connection(
                ONE.bot().organization(), ONE.bot().channel(), ONE.phoneNumberId()));
    assertThat(state(account, ConnectionStep.Kind.TOKEN)).isEqualTo(ConnectionStep.State.DONE);
    assertThat(state(account, ConnectionStep.Kind.REGISTERED)).isEqualTo(ConnectionStep.State.DONE);

    post("/sandbox/numbers/" + ONE.phoneNumberId(), "{\"registered\": false}");
    assertThat(state(account, ConnectionStep.Kind.REGISTERED))
        .isEqualTo(ConnectionStep.State.MISSING);
    post("/sandbox/numbers/" + ONE.phoneNumberId(), "{\"registered\": true}");
  }

  @Test
  void aServerThatServesNobodyTellsThemToo() throws Exception {
    DatabaseAddress address = TestDatabase.fresh();
    Map<String, String> environment = TestDatabase.environment(address, TestDatabase.port(address));
    for (int opened = 0; opened < 2; opened++) {
      try (BotFlowServer idle = BotFlowServer.open(ServerConfig.read(environment))) {
        assertThat(idle.connections().all()).hasSize(opened);
        ONE.deploy(idle.deployments());
      }
    }
  }

  @Test
  void aCustomersNumberIsConnectedAndAnswers() throws Exception {
    TestNumber number = new TestNumber("106540352242961", "");
    BotRef bot = number.bot();
    server.server.deployments().organization(bot.organization(), "New", "new");
    server.server.deployments().bot(bot.organization(), bot.bot(), "Counter");
    server.server.deployments().publish(bot.organization(), bot.bot(), TestFlows.counting(), true);
    String code =
        new ObjectMapper()
            .readTree(
                post(
                    "/sandbox/signup",
                    """
                    {"phone_number_id": "%s", "waba_id": "waba-961", "app_id": "4711",
                      "app_secret": "secret-canary-app"}
                    """
                        .formatted(number.phoneNumberId())))
            .path("code")
            .asText();

    SignupOutcome outcome =
        connections.signUp(
            bot,
            new SignupResult(code, "waba-961", number.phoneNumberId(), false),
            "123456",
            URI.create(server.url));

    assertThat(outcome.isComplete()).as("%s", outcome).isTrue();
    var phone = server.network.phone("31600000501").talkTo(number.phoneNumberId());
    phone.say("hello");
    assertThat(phone.await(PATIENCE).text()).isEqualTo("1: hello");
    assertThat(outcome.steps())
        .extracting(SignupOutcome.Step::name)
        .isEqualTo(List.of("exchange", "subscribe", "register"));
  }

  private String post(String path, String body) throws Exception {
    return server
        .http
        .send(
            HttpRequest.newBuilder(URI.create(server.network.baseUrl() + path))
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString())
        .body();
  }
}
