package io.botflow.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.botflow.testing.FaultProxy.Direction;
import io.botflow.testing.LineFault.Ending;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {
  private static final byte[] WORD = {1, 2, 3, 4, 5, 6, 7, 8};
  private static final Duration SOON = Duration.ofMillis(300);

  private final Queue<AutoCloseable> open = new ConcurrentLinkedQueue<>();
  private final AtomicInteger heard = new AtomicInteger();
  private final ServerSocket echo = echo();
  private final FaultProxy line = FaultProxy.to(echo.getLocalPort());

  FaultProxyTest() throws IOException {}

  @AfterEach
  void close() throws Exception {
    line.close();
    echo.close();
    for (AutoCloseable one : open) {
      one.close();
    }
  }

  @Test
  void carriesBytesBothWays() throws IOException {
    Socket client = client();
    assertThat(said(client)).isEqualTo(WORD);
    assertThat(said(client)).isEqualTo(WORD);
    assertThat(line.accepted()).isOne();
  }

  @Test
  void latencyAndJitterDelayEachDirectionByItself() throws IOException {
    Socket client = client();
    line.set(Direction.REQUESTS, LineFault.late(Duration.ofMillis(60), Duration.ofMillis(20)));
    line.set(Direction.ANSWERS, LineFault.late(Duration.ofMillis(40), Duration.ZERO));
    long begun = System.nanoTime();
    assertThat(said(client)).isEqualTo(WORD);
    assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(100_000_000L);
  }

  @Test
  void dripsByteByByteUntilItIsMended() throws IOException {
    Socket client = client();
    line.set(Direction.ANSWERS, LineFault.drip(20));
    long begun = System.nanoTime();
    assertThat(said(client)).isEqualTo(WORD);
    assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(7 * 50_000_000L);
  }

  @Test
  void aSilentLineEndsNothingAndSaysNothing() throws IOException {
    Socket client = client();
    line.set(Direction.ANSWERS, LineFault.silence());
    client.setSoTimeout((int) SOON.toMillis());
    assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> said(client));
    assertThat(heard.get()).as("the request arrived").isEqualTo(WORD.length);

    line.restore();
    assertThat(said(client())).isEqualTo(WORD);
  }

  @Test
  void resetsAfterSoManyBytes() throws IOException {
    Socket client = client();
    line.set(Direction.ANSWERS, LineFault.endAfter(3, Ending.RESET));
    client.getOutputStream().write(WORD);
    assertThatExceptionOfType(SocketException.class)
        .isThrownBy(() -> client.getInputStream().readNBytes(WORD.length))
        .withMessageContaining("reset");
    assertThat(heard.get()).isEqualTo(WORD.length);
  }

  @Test
  void closesAfterSoManyBytes() throws IOException {
    Socket client = client();
    line.set(Direction.ANSWERS, LineFault.endAfter(3, Ending.CLOSE));
    client.getOutputStream().write(WORD);
    assertThat(client.getInputStream().readAllBytes()).containsExactly(1, 2, 3);
  }

  @Test
  void aHalfOpenConnectionTakesBytesThatNobodyReads() throws IOException {
    Socket client = client();
    assertThat(said(client)).isEqualTo(WORD);
    line.end(Ending.HALF_OPEN);
    client.setSoTimeout((int) SOON.toMillis());
    assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> said(client));
    assertThat(heard.get()).isEqualTo(WORD.length);
  }

  @Test
  void refusesAndTakesUpAgainOnTheSamePort() throws IOException {
    Socket before = client();
    assertThat(said(before)).isEqualTo(WORD);
    line.refuse();
    assertThat(said(before)).as("those that stand stay").isEqualTo(WORD);
    assertThatExceptionOfType(ConnectException.class).isThrownBy(this::client);
    line.cut();
    assertThat(before.getInputStream().read()).isEqualTo(-1);
    line.restore();
    assertThat(said(client())).isEqualTo(WORD);
  }

  @Test
  void connectionsGoToOneServerAfterTheOtherAndPassOverTheDead() throws IOException {
    ServerSocket dead = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    dead.close();
    line.target(dead.getLocalPort(), echo.getLocalPort());
    assertThat(said(client())).isEqualTo(WORD);
    assertThat(said(client())).isEqualTo(WORD);

    line.target(dead.getLocalPort());
    Socket lost = client();
    assertThatExceptionOfType(SocketException.class).isThrownBy(() -> lost.getInputStream().read());
  }

  private Socket client() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), line.port());
    open.add(socket);
    return socket;
  }

  private static byte[] said(Socket client) throws IOException {
    client.getOutputStream().write(WORD);
    return client.getInputStream().readNBytes(WORD.length);
  }

  private ServerSocket echo() throws IOException {
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual()
        .start(
            () -> {
              while (!server.isClosed()) {
                try {
                  Socket socket = server.accept();
                  open.add(socket);
                  Thread.ofVirtual().start(() -> echo(socket));
                } catch (IOException e) {
                  // The test is over.
                }
              }
            });
    return server;
  }

  private void echo(Socket socket) {
    byte[] bytes = new byte[64];
    try {
      for (int n = socket.getInputStream().read(bytes);
          n >= 0;
          n = socket.getInputStream().read(bytes)) {
        heard.addAndGet(n);
        socket.getOutputStream().write(bytes, 0, n);
      }
    } catch (IOException e) {
      // The line was cut.
    }
  }
}
