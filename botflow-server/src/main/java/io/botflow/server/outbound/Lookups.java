package io.botflow.server.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Dns;

/**
 * Looks names up for a bounded time: the operating system waits for a name server as long as it
 * likes and cannot be interrupted. Each address carries the name that led to it. Thread-safe.
 */
final class Lookups implements Dns, AutoCloseable {
  /** Names under look-up at once. A name server of a tenant that never answers takes one each. */
  private static final int MOST = 64;

  private final Dns names;
  private final Duration longest;
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          MOST,
          30,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().daemon().name("botflow-lookup-", 0).factory());

  Lookups(Dns names, Duration longest) {
    this.names = names;
    this.longest = longest;
  }

  @Override
  public List<InetAddress> lookup(String host) throws UnknownHostException {
    try {
      Future<List<InetAddress>> found = threads.submit(() -> names.lookup(host));
      List<InetAddress> named = new ArrayList<>();
      for (InetAddress address : found.get(longest.toNanos(), TimeUnit.NANOSECONDS)) {
        named.add(InetAddress.getByAddress(host, address.getAddress()));
      }
      return named;
    } catch (ExecutionException | RejectedExecutionException | TimeoutException e) {
      throw unknown(host, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unknown(host, e);
    }
  }

  private static UnknownHostException unknown(String host, Exception cause) {
    UnknownHostException unknown = new UnknownHostException(host);
    unknown.initCause(cause);
    return unknown;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
