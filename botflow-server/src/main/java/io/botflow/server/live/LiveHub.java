package io.botflow.server.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.botflow.server.api.Caller;
import io.botflow.server.api.Permission;
import io.botflow.server.live.LiveLine.Place;
import io.botflow.spi.StoreUnavailable;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pages that are open at this process, and what they are told. What happened at another is
 * found by looking, for all pages of an organisation in one question. Thread-safe.
 */
final class LiveHub implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveHub.class);

  private static final Duration WATCHED_AGAIN = Duration.ofMinutes(10);

  private final LiveEvents events;
  private final LiveContent content;
  private final LiveCallers callers;
  private final LiveDelivery delivery;
  private final Set<LiveLine> lines = ConcurrentHashMap.newKeySet();
  private final Set<String> busy = ConcurrentHashMap.newKeySet();
  private final Map<UUID, Long> watched = new ConcurrentHashMap<>();
  private final Map<UUID, Map<UUID, JsonNode>> statuses = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> Thread.ofPlatform().daemon().name("botflow-live").unstarted(work));

  @Inject
  LiveHub(LiveEvents events, LiveContent content, LiveCallers callers) {
    this.events = events;
    this.content = content;
    this.callers = callers;
    this.delivery = new LiveDelivery(events, content);
  }

  /** Begins to look for news, and after the pages themselves. */
  void start() {
    every(LiveLimits.LOOK, () -> organizations().forEach(this::wake));
    every(
        LiveLimits.STATUSES,
        () -> organizations().forEach(each -> alone("status " + each, () -> tellStatuses(each))));
    every(
        LiveLimits.CHECKED,
        () -> organizations().forEach(each -> alone("check " + each, () -> check(each))));
    every(LiveLimits.PING, this::tidy);
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
      LOG.debug("Open pages were told nothing: {}", e.getMessage());
    } catch (JdbiException e) {
      LOG.warn("Open pages were told nothing", e);
    } catch (RuntimeException e) {
      LOG.error("Open pages were told nothing", e);
    }
  }

  /** Does what is not being done at this moment. */
  private void alone(String what, Runnable work) {
    if (!threads.isShutdown() && busy.add(what)) {
      threads.execute(
          () -> {
            try {
              tried(work);
            } finally {
              busy.remove(what);
            }
          });
    }
  }

  private Set<UUID> organizations() {
    Set<UUID> all = new HashSet<>();
    for (LiveLine line : lines) {
      Place place = line.place();
      if (place != null) {
        all.add(place.organization());
      }
    }
    return all;
  }

  private List<LiveLine> of(UUID organization) {
    return lines.stream()
        .filter(
            line -> {
              Place place = line.place();
              return place != null && place.organization().equals(organization);
            })
        .toList();
  }

  int count() {
    return lines.size();
  }

  /** Whether another page from this network address may come. */
  boolean mayCome(String address) {
    return lines.size() < LiveLimits.LINES
        && lines.stream().filter(line -> line.address().equals(address)).count()
            < LiveLimits.LINES_OF_ADDRESS;
  }

  void add(LiveLine line) {
    lines.add(line);
  }

  void remove(LiveLine line) {
    lines.remove(line);
  }

  /** Whether somebody has as many pages open as one may. */
  boolean isFull(UUID caller) {
    return lines.stream()
            .filter(
                line -> {
                  Place place = line.place();
                  return place != null && place.id().equals(caller);
                })
            .count()
        >= LiveLimits.LINES_OF_CALLER;
  }

  /** There may be something new for an organisation. */
  void wake(UUID organization) {
    alone(
        "look " + organization,
        () -> {
          if (delivery.deliver(organization, of(organization))) {
            check(organization);
          }
        });
  }

  private void tellStatuses(UUID organization) {
    List<LiveLine> open = of(organization);
    Set<UUID> looked = new HashSet<>();
    open.forEach(line -> looked.addAll(line.joined()));
    for (UUID conversation : looked) {
      Map<UUID, JsonNode> now = content.deliveries(organization, conversation);
      Map<UUID, JsonNode> before = statuses.put(conversation, now);
      if (before != null) {
        Map<UUID, JsonNode> news = new HashMap<>(now);
        news.entrySet().removeIf(entry -> entry.getValue().equals(before.get(entry.getKey())));
        open.stream()
            .filter(line -> line.hasJoined(conversation) && line.sentTo() != null)
            .forEach(line -> tellStatuses(line, conversation, news));
      }
    }
    Set<UUID> everywhere = new HashSet<>();
    lines.forEach(line -> everywhere.addAll(line.joined()));
    statuses.keySet().retainAll(everywhere);
  }

  /**
   * A page looks at a conversation: it is told how far messages came, and of each step from then
   * on.
   */
  void looksAt(LiveLine line, UUID organization, UUID conversation) {
    Map<UUID, JsonNode> now = content.deliveries(organization, conversation);
    statuses.putIfAbsent(conversation, now);
    tellStatuses(line, conversation, now);
  }

  private static void tellStatuses(LiveLine line, UUID conversation, Map<UUID, JsonNode> news) {
    news.forEach(
        (message, state) -> {
          ObjectNode data = LiveFrame.object();
          data.put("conversationId", conversation.toString()).put("messageId", message.toString());
          data.set("delivery", state);
          line.send(LiveFrame.of("message:status", data));
        });
  }

  /** Who may not read any more goes; who is there is told. */
  private void check(UUID organization) {
    List<LiveLine> open = of(organization);
    for (LiveLine line : open) {
      Place place = line.place();
      if (place == null) {
        continue;
      }
      if (!callers.may(place, Permission.CONVERSATIONS_READ)) {
        line.close(LiveGoodbye.FORBIDDEN);
      } else if (callers.recognize(place.token()) == null) {
        if (line.expire()) {
          line.send(LiveFrame.of("token:expired", LiveFrame.object()));
        } else if (line.isGivenUp()) {
          line.close(LiveGoodbye.UNAUTHENTICATED);
        }
      }
    }
    long now = System.nanoTime();
    Long since = watched.get(organization);
    if (since == null || now - since > WATCHED_AGAIN.toNanos()) {
      events.watch(organization);
      watched.put(organization, now);
    }
    tellPresence(organization, open);
  }

  private void tellPresence(UUID organization, List<LiveLine> open) {
    Set<UUID> here = new HashSet<>();
    for (LiveLine line : open) {
      Place place = line.place();
      if (place != null && place.caller() instanceof Caller.Person && line.sentTo() != null) {
        here.add(place.id());
      }
    }
    List<UUID> present = events.present(organization, List.copyOf(here));
    ObjectNode data = LiveFrame.object();
    ArrayNode online = data.putArray("online");
    present.forEach(person -> online.add(person.toString()));
    for (LiveLine line : open) {
      if (line.isNews(present)) {
        line.send(LiveFrame.of("presence", data));
      }
    }
  }

  private void tidy() {
    for (LiveLine line : lines) {
      if (line.place() == null && System.nanoTime() - line.opened() > LiveLimits.HELLO.toNanos()) {
        line.close(LiveGoodbye.UNAUTHENTICATED);
      } else {
        line.ping();
      }
    }
  }

  /** Stops looking; the pages are closed by the web server. */
  @Override
  public void close() {
    clock.shutdownNow();
    threads.shutdown();
  }
}
