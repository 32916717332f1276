package io.botflow.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The network between the server and its database, which can break and come back. */
final class Line implements AutoCloseable {
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final int port;
  private volatile ServerSocket listener;
  private volatile boolean silent;

  Line(int target) throws IOException {
    this.target = target;
    this.listener = listen(0);
    this.port = listener.getLocalPort();
    accept();
  }

  int port() {
    return port;
  }

  /** As when the database stops: connections end, new ones are refused. */
  void cut() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
    sockets.clear();
  }

  /** As when a firewall drops packets: nothing ends, nothing arrives. */
  void silence() {
    silent = true;
  }

  void restore() throws IOException {
    silent = false;
    if (listener.isClosed()) {
      listener = listen(port);
      accept();
    } else {
      // What was swallowed is lost, so the connections are of no more use.
      for (Socket socket : sockets) {
        socket.close();
      }
      sockets.clear();
    }
  }

  private static ServerSocket listen(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return socket;
  }

  private void accept() {
    ServerSocket from = listener;
    Thread.ofVirtual()
        .start(
            () -> {
              while (!from.isClosed()) {
                try {
                  Socket near = from.accept();
                  Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                  sockets.add(near);
                  sockets.add(far);
                  Thread.ofVirtual().start(() -> copy(near, far));
                  Thread.ofVirtual().start(() -> copy(far, near));
                } catch (IOException e) {
                  // The line was cut.
                }
              }
            });
  }

  private void copy(Socket in, Socket out) {
    byte[] bytes = new byte[8192];
    try (in;
        out) {
      InputStream from = in.getInputStream();
      for (int read = from.read(bytes); read >= 0; read = from.read(bytes)) {
        if (!silent) {
          out.getOutputStream().write(bytes, 0, read);
        }
      }
    } catch (IOException e) {
      // The line was cut.
    } finally {
      sockets.remove(in);
      sockets.remove(out);
    }
  }

  @Override
  public void close() throws IOException {
    cut();
  }
}
