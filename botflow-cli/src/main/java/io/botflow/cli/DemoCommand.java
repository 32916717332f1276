package io.botflow.cli;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.OptionalBinder;
import io.botflow.server.BotFlowServer;
import io.botflow.server.config.ServerConfig;
import io.botflow.server.http.PortTakenException;
import io.botflow.server.onboarding.TrialNetwork;
import io.botflow.spi.HttpCaller;
import io.botflow.spi.KnowledgeBase;
import io.botflow.store.jdbc.DatabaseException;
import io.botflow.whatsapp.sandbox.NetworkRules;
import io.botflow.whatsapp.sandbox.SandboxOptions;
import io.botflow.whatsapp.sandbox.SandboxPhone;
import io.botflow.whatsapp.sandbox.WhatsAppSandbox;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The server with four bots, and a stand-in for the WhatsApp network, in one process. */
@Command(
    name = "demo",
    description = "Start a server with four bots and a WhatsApp of its own to try them on.",
    footer = {"", "Its data stays in .botflow/demo between runs."})
final class DemoCommand implements Callable<Integer> {
  private static final int CANNOT_START = 2;
  private static final String FIRST_CUSTOMER = "27820000000";
  private static final Duration LONGEST_FIRST_ANSWER = Duration.ofSeconds(30);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "The server's port; the network takes the one after it. Default: 8080.")
  private int port;

  @Option(names = "--reset", description = "Forget what earlier runs left.")
  private boolean reset;

  @Option(
      names = "--dir",
      paramLabel = "FOLDER",
      defaultValue = ".botflow/demo",
      description = "Where the data is kept. Default: .botflow/demo.")
  private Path folder = Path.of(".botflow", "demo");

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    for (int wanted : List.of(port, port + 1)) {
      if (taken(wanted)) {
        err.printf(
            "Port %d is taken by another program, perhaps another demo. Choose others:"
                + " botflow demo --port %d%n",
            wanted, port + 100);
        return CANNOT_START;
      }
    }
    try {
      run(out);
      return 0;
    } catch (DatabaseException | PortTakenException e) {
      err.println(e.getMessage());
      return CANNOT_START;
    }
  }

  private void run(PrintWriter out) throws InterruptedException {
    if (reset) {
      forget();
    }
    long begun = System.nanoTime();
    // The service window is left out, so that a webhook made by hand gets its answer.
    WhatsAppSandbox network =
        WhatsAppSandbox.start(
            SandboxOptions.DEFAULT
                .withPort(port + 1)
                .withRules(new NetworkRules(NetworkRules.ServiceWindow.IGNORED, 0, false, false)));
    say(out, "Starting the database in " + folder + " ...");
    BotFlowServer server;
    try {
      server = BotFlowServer.open(ServerConfig.read(settings(network)), new Stubs(network));
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.close();
                  network.close();
                },
                "botflow-stop"));
    say(out, "Publishing four bots ...");
    DemoBot.ALL.forEach(bot -> bot.deploy(server.deployments()));
    // The server asks for its numbers' templates as it starts; where webhooks go is known after it.
    DemoBot.ALL.forEach(bot -> network.register(bot.number("http://127.0.0.1:" + port)));
    server.start();
    String address = "http://127.0.0.1:" + server.port();
    DemoBot.ALL.forEach(bot -> bot.deployWebChat(server.deployments(), address));
    DemoBot.ALL.forEach(bot -> network.register(bot.number(address)));
    remember(network.baseUrl());
    say(out, "Letting the first bot answer ...");
    // What starts cold is slow; after this, the first message of a person is not the first.
    SandboxPhone phone = network.phone(FIRST_CUSTOMER);
    phone.talkTo(DemoBot.ALL.get(1).phoneNumberId()).say("hi");
    phone.poll(LONGEST_FIRST_ANSWER);
    double seconds = (System.nanoTime() - begun) / 1e9;
    DemoWelcome.print(out, address, network.baseUrl(), seconds);
    server.awaitClose();
  }

  /** Answers in place of what the templates call, and of a knowledge base; numbers to try. */
  private static final class Stubs extends AbstractModule {
    private final WhatsAppSandbox network;

    private Stubs(WhatsAppSandbox network) {
      this.network = network;
    }

    @Override
    protected void configure() {
      OptionalBinder.newOptionalBinder(binder(), TrialNetwork.class)
          .setBinding()
          .toInstance(new DemoNumbers(network));
      OptionalBinder.newOptionalBinder(binder(), HttpCaller.class).setBinding().to(DemoApi.class);
      OptionalBinder.newOptionalBinder(binder(), KnowledgeBase.class)
          .setBinding()
          .to(DemoKnowledge.class);
    }
  }

  /** A model may come from outside; everything else is the demo's own. */
  private Map<String, String> settings(WhatsAppSandbox network) {
    Map<String, String> settings = new HashMap<>();
    System.getenv()
        .forEach(
            (name, value) -> {
              if (name.startsWith("BOTFLOW_MODEL_")) {
                settings.put(name, value);
              }
            });
    settings.put("BOTFLOW_HTTP_HOST", "127.0.0.1");
    settings.put("BOTFLOW_HTTP_PORT", Integer.toString(port));
    settings.put("BOTFLOW_DATA_DIR", folder.resolve("data").toString());
    settings.put("BOTFLOW_WHATSAPP_GRAPH_URL", network.baseUrl());
    settings.put("BOTFLOW_MAIL_LOCAL", "true");
    return settings;
  }

  private void remember(String network) {
    try {
      Files.writeString(folder.resolve(PhoneCommand.ADDRESS_FILE), network);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void forget() {
    if (!Files.isDirectory(folder.resolve("data"))) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot empty " + folder, e);
    }
  }

  private static boolean taken(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return false;
    } catch (IOException | IllegalArgumentException e) {
      return true;
    }
  }

  private static void say(PrintWriter out, String text) {
    out.println(text);
    out.flush();
  }
}
