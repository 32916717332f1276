package io.botflow.whatsapp.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Stored media and the short-lived links to them. Guarded by its monitor. */
final class MediaShelf {
  /** Meta: the link of a media object is good for 5 minutes. */
  static final Duration LINK_LIFE = Duration.ofMinutes(5);

  /** Meta: the id of an uploaded medium is good for 30 days. */
  static final Duration UPLOAD_LIFE = Duration.ofDays(30);

  /** Meta: the id of a medium that a person sent is good for 7 days. */
  static final Duration INBOUND_LIFE = Duration.ofDays(7);

  /** One stored file; {@code sha256} is base64, as in webhooks. */
  @SuppressWarnings("ArrayRecordComponent") // Items are found by id and never compared.
  record Item(String id, String mimeType, byte[] bytes, String sha256, Instant ends) {}

  private record Link(String mediaId, Instant expires) {}

  private final Clock clock;
  private final long maxBytes;
  private final Map<String, Item> items = new LinkedHashMap<>();
  private final Map<String, Link> links = new LinkedHashMap<>();
  private long totalBytes;
  private long nextId = 900_000_000_000_000L;

  MediaShelf(Clock clock, long maxBytes) {
    this.clock = clock;
    this.maxBytes = maxBytes;
  }

  synchronized Item put(byte[] bytes, String mimeType, Duration life) {
    Item item =
        new Item(
            Long.toString(nextId++), mimeType, bytes, sha256(bytes), clock.instant().plus(life));
    items.put(item.id(), item);
    totalBytes += bytes.length;
    while (totalBytes > maxBytes && items.size() > 1) {
      String oldest = items.keySet().iterator().next();
      remove(oldest);
    }
    return item;
  }

  synchronized Optional<Item> item(String id) {
    return Optional.ofNullable(items.get(id)).filter(item -> clock.instant().isBefore(item.ends()));
  }

  synchronized boolean remove(String id) {
    Item removed = items.remove(id);
    if (removed != null) {
      totalBytes -= removed.bytes().length;
    }
    return removed != null;
  }

  /** A new link token for a stored file. */
  synchronized String link(Item item) {
    byte[] token = new byte[18];
    ThreadLocalRandom.current().nextBytes(token);
    String name = Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    links.values().removeIf(link -> !clock.instant().isBefore(link.expires()));
    links.put(name, new Link(item.id(), clock.instant().plus(LINK_LIFE)));
    return name;
  }

  /** The file behind a link; empty when the link is unknown or has expired. */
  synchronized Optional<Item> follow(String token) {
    Link link = links.get(token);
    if (link == null || !clock.instant().isBefore(link.expires())) {
      return Optional.empty();
    }
    return item(link.mediaId());
  }

  static String sha256(byte[] bytes) {
    return Base64.getEncoder().encodeToString(digest(bytes));
  }

  static String shortHash(String text) {
    return HexFormat.of().formatHex(digest(text.getBytes(StandardCharsets.UTF_8))).substring(0, 12);
  }

  private static byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has to provide SHA-256", e);
    }
  }
}
