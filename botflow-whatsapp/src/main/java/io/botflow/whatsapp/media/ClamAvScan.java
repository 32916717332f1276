package io.botflow.whatsapp.media;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Scans by a ClamAV daemon over TCP, with its {@code INSTREAM} command: pieces with their length
 * before them, a length of zero at the end. Source: clamd's manual page.
 */
public final class ClamAvScan implements MediaScan {
  private static final int PIECE = 64 * 1024;
  private static final int MAX_ANSWER = 4096;
  private static final String FOUND = " FOUND";

  private final InetSocketAddress address;
  private final int timeoutMillis;

  /**
   * A scan by the daemon at an address.
   *
   * @param timeout for the connection and for each wait
   */
  public ClamAvScan(String host, int port, Duration timeout) {
    this.address = InetSocketAddress.createUnresolved(host, port);
    this.timeoutMillis = Math.toIntExact(timeout.toMillis());
  }

  @Override
  public Verdict scan(Path file) {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(address.getHostString(), address.getPort()), timeoutMillis);
      socket.setSoTimeout(timeoutMillis);
      send(socket, file);
      String answer = new String(socket.getInputStream().readNBytes(MAX_ANSWER), US_ASCII);
      return verdict(answer.replace("\0", "").strip());
    } catch (IOException e) {
      return new Verdict.Failed("clamd: " + e.getClass().getSimpleName());
    }
  }

  private static void send(Socket socket, Path file) throws IOException {
    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
    out.write("zINSTREAM\0".getBytes(US_ASCII));
    byte[] piece = new byte[PIECE];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(piece); read > 0; read = in.read(piece)) {
        out.writeInt(read);
        out.write(piece, 0, read);
      }
    }
    out.writeInt(0);
    out.flush();
  }

  private static Verdict verdict(String answer) {
    if (answer.equals("stream: OK")) {
      return new Verdict.Clean();
    }
    if (answer.startsWith("stream: ") && answer.endsWith(FOUND)) {
      return new Verdict.Infected(
          answer.substring("stream: ".length(), answer.length() - FOUND.length()));
    }
    return new Verdict.Failed(answer.isEmpty() ? "clamd: no answer" : "clamd: " + answer);
  }
}
