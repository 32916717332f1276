package io.botflow.whatsapp.sandbox;

import io.botflow.whatsapp.Signature;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Delivers webhooks: signed, in batches, again and again until they are answered with 200.
 *
 * <p>Each callback has its own senders, so a callback that hangs delays no other. Safe for use by
 * many threads.
 */
final class WebhookSender implements AutoCloseable {
  private static final MediaType JSON = MediaType.get("application/json");

  private record Target(URI url, @Nullable String secret, Map<String, String> headers) {}

  private final WebhookOptions options;
  private final int maxPending;
  private final Function<String, Map<String, String>> headers;
  private final OkHttpClient client;
  private final Map<Target, List<BlockingQueue<WebhookUpdate>>> lanes = new ConcurrentHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("sandbox-webhook-retries").factory());
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idle = lock.newCondition();
  private long pending;
  private volatile boolean closed;
  private final LongAdder delivered = new LongAdder();
  private final LongAdder retried = new LongAdder();
  private final LongAdder givenUp = new LongAdder();
  private final LongAdder dropped = new LongAdder();

  /**
   * A sender.
   *
   * @param headers what a number's webhooks carry besides, by its phone number id
   */
  WebhookSender(
      WebhookOptions options, int maxPending, Function<String, Map<String, String>> headers) {
    this.options = options;
    this.headers = headers;
    this.maxPending = maxPending;
    this.client =
        new OkHttpClient.Builder()
            // A hidden second delivery would blur what a test counts.
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .callTimeout(options.timeout())
            .connectionPool(new ConnectionPool(options.senders() * 2, 30, TimeUnit.SECONDS))
            .build();
  }

  /** Puts an update on its way after {@code delay}; a number without a callback gets nothing. */
  void send(WebhookUpdate update, Duration delay) {
    URI url = update.number().callbackUrl();
    if (url == null || !begin()) {
      return;
    }
    Target target =
        new Target(
            url, update.number().appSecret(), headers.apply(update.number().phoneNumberId()));
    if (delay.isZero()) {
      lane(target, update.person()).add(update);
    } else {
      later(delay, () -> lane(target, update.person()).add(update));
    }
  }

  /**
   * Asks the callback to prove that it knows the verify token; true when it echoes the challenge.
   */
  boolean verify(SandboxNumber number, String challenge) {
    HttpUrl url = number.callbackUrl() == null ? null : HttpUrl.get(number.callbackUrl());
    if (url == null) {
      return false;
    }
    HttpUrl asked =
        url.newBuilder()
            .addQueryParameter("hub.mode", "subscribe")
            .addQueryParameter("hub.challenge", challenge)
            .addQueryParameter("hub.verify_token", number.verifyToken())
            .build();
    try (Response response = client.newCall(new Request.Builder().url(asked).build()).execute()) {
      return response.code() == 200 && response.body().string().equals(challenge);
    } catch (IOException e) {
      return false;
    }
  }

  /** Waits until nothing is queued, in flight or waiting for a retry. */
  boolean awaitIdle(Duration timeout) throws InterruptedException {
    long left = timeout.toNanos();
    lock.lock();
    try {
      while (pending > 0 && left > 0) {
        left = idle.awaitNanos(left);
      }
      return pending == 0;
    } finally {
      lock.unlock();
    }
  }

  WebhookCounts counts() {
    lock.lock();
    try {
      return new WebhookCounts(
          delivered.sum(), retried.sum(), givenUp.sum(), dropped.sum(), pending);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    closed = true;
    timer.shutdownNow();
    synchronized (threads) {
      threads.forEach(Thread::interrupt);
    }
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  private BlockingQueue<WebhookUpdate> lane(Target target, String person) {
    List<BlockingQueue<WebhookUpdate>> own = lanes.computeIfAbsent(target, this::startLanes);
    return own.get(Math.floorMod(person.hashCode(), own.size()));
  }

  private List<BlockingQueue<WebhookUpdate>> startLanes(Target target) {
    List<BlockingQueue<WebhookUpdate>> own = new ArrayList<>();
    synchronized (threads) {
      for (int i = 0; i < options.senders(); i++) {
        BlockingQueue<WebhookUpdate> queue = new LinkedBlockingQueue<>();
        own.add(queue);
        threads.add(Thread.ofVirtual().name("sandbox-webhooks").start(() -> run(target, queue)));
      }
    }
    return own;
  }

  private void run(Target target, BlockingQueue<WebhookUpdate> queue) {
    List<WebhookUpdate> batch = new ArrayList<>();
    try {
      while (!closed) {
        batch.add(queue.take());
        queue.drainTo(batch, options.batchSize() - 1);
        attempt(target, WebhookUpdate.body(batch), batch.size(), 0);
        batch.clear();
      }
    } catch (InterruptedException e) {
      // The sandbox was closed; the thread ends here.
      Thread.currentThread().interrupt();
    }
  }

  private void attempt(Target target, byte[] body, int updates, int retry) {
    if (post(target, body)) {
      delivered.add(updates);
      end(updates);
    } else if (closed || retry >= options.retryDelays().size()) {
      givenUp.add(updates);
      end(updates);
    } else {
      retried.increment();
      later(
          options.retryDelays().get(retry),
          () -> Thread.startVirtualThread(() -> attempt(target, body, updates, retry + 1)));
    }
  }

  private boolean post(Target target, byte[] body) {
    Request.Builder request =
        new Request.Builder().url(target.url().toString()).post(RequestBody.create(body, JSON));
    target.headers().forEach(request::header);
    if (target.secret() != null) {
      request.header(Signature.HEADER, Signature.sign(body, target.secret()));
    }
    Call call = client.newCall(request.build());
    try (Response response = call.execute()) {
      // Read to the end, so that the connection can be used again.
      response.body().bytes();
      return response.code() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Neither task throws, and closing ends both.
  private void later(Duration delay, Runnable task) {
    timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  private boolean begin() {
    lock.lock();
    try {
      if (pending >= maxPending) {
        dropped.increment();
        return false;
      }
      pending++;
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void end(int updates) {
    lock.lock();
    try {
      pending -= updates;
      if (pending == 0) {
        idle.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }
}
