package io.botflow.server.outbound;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A server on all addresses of this machine that answers with the very bytes that a test wants, and
 * knows on which of its addresses each connection came.
 */
final class LocalPeer implements AutoCloseable {

  /** What came. */
  record Received(String method, String path, Map<String, String> headers, String body) {}

  /** Writes an answer; the connection is closed behind it. */
  @FunctionalInterface
  interface Answer {
    void to(Received request, OutputStream out) throws IOException, InterruptedException;
  }

  private final ServerSocket server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<InetAddress> connections = new CopyOnWriteArrayList<>();
  private final List<Received> received = new CopyOnWriteArrayList<>();

  LocalPeer() throws IOException {
    server = new ServerSocket(0, 256);
    threads.execute(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Answers a path from now on. */
  void on(String path, Answer answer) {
    answers.put(path, answer);
  }

  /** Answers a path with a status, headers and a body. */
  void on(String path, int status, String headers, String body) {
    on(path, (request, out) -> write(out, status, headers, body.getBytes(StandardCharsets.UTF_8)));
  }

  /** The addresses of this machine on which connections came, in their order. */
  List<InetAddress> connections() {
    return connections;
  }

  /** The requests that were read, in their order. */
  List<Received> received() {
    return received;
  }

  static void write(OutputStream out, int status, String headers, byte[] body) throws IOException {
    String head =
        "HTTP/1.1 %d Any\r\nContent-Length: %d\r\nConnection: close\r\n%s\r\n"
            .formatted(status, body.length, headers);
    out.write(head.getBytes(StandardCharsets.ISO_8859_1));
    out.write(body);
    out.flush();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        connections.add(socket.getLocalAddress());
        threads.execute(() -> answer(socket));
      }
    } catch (IOException e) {
      // The server was closed.
    }
  }

  private void answer(Socket socket) {
    try (socket) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      Received request = read(in);
      if (request == null) {
        return;
      }
      received.add(request);
      String path = request.path().replaceAll("\\?.*", "");
      Answer answer =
          answers.getOrDefault(path, (unknown, out) -> write(out, 404, "", new byte[] {'?'}));
      answer.to(request, socket.getOutputStream());
    } catch (IOException e) {
      // The client went away, as some tests want it to.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static @Nullable Received read(BufferedReader in) throws IOException {
    String first = in.readLine();
    if (first == null) {
      return null;
    }
    Map<String, String> headers = new TreeMap<>();
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    char[] body = new char[Integer.parseInt(headers.getOrDefault("content-length", "0"))];
    int read = 0;
    while (read < body.length) {
      int more = in.read(body, read, body.length - read);
      if (more < 0) {
        return null;
      }
      read += more;
    }
    List<String> parts = new ArrayList<>(List.of(first.split(" ", 3)));
    return new Received(parts.get(0), parts.get(1), headers, new String(body));
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }
}
