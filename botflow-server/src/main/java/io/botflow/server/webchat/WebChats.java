package io.botflow.server.webchat;

import io.botflow.spi.StoreUnavailable;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds connected chats: from memory most of the time, so that strangers who try keys cost little.
 * Thread-safe.
 */
final class WebChats {
  /** How long a changed origin may go unseen. */
  private static final Duration FRESH = Duration.ofSeconds(2);

  /** Beyond this many, all are asked for again. */
  private static final int MOST_KEPT = 10_000;

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private record Kept(Optional<WebChat> chat, long until) {}

  private final WebChatTable table;
  private final ConcurrentHashMap<String, Kept> kept = new ConcurrentHashMap<>();

  @Inject
  WebChats(WebChatTable table) {
    this.table = table;
  }

  /**
   * The chat with this key; null where there is none.
   *
   * @throws StoreUnavailable when nobody knows
   */
  @Nullable WebChat byKey(String key) {
    if (!KEY.matcher(key).matches()) {
      return null;
    }
    Kept known = kept.get(key);
    if (known == null || System.nanoTime() - known.until() >= 0) {
      if (kept.size() >= MOST_KEPT) {
        kept.clear();
      }
      known = new Kept(table.byKey(key), System.nanoTime() + FRESH.toNanos());
      kept.put(key, known);
    }
    return known.chat().orElse(null);
  }
}
