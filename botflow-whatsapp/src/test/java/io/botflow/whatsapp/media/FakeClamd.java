package io.botflow.whatsapp.media;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** A daemon that speaks clamd's INSTREAM and knows one virus. */
public final class FakeClamd implements AutoCloseable {
  private final ServerSocket server;
  private volatile @Nullable String answer;

  public FakeClamd() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Answers this from now on, whatever comes; null judges again. */
  public void answer(@Nullable String text) {
    answer = text;
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] command = in.readNBytes("zINSTREAM\0".length());
        if (!new String(command, US_ASCII).equals("zINSTREAM\0")) {
          continue;
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (int length = in.readInt(); length > 0; length = in.readInt()) {
          content.write(in.readNBytes(length));
        }
        String fixed = answer;
        boolean infected = content.toString(US_ASCII).contains(MediaScanContract.EICAR);
        String said =
            fixed != null
                ? fixed
                : infected ? "stream: Eicar-Test-Signature FOUND\0" : "stream: OK\0";
        socket.getOutputStream().write(said.getBytes(US_ASCII));
      } catch (IOException e) {
        // A caller that went away, or the end of the test.
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
