package io.botflow.server.webchat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.botflow.message.ChannelAddress;
import io.botflow.server.config.WebChatConfig;
import io.botflow.spi.StoreUnavailable;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The browser windows that are connected to this process. What another process sent is found by
 * looking once a second, for all windows in one question. Thread-safe.
 */
final class Lines implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lines.class);

  private static final Duration LOOK = Duration.ofSeconds(1);

  private final WebChatTable table;
  private final WebChatConfig config;
  private final Set<Line> all = ConcurrentHashMap.newKeySet();
  private final Map<Visitor, Set<Line>> byVisitor = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> byAddress = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> Thread.ofPlatform().daemon().name("botflow-webchat").unstarted(work));

  @Inject
  Lines(WebChatTable table, WebChatConfig config) {
    this.table = table;
    this.config = config;
  }

  /** Begins to look for news, and after the windows themselves. */
  void start() {
    every(LOOK, this::look);
    every(WebChatLimits.PING, this::tidy);
    every(Duration.ofHours(1), this::forgetOld);
  }

  private void every(Duration time, Runnable work) {
    // Tells its failures itself, and ends with the thread.
    var unused =
        clock.scheduleWithFixedDelay(
            () -> tried(work), time.toMillis(), time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void tried(Runnable work) {
    try {
      work.run();
    } catch (StoreUnavailable e) {
      LOG.debug("Web chats were not looked after: {}", e.getMessage());
    } catch (JdbiException e) {
      LOG.warn("Web chats were not looked after", e);
    }
  }

  int count() {
    return all.size();
  }

  /**
   * A window wants to come; false where there are too many, of all or from its address. Where
   * several come at the same moment, {@link #add} has the last word.
   */
  boolean mayCome(String address) {
    AtomicInteger same = byAddress.get(address);
    return all.size() < config.connections()
        && (same == null || same.get() < config.connectionsPerAddress());
  }

  /** The window is there; false where it is one too many, which is not kept. */
  boolean add(Line line) {
    all.add(line);
    int[] same = {0};
    byAddress.compute(
        line.address(),
        (address, count) -> {
          AtomicInteger counted = count == null ? new AtomicInteger() : count;
          same[0] = counted.incrementAndGet();
          return counted;
        });
    if (same[0] > config.connectionsPerAddress() || all.size() > config.connections()) {
      remove(line);
      return false;
    }
    return true;
  }

  /** The window is gone; a second time nothing changes. */
  void remove(Line line) {
    if (!all.remove(line)) {
      return;
    }
    byAddress.computeIfPresent(
        line.address(), (address, count) -> count.decrementAndGet() <= 0 ? null : count);
    Visitor visitor = line.visitor();
    if (visitor != null) {
      byVisitor.computeIfPresent(
          visitor,
          (known, lines) -> {
            lines.remove(line);
            return lines.isEmpty() ? null : lines;
          });
    }
  }

  /** The window said who it is; false where the visitor has too many open. */
  boolean greet(Line line, Visitor visitor, long from) {
    Set<Line> lines =
        byVisitor.compute(
            visitor,
            (known, others) -> {
              Set<Line> open = others == null ? ConcurrentHashMap.newKeySet() : others;
              if (open.size() < WebChatLimits.LINES_OF_VISITOR) {
                open.add(line);
              }
              return open;
            });
    if (!lines.contains(line)) {
      return false;
    }
    line.greet(visitor, from);
    if (!all.contains(line)) {
      // It went meanwhile, when nobody knew whose it was.
      byVisitor.computeIfPresent(
          visitor,
          (known, others) -> {
            others.remove(line);
            return others.isEmpty() ? null : others;
          });
    }
    return true;
  }

  /** There is something new for a visitor. */
  void wake(Visitor visitor) {
    for (Line line : byVisitor.getOrDefault(visitor, Set.of())) {
      wake(line);
    }
  }

  /** There may be something new for a window. */
  void wake(Line line) {
    if (!threads.isShutdown()) {
      threads.execute(() -> tried(() -> line.deliver(table)));
    }
  }

  /** Somebody writes to a visitor. */
  void typing(ChannelAddress from, String visitor) {
    for (Line line : all) {
      Visitor known = line.visitor();
      if (known != null && known.id().equals(visitor) && line.chat().address().equals(from)) {
        line.send(JsonNodeFactory.instance.objectNode().put("typing", true));
      }
    }
  }

  private void look() {
    Map<Visitor, Long> known = new HashMap<>();
    for (Line line : all) {
      Visitor visitor = line.visitor();
      Long number = line.wantsAfter();
      if (visitor != null && number != null) {
        known.merge(visitor, number, Math::min);
      }
    }
    if (!known.isEmpty()) {
      table.withNews(known).forEach(this::wake);
    }
  }

  private void tidy() {
    long now = System.nanoTime();
    for (Line line : all) {
      if ((line.visitor() == null && now - line.opened() > WebChatLimits.HELLO.toNanos())
          || now - line.active() > WebChatLimits.IDLE.toNanos()) {
        line.close(Goodbye.IDLE);
      } else {
        line.ping();
      }
    }
  }

  private void forgetOld() {
    int deleted = table.deleteOlderThan(WebChatLimits.KEPT);
    if (deleted > 0) {
      LOG.info("{} messages of web chats are too old to be shown any more", deleted);
    }
  }

  /** Stops looking; the windows are closed by the web server. */
  @Override
  public void close() {
    clock.shutdownNow();
    threads.shutdown();
  }

  /** For tests: those that are open now. */
  List<Line> open() {
    return List.copyOf(all);
  }
}
