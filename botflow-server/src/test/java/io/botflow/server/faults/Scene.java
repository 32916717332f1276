package io.botflow.server.faults;

import io.botflow.flow.Flow;
import io.botflow.server.TestDatabase;
import io.botflow.server.TestNumber;
import io.botflow.store.jdbc.DatabaseAddress;
import io.botflow.store.jdbc.DatabaseSettings;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Deployments;
import io.botflow.store.jdbc.StoreSettings;
import io.botflow.testing.FaultProxy;
import io.botflow.whatsapp.sandbox.NetworkRules;
import io.botflow.whatsapp.sandbox.SandboxOptions;
import io.botflow.whatsapp.sandbox.WebhookOptions;
import io.botflow.whatsapp.sandbox.WhatsAppSandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A database, WhatsApp's network, the programs outside and any number of server processes, with a
 * line between each two that can go wrong. The send lease and the doubt are short, so that a test
 * need not wait long.
 */
final class Scene implements AutoCloseable {
  /** After which another server takes over what a dead one has begun, in short. */
  private static final Duration SHORT_TURN_LEASE = Duration.ofSeconds(5);

  static final Duration SEND_LEASE = Duration.ofSeconds(5);
  static final Duration DOUBT = Duration.ofSeconds(10);

  /** Meta repeats for days; here a webhook that was not taken comes again after a second. */
  private static final WebhookOptions WEBHOOKS =
      new WebhookOptions(
          List.of("sent", "delivered"),
          Duration.ZERO,
          1,
          32,
          Collections.nCopies(600, Duration.ofSeconds(1)),
          Duration.ofSeconds(3));

  /** Nothing is refused, and the service window does not close. */
  static final NetworkRules NO_LIMITS =
      new NetworkRules(NetworkRules.ServiceWindow.IGNORED, 0, false, false);

  final Outside outside = new Outside();
  final WhatsAppSandbox network;

  /** From the servers to the database. */
  final FaultProxy database;

  /** From the servers to WhatsApp. */
  final FaultProxy graph;

  /** From WhatsApp to the servers, to one after the other. */
  final FaultProxy front = FaultProxy.to(1);

  final DatabaseAddress address;
  private Duration turnLease = StoreSettings.DEFAULT_TURN_LEASE;
  private final Path logs = Path.of("target", "faults").toAbsolutePath();
  private final List<Replica> replicas = new ArrayList<>();

  Scene() throws Exception {
    this(TestDatabase.fresh(), NO_LIMITS);
  }

  Scene(DatabaseAddress address, NetworkRules rules) throws IOException {
    this.address = address;
    network = WhatsAppSandbox.start(SandboxOptions.DEFAULT.withWebhooks(WEBHOOKS).withRules(rules));
    graph = FaultProxy.to(port(network.baseUrl()));
    database = FaultProxy.to(TestDatabase.port(address));
    Files.createDirectories(logs);
  }

  /** For servers that die: a slow machine may need longer for a turn than such a lease. */
  Scene shortLeases() {
    turnLease = SHORT_TURN_LEASE;
    return this;
  }

  /** A number of an organisation of its own, whose bot runs the flow. */
  static TestNumber number(int i) {
    return new TestNumber(Long.toString(106_540_352_000_000L + i), "secret-canary-1");
  }

  /** Puts a bot to work on a number, before any server runs or while they run. */
  TestNumber connect(int i, Flow flow) {
    TestNumber number = number(i);
    deploy(number, flow);
    network.register(number.inSandbox("http://127.0.0.1:" + front.port()));
    return number;
  }

  /** Publishes another edition of the number's flow. */
  void deploy(TestNumber number, Flow flow) {
    try (Databases databases = Databases.open(DatabaseSettings.external(address))) {
      number.deploy(new Deployments(databases), flow);
    }
  }

  /** Starts a server; what it is told beside the scene's own settings wins over them. */
  Replica start(Map<String, String> more) throws IOException {
    return start(freePort(), more);
  }

  /** Starts a server on a port that one had before. */
  Replica start(int port, Map<String, String> more) throws IOException {
    return joined(Replica.start(told(more), port, log(port)));
  }

  /** Starts a server of another checkout over the tables of this one. */
  Replica startPrevious(PreviousBuild previous) throws IOException {
    int port = freePort();
    Map<String, String> environment = told(Map.of());
    environment.keySet().removeAll(previous.unknownSettings());
    return joined(Replica.start(previous.classPath(), environment, port, log(port)));
  }

  private Map<String, String> told(Map<String, String> more) {
    Map<String, String> environment = environment(more);
    environment.put(FaultyServer.MODEL_URL, outside.url() + "/v1");
    environment.putAll(more);
    return environment;
  }

  private Path log(int port) {
    return logs.resolve("server-" + port + ".log");
  }

  private Replica joined(Replica replica) {
    replicas.add(replica);
    replicas.removeIf(one -> !one.isAlive());
    front.target(replicas.stream().map(one -> one.port).distinct().toArray(Integer[]::new));
    return replica;
  }

  /** What every server of the scene is told. */
  Map<String, String> environment(Map<String, String> more) {
    Map<String, String> environment =
        new HashMap<>(TestDatabase.environment(address, database.port()));
    environment.put("BOTFLOW_WHATSAPP_GRAPH_URL", "http://127.0.0.1:" + graph.port());
    // A person of a long run hears more than WhatsApp's pace allows.
    environment.put("BOTFLOW_WHATSAPP_MESSAGES_PER_SECOND", "1000");
    environment.put("BOTFLOW_WHATSAPP_PAIR_BURST", "10000");
    // The shop that flows call.
    environment.put("BOTFLOW_OUTBOUND_ALLOW", "127.0.0.1");
    environment.put("BOTFLOW_WORKER_TURN_LEASE", turnLease.toString());
    environment.put("BOTFLOW_WORKER_SEND_LEASE", SEND_LEASE.toString());
    environment.put("BOTFLOW_WORKER_DOUBT", DOUBT.toString());
    environment.putAll(more);
    return environment;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static int port(String url) {
    return Integer.parseInt(url.substring(url.lastIndexOf(':') + 1));
  }

  /** How often a message of ours was sent once more. */
  int doubles() {
    return network.doubles().values().stream().mapToInt(count -> count - 1).sum();
  }

  @Override
  public void close() throws IOException {
    outside.release();
    for (Replica replica : replicas) {
      replica.close();
    }
    front.close();
    graph.close();
    database.close();
    network.close();
    outside.close();
  }
}
