package io.botflow.server.live;

import io.botflow.server.api.Caller;
import io.botflow.server.http.Allowance;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/** One open page. Until it said who it is, it has no place in any organisation. Thread-safe. */
final class LiveLine {
  private final Session session;
  private final String address;
  private final Allowance frames =
      new Allowance(LiveLimits.FRAME_BURST, LiveLimits.FRAME_INTERVAL, System::nanoTime);
  private final long opened = System.nanoTime();
  private final AtomicLong underWay = new AtomicLong();
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<UUID> joined = new HashSet<>();
  private @Nullable Place place;
  private @Nullable Long expiredAt;
  private long sentTo;
  private List<UUID> presence = List.of();

  /**
   * Who it is.
   *
   * @param token as it was last sent
   */
  record Place(Caller caller, UUID id, UUID organization, String token) {
    @Override
    public String toString() {
      return "Place[" + id + " in " + organization + "]";
    }
  }

  LiveLine(Session session, String address) {
    this.session = session;
    this.address = address;
  }

  String address() {
    return address;
  }

  long opened() {
    return opened;
  }

  /** A frame came; false where these are too many. */
  boolean mayGoOn() {
    return frames.use(this).isZero();
  }

  /** Who it is; null before it said so. */
  @Nullable Place place() {
    lock.lock();
    try {
      return place;
    } finally {
      lock.unlock();
    }
  }

  /** It said who it is, and which event is the last that it has. */
  void begin(Place known, long from, List<UUID> conversations) {
    lock.lock();
    try {
      place = known;
      sentTo = from;
      joined.addAll(conversations);
    } finally {
      lock.unlock();
    }
  }

  /** It brought another token. */
  void renew(Place again) {
    lock.lock();
    try {
      place = again;
      expiredAt = null;
    } finally {
      lock.unlock();
    }
  }

  /** Its token is over: it hears nothing until it brings another; true where that is new. */
  boolean expire() {
    lock.lock();
    try {
      boolean fresh = expiredAt == null;
      if (fresh) {
        expiredAt = System.nanoTime();
      }
      return fresh;
    } finally {
      lock.unlock();
    }
  }

  /** Whether it had time enough to bring another token. */
  boolean isGivenUp() {
    lock.lock();
    try {
      return expiredAt != null && System.nanoTime() - expiredAt > LiveLimits.RENEWAL.toNanos();
    } finally {
      lock.unlock();
    }
  }

  /** Joins a conversation; false where it looks at too many. */
  boolean join(UUID conversation) {
    lock.lock();
    try {
      if (joined.size() < LiveLimits.JOINED) {
        joined.add(conversation);
      }
      return joined.contains(conversation);
    } finally {
      lock.unlock();
    }
  }

  void leave(UUID conversation) {
    lock.lock();
    try {
      joined.remove(conversation);
    } finally {
      lock.unlock();
    }
  }

  boolean hasJoined(@Nullable UUID conversation) {
    lock.lock();
    try {
      return conversation != null && joined.contains(conversation);
    } finally {
      lock.unlock();
    }
  }

  Set<UUID> joined() {
    lock.lock();
    try {
      return Set.copyOf(joined);
    } finally {
      lock.unlock();
    }
  }

  /** The number of the last event that it was told; null where it hears nothing now. */
  @Nullable Long sentTo() {
    lock.lock();
    try {
      return place == null || expiredAt != null ? null : sentTo;
    } finally {
      lock.unlock();
    }
  }

  /** Tells it of an event that comes next; null for one that is nothing to it. */
  void tell(long number, @Nullable LiveFrame frame) {
    lock.lock();
    try {
      if (place != null && expiredAt == null && number > sentTo) {
        sentTo = number;
        if (frame != null) {
          send(frame.numbered(number));
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Events are missing: it reads everything anew and goes on behind this one. */
  void reload(long number) {
    lock.lock();
    try {
      sentTo = number;
      send(LiveFrame.of("reload", LiveFrame.object()).numbered(number));
    } finally {
      lock.unlock();
    }
  }

  /** Who is there, as it was last told; true where that is news. */
  boolean isNews(List<UUID> present) {
    lock.lock();
    try {
      boolean news = place != null && expiredAt == null && !presence.equals(present);
      if (news) {
        presence = present;
      }
      return news;
    } finally {
      lock.unlock();
    }
  }

  /** Sends without waiting; who does not take what is sent is let go, and asks again. */
  void send(LiveFrame frame) {
    String text = frame.text();
    if (underWay.addAndGet(text.length()) > LiveLimits.BEHIND) {
      close(LiveGoodbye.TOO_SLOW);
      return;
    }
    session.sendText(
        text,
        Callback.from(
            () -> underWay.addAndGet(-text.length()),
            failure -> underWay.addAndGet(-text.length())));
  }

  void ping() {
    session.sendPing(java.nio.ByteBuffer.allocate(0), Callback.NOOP);
  }

  void close(LiveGoodbye why) {
    session.close(why.code(), why.text(), Callback.NOOP);
  }
}
