package io.botflow.testing;

import io.botflow.testing.FaultProxy.Direction;
import io.botflow.testing.LineFault.Ending;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;

/** One connection through a {@link FaultProxy}: a thread for each direction. */
final class ProxiedConnection {
  private static final int PIECE = 8192;

  private final FaultProxy line;
  private final Socket near;
  private final Socket far;
  private volatile boolean halfOpen;

  ProxiedConnection(FaultProxy line, Socket near, Socket far) throws IOException {
    this.line = line;
    this.near = near;
    this.far = far;
    near.setTcpNoDelay(true);
    far.setTcpNoDelay(true);
  }

  void start() {
    Thread.ofVirtual().start(() -> copy(near, far, Direction.REQUESTS));
    Thread.ofVirtual().start(() -> copy(far, near, Direction.ANSWERS));
  }

  /** Ends it; for a half-open end, what went {@code direction} finds nobody any more. */
  void end(Direction direction, Ending ending) {
    switch (ending) {
      case CLOSE -> {
        close(near);
        close(far);
      }
      case RESET -> {
        reset(near);
        reset(far);
      }
      case HALF_OPEN -> {
        halfOpen = true;
        close(direction == Direction.REQUESTS ? far : near);
      }
    }
    if (!halfOpen) {
      line.ended(this);
    }
  }

  /** Closes with an RST, without what is still on its way. */
  static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      // It is closed already.
    }
    close(socket);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is as good as closed.
    }
  }

  private void copy(Socket from, Socket to, Direction direction) {
    byte[] bytes = new byte[PIECE];
    long passed = 0;
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
        LineFault fault = line.fault(direction);
        pause(wait(fault));
        if (halfOpen || fault.silent()) {
          continue;
        }
        long left = fault.endsAfter() < 0 ? read : Math.clamp(fault.endsAfter() - passed, 0, read);
        write(out, bytes, (int) left, direction);
        passed += left;
        if (left < read) {
          end(direction, fault.ending());
        }
      }
      if (!halfOpen) {
        to.shutdownOutput();
      }
    } catch (IOException e) {
      if (!halfOpen) {
        end(direction, Ending.CLOSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration wait(LineFault fault) {
    long jitter = fault.jitter().toNanos();
    return jitter <= 0 ? fault.latency() : fault.latency().plusNanos(line.chance(jitter + 1));
  }

  /** All at once, or one by one while the line drips. */
  private void write(OutputStream out, byte[] bytes, int length, Direction direction)
      throws IOException, InterruptedException {
    int written = 0;
    while (written < length) {
      int rate = line.fault(direction).bytesPerSecond();
      if (rate <= 0) {
        out.write(bytes, written, length - written);
        return;
      }
      out.write(bytes[written++]);
      pause(Duration.ofSeconds(1).dividedBy(rate));
    }
  }

  private static void pause(Duration time) throws InterruptedException {
    if (!time.isZero()) {
      Thread.sleep(time);
    }
  }
}
