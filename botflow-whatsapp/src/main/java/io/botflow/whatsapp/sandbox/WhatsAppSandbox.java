package io.botflow.whatsapp.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A local stand-in for the WhatsApp network: businesses send to its Graph endpoints and get signed
 * webhooks, simulated people write, tap and read.
 *
 * <p>It judges every message as the Graph API would, follows each with statuses, repeats webhooks
 * until they are answered with 200, and fails on request. It listens on the loopback address only,
 * keeps everything in memory within {@link SandboxBounds}, and is safe for use by many threads.
 * What it cannot show is the live service: its rules are those of Meta's documentation.
 */
public final class WhatsAppSandbox implements AutoCloseable {
  static {
    // Without it the JDK's server answers small requests up to 40 ms late (Nagle's algorithm), and
    // it closes all but 200 idle connections. Both are read once, when the server class loads.
    setUnlessGiven("sun.net.httpserver.nodelay", "true");
    setUnlessGiven("sun.net.httpserver.maxIdleConnections", "2000");
  }

  private static final Duration REVIEW_PAUSE = Duration.ofMillis(500);

  private final SandboxNetwork network;
  private final HttpServer server;
  private final ExecutorService threads;
  private final String baseUrl;
  private final GraphRoutes graph;
  private final ControlRoutes control;

  private WhatsAppSandbox(SandboxOptions options) throws IOException {
    network = new SandboxNetwork(options);
    InetAddress loopback = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
    server = HttpServer.create(new InetSocketAddress(loopback, options.port()), 1024);
    baseUrl = "http://127.0.0.1:" + server.getAddress().getPort();
    SetupDesk setup = new SetupDesk(network);
    graph = new GraphRoutes(network, setup, baseUrl);
    control = new ControlRoutes(network, setup, baseUrl);
    threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("sandbox-http").factory());
    server.setExecutor(threads);
    server.createContext("/", this::exchange);
    server.start();
    threads.execute(this::review);
  }

  /** Lets reviews of templates end by themselves, also while nobody asks. */
  private void review() {
    try {
      while (true) {
        Thread.sleep(REVIEW_PAUSE);
        network.templates().tick();
      }
    } catch (InterruptedException e) {
      // The sandbox is being closed.
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Starts a sandbox.
   *
   * @throws UncheckedIOException when the port cannot be bound
   */
  public static WhatsAppSandbox start(SandboxOptions options) {
    try {
      return new WhatsAppSandbox(options);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on 127.0.0.1:" + options.port(), e);
    }
  }

  /** Starts a sandbox on a free port with {@link SandboxOptions#DEFAULT}. */
  public static WhatsAppSandbox start() {
    return start(SandboxOptions.DEFAULT);
  }

  /**
   * The address to use in place of {@code https://graph.facebook.com}, without a slash at the end.
   */
  public String baseUrl() {
    return baseUrl;
  }

  /** Registers a business number, or replaces the one with the same id. */
  public void register(SandboxNumber number) {
    network.register(number);
  }

  /** Asks the number's callback to verify itself, as Meta does when the callback is set. */
  public boolean verifyCallback(String phoneNumberId) {
    SandboxNumber number =
        network
            .number(phoneNumberId)
            .orElseThrow(() -> new IllegalArgumentException("no number " + phoneNumberId));
    return network.webhooks().verify(number, Long.toUnsignedString(System.nanoTime()));
  }

  /** The phone at a number or business-scoped user id; it is there as soon as it is asked for. */
  public SandboxPhone phone(String address) {
    return network.phone(address);
  }

  /**
   * A person with a name, who shows a phone number, a user id, or both.
   *
   * @throws IllegalArgumentException when both are null
   */
  public SandboxPhone person(String name, @Nullable String waId, @Nullable String userId) {
    return network.person(new Person(name, waId, userId));
  }

  /** Moves the sandbox's time ahead: links end, windows close, reviews come. */
  public void advance(Duration by) {
    network.advance(by);
  }

  /** What should go wrong. */
  public SandboxFaults faults() {
    return network.faults();
  }

  /**
   * Shows every body that arrives at {@code POST /messages} to {@code hook}, before it is answered.
   * The hook runs on the request's thread; what it throws is kept in {@link #hookFailures()}.
   */
  public void onMessage(Consumer<SandboxAttempt> hook) {
    network.onMessage(hook);
  }

  /** What the hooks threw, the first hundred. */
  public List<Throwable> hookFailures() {
    return network.hookFailures();
  }

  /** The accepted messages with a sequence above the given one, oldest first. */
  public List<SandboxMessage> messagesAfter(long sequence) {
    return network.log().after(sequence);
  }

  /** How many messages were accepted. */
  public long acceptedCount() {
    return network.log().acceptedCount();
  }

  /** How often a message with this {@code biz_opaque_callback_data} was accepted. */
  public int acceptedWith(String callbackData) {
    return network.log().acceptedWith(callbackData);
  }

  /** Every {@code biz_opaque_callback_data} that was accepted more than once, with its count. */
  public Map<String, Integer> doubles() {
    return network.log().doubles();
  }

  /** How many bodies were refused, by error code. */
  public Map<Integer, Long> refusedByCode() {
    return network.log().refusedByCode();
  }

  /** What became of the webhooks. */
  public WebhookCounts webhooks() {
    return network.webhooks().counts();
  }

  /** Waits until every webhook was delivered or given up; false when the time is over first. */
  public boolean awaitWebhooks(Duration timeout) throws InterruptedException {
    return network.webhooks().awaitIdle(timeout);
  }

  /** Stops listening and delivering. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    network.webhooks().close();
  }

  private void exchange(HttpExchange exchange) throws IOException {
    try (exchange) {
      Request request = Request.read(exchange);
      Reply reply = reply(request);
      switch (reply) {
        case Reply.Cut ignored -> {
          // Closing the exchange without an answer closes the connection.
        }
        case Reply.Content content -> answer(exchange, content);
      }
    } catch (InterruptedException e) {
      // The sandbox is being closed.
      Thread.currentThread().interrupt();
    }
  }

  private Reply reply(Request request) throws InterruptedException {
    if (request.part(0).equals("sandbox")) {
      return control.handle(request);
    }
    try {
      return graph.handle(request);
    } catch (IllegalArgumentException e) {
      return Reply.refusal(GraphRefusal.unexpected(String.valueOf(e.getMessage())));
    }
  }

  private static void answer(HttpExchange exchange, Reply.Content content) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", content.contentType());
    byte[] bytes = content.bytes();
    exchange.sendResponseHeaders(content.status(), bytes.length == 0 ? -1 : bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private static void setUnlessGiven(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
