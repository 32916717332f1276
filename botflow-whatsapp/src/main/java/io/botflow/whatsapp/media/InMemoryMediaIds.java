package io.botflow.whatsapp.media;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The ids of the last uploads of this process. Guarded by its monitor. */
public final class InMemoryMediaIds implements MediaIds {
  private final Map<String, Known> ids;

  /** Remembers at most {@code max} ids; the one that was not used for longest goes first. */
  public InMemoryMediaIds(int max) {
    ids =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > max;
          }
        };
  }

  @Override
  public synchronized Optional<Known> find(String phoneNumberId, String content, Instant now) {
    Known known = ids.get(key(phoneNumberId, content));
    return known == null || !now.isBefore(known.ends()) ? Optional.empty() : Optional.of(known);
  }

  @Override
  public synchronized void put(String phoneNumberId, String content, Known known) {
    ids.put(key(phoneNumberId, content), known);
  }

  @Override
  public synchronized void forget(String phoneNumberId, String content) {
    ids.remove(key(phoneNumberId, content));
  }

  private static String key(String phoneNumberId, String content) {
    return phoneNumberId + ' ' + content;
  }
}
