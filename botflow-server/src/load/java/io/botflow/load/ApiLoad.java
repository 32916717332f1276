package io.botflow.load;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Asks the API as many people at a time do, with much stored, and says how long answers take. */
@Command(
    name = "api-load",
    mixinStandardHelpOptions = true,
    description = "Times every route that a dashboard asks; exits with 1 where one is too slow.")
final class ApiLoad implements Callable<Integer> {
  private static final double MOST_READ_MS = 50;
  private static final double MOST_WRITE_MS = 100;
  private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(2);
  private static final double MICROS = 1_000;

  private final PrintStream out = System.out;
  private final Map<String, Histogram> times = new ConcurrentHashMap<>();
  private final Map<String, String> refused = new ConcurrentHashMap<>();

  @Option(names = "--organisations", description = "With a bot each (${DEFAULT-VALUE}).")
  int organisations = 1_000;

  @Option(names = "--stored-messages", description = "Before the run (${DEFAULT-VALUE}).")
  long storedMessages = 1_000_000;

  @Option(
      names = "--users",
      description = "Who ask at the same time, 100 at most (${DEFAULT-VALUE}).")
  int users = 50;

  @Option(names = "--warm-up", description = "Seconds that are not counted (${DEFAULT-VALUE}).")
  int warmUp = 20;

  @Option(names = "--seconds", description = "Seconds that are counted (${DEFAULT-VALUE}).")
  int seconds = 30;

  @Option(
      names = "--pause",
      description = "Milliseconds between a user's requests (${DEFAULT-VALUE}).")
  int pause = 250;

  @Option(names = "--folder", description = "Data and logs go below it (${DEFAULT-VALUE}).")
  Path folder = Path.of("target");

  /** Runs once. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new ApiLoad()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Path place = folder.toAbsolutePath().normalize().resolve("load");
    Load.empty(place);
    EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    Map<String, String> settings =
        Map.of(
            "BOTFLOW_MAIL_LOCAL",
            "true",
            "BOTFLOW_HTTP_GUESSES_PER_MINUTE",
            "100000",
            "BOTFLOW_HTTP_REQUESTS_PER_MINUTE",
            "1000000");
    try (Network network = new LeanNetwork(loop);
        Target target = new BotFlowTarget(place, organisations, List.of(), settings)) {
      target.start(network.url());
      URI callback = target.lines().getFirst().callback();
      ApiUsers api = new ApiUsers("http://127.0.0.1:" + callback.getPort());
      api.signUp();
      fill(Objects.requireNonNull(target.postgres()));
      run(api, api.tokens(users));
    } finally {
      loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
    return print() ? 0 : 1;
  }

  private void fill(PostgresFolder postgres) throws Exception {
    long start = System.nanoTime();
    StoredMessages.fill(postgres, storedMessages);
    String script = StoredMessages.script("stored-figures.sql");
    try (Connection connection =
            DriverManager.getConnection(
                postgres.jdbcUrl(), PostgresFolder.NAME, postgres.password());
        Statement statement = connection.createStatement()) {
      statement.execute(script.replace("{users}", Integer.toString(users)));
      statement.execute("vacuum analyze");
    }
    out.printf(
        "%,d messages of %,d organisations stored in %.0f s%n",
        storedMessages, organisations, (System.nanoTime() - start) / 1e9);
  }

  private void run(ApiUsers api, List<String> tokens) throws Exception {
    long counted = System.nanoTime() + Duration.ofSeconds(warmUp).toNanos();
    long end = counted + Duration.ofSeconds(seconds).toNanos();
    List<Future<?>> asking = new ArrayList<>();
    try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < tokens.size(); i++) {
        int first = i;
        asking.add(
            people.submit(
                () -> {
                  ask(api, tokens.get(first), first, counted, end);
                  return true;
                }));
      }
    }
    for (Future<?> one : asking) {
      one.get();
    }
  }

  /** Users begin at different places, so that they do not ask for the same at the same time. */
  private void ask(ApiUsers api, String token, int first, long counted, long end) throws Exception {
    ApiCalls calls = ApiCalls.of(api, token);
    for (int n = first; System.nanoTime() < end; n++) {
      List<ApiCalls.Ask> all = calls.all(n);
      for (int i = 0; i < all.size() && System.nanoTime() < end; i++) {
        ApiCalls.Ask ask = all.get((i + first) % all.size());
        long start = System.nanoTime();
        ApiUsers.Reply reply = api.send(ask.method(), ask.path(), token, ask.body());
        long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start);
        if (start >= counted) {
          String name = ask.method() + " " + ask.route();
          times
              .computeIfAbsent(name, key -> new ConcurrentHistogram(HIGHEST_MICROS, 3))
              .recordValue(Math.min(micros, HIGHEST_MICROS));
          if (!reply.good()) {
            refused.put(name, reply.toString());
          }
        }
        Thread.sleep(pause);
      }
    }
  }

  private boolean print() {
    out.printf("%n| route | requests | p50 ms | p95 ms | p99 ms |%n|---|---|---|---|---|%n");
    boolean good = refused.isEmpty();
    long all = 0;
    for (Map.Entry<String, Histogram> entry : new TreeMap<>(times).entrySet()) {
      Histogram found = entry.getValue();
      double p95 = found.getValueAtPercentile(95) / MICROS;
      boolean fast = p95 <= (entry.getKey().startsWith("GET") ? MOST_READ_MS : MOST_WRITE_MS);
      good &= fast;
      all += found.getTotalCount();
      out.printf(
          "| `%s` | %,d | %.1f | %.1f%s | %.1f |%n",
          entry.getKey(),
          found.getTotalCount(),
          found.getValueAtPercentile(50) / MICROS,
          p95,
          fast ? "" : " (!)",
          found.getValueAtPercentile(99) / MICROS);
    }
    out.printf("%n%,.0f requests a second of %d users%n", (double) all / seconds, users);
    refused.forEach((route, reply) -> out.printf("REFUSED %s: %s%n", route, reply));
    return good;
  }
}
