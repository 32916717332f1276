package io.botflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.server.BotFlowServer;
import io.botflow.server.config.ServerConfig;
import io.botflow.store.jdbc.Deployments.WhatsAppAccount;
import io.botflow.whatsapp.sandbox.SandboxNumber;
import io.botflow.whatsapp.sandbox.WhatsAppSandbox;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** An operator connects channels to a bot on the server's own database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChannelCommandsTest {
  private static final UUID ORGANIZATION = new UUID(7, 1);
  private static final UUID BOT = new UUID(7, 2);
  private static final List<String> OF_THE_BOT =
      List.of("--organization", ORGANIZATION.toString(), "--bot", BOT.toString());

  @TempDir private static Path folder;

  private WhatsAppSandbox network;
  private Map<String, String> environment = Map.of();

  @BeforeAll
  void start() {
    network = WhatsAppSandbox.start();
    network.register(SandboxNumber.of("555111").withAccessToken("token-1"));
    environment =
        Map.of(
            "BOTFLOW_DATA_DIR",
            folder.resolve("data").toString(),
            "BOTFLOW_WHATSAPP_GRAPH_URL",
            network.baseUrl());
    try (BotFlowServer server = BotFlowServer.open(ServerConfig.read(environment))) {
      server.deployments().organization(ORGANIZATION, "Shop", "shop");
      server.deployments().bot(ORGANIZATION, BOT, "Bot");
    }
  }

  @AfterAll
  void stop() {
    network.close();
  }

  private static CommandRun run(Object command, List<String> first, String... more) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        new CommandLine(command)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .setExecutionExceptionHandler(
                (problem, line, result) -> {
                  line.getErr().println(problem.getMessage());
                  return problem instanceof CommandProblem known ? known.exit().code() : 70;
                })
            .execute(Stream.concat(first.stream(), Stream.of(more)).toArray(String[]::new));
    return new CommandRun(code, out.toString(), err.toString());
  }

  private static List<String> command(String name) {
    return Stream.concat(Stream.of(name), OF_THE_BOT.stream()).toList();
  }

  private Path file(String text) throws Exception {
    return Files.writeString(Files.createTempFile(folder, "secret", ".txt"), text + "\n");
  }

  @Test
  void aNumberKeepsItsSecretAndNameWhereItGetsAnotherToken() throws Exception {
    List<String> number =
        Stream.concat(
                command("connect").stream(),
                Stream.of("--number", "555111", "--business-account", "waba-555111"))
            .toList();
    CommandRun first =
        run(
            new WhatsAppCommand(environment),
            number,
            "--token-file",
            file("token-0").toString(),
            "--app-secret-file",
            file("app-secret").toString());
    assertThat(first.code()).as(first.err()).isZero();
    String account = first.out().lines().toList().get(0).replaceAll(".* ", "");
    List<String> check = List.of("check", account, "--url", "https://bots.example.com");
    CommandRun ended = run(new WhatsAppCommand(environment), check);
    assertThat(ended.out())
        .containsPattern("MISSING +TOKEN")
        .doesNotContainPattern("DONE +QUALITY");
    assertThat(ended.code()).isEqualTo(1);

    CommandRun again =
        run(
            new WhatsAppCommand(environment),
            number,
            "--account",
            account,
            "--token-file",
            file("token-1").toString());

    assertThat(again.out()).as("the same verify token").isEqualTo(first.out());
    assertThat(run(new WhatsAppCommand(environment), check).out()).containsPattern("DONE +TOKEN");
    assertThat(run(new WhatsAppCommand(environment), List.of("list")).out())
        .contains(account + "  number 555111");
    try (BotFlowServer server = BotFlowServer.open(ServerConfig.read(environment))) {
      WhatsAppAccount kept =
          Objects.requireNonNull(server.deployments().whatsApp(UUID.fromString(account)));
      assertThat(kept.accessToken()).isEqualTo("token-1");
      assertThat(kept.appSecret()).isEqualTo("app-secret");
    }
  }

  @Test
  void aNetworkThatCannotBeReachedIsSaid() throws Exception {
    Map<String, String> away =
        Map.of(
            "BOTFLOW_DATA_DIR",
            folder.resolve("data").toString(),
            "BOTFLOW_WHATSAPP_GRAPH_URL",
            "http://127.0.0.1:1");
    CommandRun connected =
        run(
            new WhatsAppCommand(away),
            command("connect"),
            "--number",
            "555112",
            "--business-account",
            "waba-555112",
            "--token-file",
            file("token").toString());
    String account = connected.out().lines().toList().get(0).replaceAll(".* ", "");

    CommandRun checked =
        run(
            new WhatsAppCommand(away),
            List.of("check", account, "--url", "https://bots.example.com"));

    assertThat(checked.code()).isEqualTo(3);
    assertThat(checked.out()).containsPattern("UNKNOWN +TOKEN");
  }

  @Test
  void aWebChatAndAnAddressAreConnected() {
    CommandRun chat =
        run(
            new ChannelCommand(environment),
            command("webchat"),
            "--key",
            "shop-chat",
            "https://shop.example");
    assertThat(chat.code()).as(chat.err()).isZero();
    assertThat(chat.out()).contains("data-channel=\"shop-chat\"");
    assertThat(
            run(new ChannelCommand(environment), command("webchat"), "--key", "x", "shop/page")
                .code())
        .as("no origin")
        .isEqualTo(2);

    CommandRun mail =
        run(
            new ChannelCommand(environment),
            command("email"),
            "--address",
            "Help@Shop.example",
            "--mail-server",
            "mx.shop.example");
    assertThat(mail.code()).as(mail.err()).isZero();
    assertThat(mail.out())
        .contains("/api/webhooks/email/help@shop.example")
        .containsPattern("X-Webhook-Secret  \\S{20,}");
  }

  @Test
  void aBotThatIsNotThereIsSaid() {
    CommandRun wrong =
        run(
            new ChannelCommand(environment),
            List.of(
                "webchat",
                "--organization",
                ORGANIZATION.toString(),
                "--bot",
                ORGANIZATION.toString()),
            "--key",
            "none",
            "https://shop.example");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("has no bot");
  }
}
