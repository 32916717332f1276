package io.botflow.store.jdbc;

import io.botflow.conversation.Frame;
import io.botflow.conversation.Owner;
import io.botflow.conversation.Session;
import io.botflow.conversation.Turn;
import io.botflow.conversation.Variables;
import io.botflow.event.Event;
import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelEvent;
import io.botflow.message.ChannelUser;
import io.botflow.message.InboundMessage;
import io.botflow.message.MessageContent;
import io.botflow.message.OutboundMessage;
import io.botflow.spi.Acceptance;
import io.botflow.spi.Arrival;
import io.botflow.spi.BotRef;
import io.botflow.spi.Claim;
import io.botflow.spi.Commit;
import io.botflow.spi.SendResult;
import io.botflow.spi.Sending;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * What a turn costs in the store alone: N conversations in closed loop (accept, claim, commit with
 * one answer, settle), no engine and no network. Prints turns a second and processor time a turn of
 * PostgreSQL and of the JVM, both from the operating system. Run its main with the folder of a
 * database, the number of conversations and of seconds; or with the address of a server that runs
 * on this machine, those two, and the server's data folder.
 */
final class StoreLoad {
  private static final ChannelAddress ADDRESS = new ChannelAddress("load", "1");
  private static final BotRef BOT = new BotRef(new UUID(1, 1), new UUID(1, 2), new UUID(1, 3));
  private static final long TICK_MICROS = 10_000; // USER_HZ is 100 on every Linux

  private final JdbcStore store;
  private final Map<String, Semaphore> answered = new ConcurrentHashMap<>();
  private final AtomicLong turns = new AtomicLong();
  private final Semaphore arrivals = new Semaphore(0);
  private volatile boolean stopped;

  private final String postmaster;

  private StoreLoad(JdbcStore store, String postmaster) {
    this.store = store;
    this.postmaster = postmaster;
  }

  public static void main(String[] arguments) throws Exception {
    int conversations = Integer.parseInt(arguments[1]);
    int seconds = Integer.parseInt(arguments[2]);
    boolean running = arguments.length > 3;
    Path folder = running ? Path.of(arguments[3]) : Path.of(arguments[0], "data");
    DatabaseSettings patient =
        new DatabaseSettings(
            running ? DatabaseAddress.parse(arguments[0], null, null) : null,
            Path.of(running ? "." : arguments[0]),
            3,
            10,
            Duration.ofSeconds(20));
    try (Databases databases = Databases.open(patient);
        JdbcStore store = new JdbcStore(databases)) {
      String postmaster = Files.readAllLines(folder.resolve("postmaster.pid")).get(0);
      new StoreLoad(store, postmaster).run(conversations, seconds);
    }
    System.exit(0);
  }

  private void run(int conversations, int seconds) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < conversations; i++) {
        int customer = i;
        threads.execute(() -> talk(customer));
      }
      threads.execute(() -> work(threads));
      TimeUnit.SECONDS.sleep(seconds); // for the compiler and the statements' plans
      long turnsBefore = turns.get();
      long postgresBefore = postgresMicros();
      long jvmBefore = jvmMicros();
      long start = System.nanoTime();
      TimeUnit.SECONDS.sleep(seconds);
      long done = turns.get() - turnsBefore;
      double wall = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          "%d conversations: %.0f turns/s, PostgreSQL %d us of CPU a turn, JVM %d us%n",
          conversations,
          done / wall,
          (postgresMicros() - postgresBefore) / done,
          (jvmMicros() - jvmBefore) / done);
      stopped = true;
      arrivals.release();
      answered.values().forEach(Semaphore::release);
    }
  }

  private void talk(int customer) {
    ChannelUser user = ChannelUser.ofPhone("4917" + customer);
    Semaphore answer = new Semaphore(0);
    answered.put(user.key(), answer);
    while (!stopped) {
      InboundMessage message =
          new InboundMessage(
              UUID.randomUUID().toString(), new MessageContent.Text("4711"), Instant.now());
      Acceptance acceptance =
          store.accept(
              List.of(new Arrival(BOT, new ChannelEvent.Received(ADDRESS, user, message))),
              organization -> Integer.MAX_VALUE);
      acceptance.claims().forEach(this::turn);
      if (acceptance.ready()) {
        arrivals.release();
      }
      answer.acquireUninterruptibly();
    }
  }

  private void work(ExecutorService threads) {
    while (!stopped) {
      arrivals.acquireUninterruptibly();
      arrivals.drainPermits();
      List<Claim> claims = stopped ? List.of() : store.claim(64);
      claims.forEach(claim -> threads.execute(() -> turn(claim)));
    }
  }

  private void turn(Claim claim) {
    Session before = claim.session();
    Session after =
        new Session(
            Session.Status.WAITING,
            List.of(
                new Frame(
                    "order-tracking",
                    "a1b2c3d4",
                    "ask_number",
                    Variables.of(Map.of("name", "Anna", "order_number", "4711")))),
            0,
            Map.of(),
            before.memory(),
            null,
            claim.now().plusSeconds(86_400),
            before.turns() + 1);
    Turn turn =
        new Turn(
            after,
            claim.contact(),
            List.of(
                new Event.Entered("lookup"),
                new Event.Decided("lookup", "found", "order_number != ''"),
                new Event.Left("lookup", "found"),
                new Event.Entered("say")),
            List.of(new OutboundMessage(new MessageContent.Text("Your parcel is on its way."))),
            Owner.BOT,
            Duration.ZERO,
            false);
    if (store.commit(claim, turn) instanceof Commit.Committed committed) {
      for (Sending sending : committed.sendings()) {
        store.settle(sending, new SendResult.Accepted("w" + sending.id()));
      }
    }
    turns.incrementAndGet();
    Semaphore answer = answered.get(claim.contact().user().key());
    if (answer != null) {
      answer.release();
    }
  }

  private static long jvmMicros() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime() / 1000
        : 0;
  }

  /** User and system time of this server's processes, those that ended already included. */
  private long postgresMicros() throws IOException {
    long ticks = 0;
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      for (Path process : processes.toList()) {
        if (process.getFileName().toString().matches("\\d+")) {
          ticks += ticks(process, postmaster);
        }
      }
    }
    return ticks * TICK_MICROS;
  }

  private static long ticks(Path process, String postmaster) {
    try {
      String stat = Files.readString(process.resolve("stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      if (!fields[1].equals(postmaster) && !process.endsWith(postmaster)) {
        return 0;
      }
      // utime, stime, and the same of children that ended, man 5 proc
      return Long.parseLong(fields[11])
          + Long.parseLong(fields[12])
          + Long.parseLong(fields[13])
          + Long.parseLong(fields[14]);
    } catch (IOException e) {
      return 0;
    }
  }
}
