package io.botflow.load;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Drives signed webhooks of many conversations against a bot in processes of its own, and says how
 * much came through, how fast, and what it cost.
 */
@Command(
    name = "load",
    description = "Loads a bot with conversations and checks every answer.",
    showDefaultValues = false)
final class Load implements Callable<Integer> {
  /** The exit code where this program itself failed. */
  static final int BROKEN = 70;

  private static final int FAULTY = 1;

  @SuppressWarnings("NullAway.Init") // picocli fills it in
  @Spec
  CommandSpec spec;

  @Mixin Options options = new Options();

  private final PrintStream out = System.out;

  /** Runs one load; the exit code is 1 when an answer was lost, doubled or out of order. */
  public static void main(String[] arguments) {
    CommandLine program = new CommandLine(new Load()).setCaseInsensitiveEnumValuesAllowed(true);
    program.registerConverter(Options.Bot.class, Options.Bot::named);
    int code = program.execute(arguments);
    System.exit(code);
  }

  @Override
  public Integer call() throws Exception {
    if (options.bot != Options.Bot.BOTFLOW && options.organisations != 1) {
      throw new ParameterException(spec.commandLine(), "the peers know one organisation only");
    }
    Path folder = options.folder.toAbsolutePath().normalize().resolve("load");
    empty(folder);
    EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    try (Network network = network(loop);
        Target target = target(folder)) {
      target.start(network.url());
      if (options.storedMessages > 0) {
        fill(target);
      }
      Result result = run(loop, network, target);
      // Looked up again: another server runs after a kill.
      PostgresFolder postgres = target.postgres();
      if (postgres != null && options.limitSeconds > 0) {
        out.printf("%nThe same PostgreSQL with one statement a turn ...%n");
        result = result.withLimit(new PostgresLimit(postgres, folder).run(options.limitSeconds));
      }
      Report.print(result, out);
      if (options.json != null) {
        Report.write(result, options.json);
      }
      return faulty(result.faults()) ? FAULTY : 0;
    } finally {
      loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
  }

  private void fill(Target target) throws IOException, SQLException {
    PostgresFolder postgres = target.postgres();
    if (postgres == null) {
      throw new ParameterException(spec.commandLine(), "this bot stores no messages");
    }
    long start = System.nanoTime();
    StoredMessages.fill(postgres, options.storedMessages);
    out.printf(
        "%,d messages stored in %.0f s%n",
        options.storedMessages, (System.nanoTime() - start) / 1e9);
  }

  private static boolean faulty(Result.Faults faults) {
    return faults.lost() + faults.doubled() + faults.outOfOrder() + faults.wrong() > 0;
  }

  private Result run(EventLoopGroup loop, Network network, Target target) throws Exception {
    URI callback = target.lines().get(0).callback();
    // The sandbox sends statuses by itself.
    List<String> statuses = network instanceof LeanNetwork ? options.statuses.names() : List.of();
    Driver driver =
        new Driver(
            loop,
            new WebhookClient(loop, callback.getHost(), callback.getPort()),
            target.lines(),
            options.conversations,
            statuses,
            Duration.ofSeconds(options.patience));
    network.open(target.lines(), driver::answered);
    return new Measurement(options, driver, network, target, out).run();
  }

  private Network network(EventLoopGroup loop) {
    return switch (options.network) {
      case LEAN -> new LeanNetwork(loop);
      case SANDBOX -> new SandboxNetwork(loop, options.statuses.names());
    };
  }

  private Target target(Path folder) throws IOException {
    return switch (options.bot) {
      case BOTFLOW ->
          new BotFlowTarget(folder, options.organisations, options.jvmFlags, options.settings);
      case BUILDERBOT, NODE_RED ->
          new PeerTarget(
              options.botName(),
              folder.resolveSibling("load-peers"),
              folder.resolve("bot.log"),
              options.settings);
    };
  }

  static void empty(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(folder);
  }
}
