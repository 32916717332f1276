package io.botflow.whatsapp.media;

import java.time.Instant;
import java.util.Optional;

/**
 * The ids of uploaded media by content, so that the same file is uploaded once. Implementations are
 * safe for use by many threads, and may forget.
 */
public interface MediaIds {

  /** The id of a content uploaded for a number; empty when there is none or it ends by then. */
  Optional<Known> find(String phoneNumberId, String content, Instant now);

  /** Remembers an id. */
  void put(String phoneNumberId, String content, Known known);

  /** Forgets the id of a content, as when the network no longer knows it. */
  void forget(String phoneNumberId, String content);

  /** An id and when it ends. */
  record Known(String id, Instant ends) {}
}
