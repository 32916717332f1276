package io.botflow.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The network between a client and a server of this machine, which can go wrong while it runs and
 * be mended again. Each direction has a {@link LineFault} of its own, which also counts for the
 * connections that stand. With several servers, connections go to one after the other; one that
 * refuses is passed over. Thread-safe.
 */
public final class FaultProxy implements AutoCloseable {

  /** Which way bytes go. */
  public enum Direction {
    /** From the client to the server. */
    REQUESTS,
    /** From the server to the client. */
    ANSWERS
  }

  private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private final SplittableRandom random = new SplittableRandom(20261125L);
  private final int port;
  private volatile List<Integer> targets;
  private volatile ServerSocket listener;
  private volatile Thread acceptor;
  private volatile LineFault requests = LineFault.NONE;
  private volatile LineFault answers = LineFault.NONE;

  private FaultProxy(List<Integer> targets) {
    this.targets = List.copyOf(targets);
    listener = listen(0);
    port = listener.getLocalPort();
    acceptor = accept(listener);
  }

  /** A line to servers on ports of the loopback address. */
  public static FaultProxy to(Integer... ports) {
    return new FaultProxy(List.of(ports));
  }

  /** Where clients connect to, on the loopback address; the same as long as the line lives. */
  public int port() {
    return port;
  }

  /** How many connections there were. */
  public int accepted() {
    return accepted.get();
  }

  /** Leads new connections to other servers; those that stand stay where they are. */
  public void target(Integer... ports) {
    targets = List.of(ports);
  }

  /** From now on this goes wrong, also with the connections that stand. */
  public void set(Direction direction, LineFault fault) {
    switch (direction) {
      case REQUESTS -> requests = fault;
      case ANSWERS -> answers = fault;
    }
  }

  /** As when a firewall drops packets: nothing ends, nothing arrives, either way. */
  public void silence() {
    requests = LineFault.silence();
    answers = LineFault.silence();
  }

  /** New connections are refused; those that stand stay. */
  public void refuse() {
    try {
      listener.close();
      // The port closes only when the thread that waits at it has let go.
      acceptor.join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends all connections that stand. */
  public void end(LineFault.Ending ending) {
    connections.forEach(connection -> connection.end(Direction.REQUESTS, ending));
  }

  /** As when the server stops: connections end, new ones are refused. */
  public void cut() {
    refuse();
    end(LineFault.Ending.CLOSE);
  }

  /** Mends everything. Connections that lost bytes are of no more use, so all are ended. */
  public void restore() {
    requests = LineFault.NONE;
    answers = LineFault.NONE;
    end(LineFault.Ending.CLOSE);
    if (listener.isClosed()) {
      listener = listen(port);
      acceptor = accept(listener);
    }
  }

  @Override
  public void close() {
    cut();
  }

  LineFault fault(Direction direction) {
    return switch (direction) {
      case REQUESTS -> requests;
      case ANSWERS -> answers;
    };
  }

  /** A number from 0 to the bound, which is not in it. */
  long chance(long bound) {
    synchronized (random) {
      return random.nextLong(bound);
    }
  }

  void ended(ProxiedConnection connection) {
    connections.remove(connection);
  }

  private static ServerSocket listen(int port) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Thread accept(ServerSocket from) {
    return Thread.ofVirtual()
        .name("fault-proxy-", port)
        .start(
            () -> {
              while (!from.isClosed()) {
                try {
                  Socket near = from.accept();
                  Thread.ofVirtual().start(() -> connect(near));
                } catch (IOException e) {
                  // The line was cut.
                }
              }
            });
  }

  private void connect(Socket near) {
    int turn = accepted.getAndIncrement();
    List<Integer> all = targets;
    for (int i = 0; i < all.size(); i++) {
      try {
        int target = all.get(Math.floorMod(turn + i, all.size()));
        Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
        ProxiedConnection connection = new ProxiedConnection(this, near, far);
        connections.add(connection);
        connection.start();
        return;
      } catch (IOException e) {
        // The next one, perhaps.
      }
    }
    ProxiedConnection.reset(near);
  }
}
