package io.botflow.store.jdbc;

import java.time.Duration;

/**
 * How long things may take, and how much one tenant may hold.
 *
 * @param turnLease how long a worker has a conversation; a turn ends long before
 * @param sendLease how long a message is being sent; a call to the channel ends long before
 * @param doubt how long to wait for a status of a message of which nobody knows whether the channel
 *     took it
 * @param conversationsPerOrganization most conversations of one organisation that are worked on at
 *     once, where the organisation has no number of its own
 */
public record StoreSettings(
    Duration turnLease, Duration sendLease, Duration doubt, int conversationsPerOrganization) {
  /** A turn is bounded by far less; this only bounds how long a crash holds a conversation. */
  public static final Duration DEFAULT_TURN_LEASE = Duration.ofSeconds(60);

  /** The channel's own deadline is 10 s. */
  public static final Duration DEFAULT_SEND_LEASE = Duration.ofSeconds(30);

  /** Status webhooks come within seconds; the longer the wait, the rarer a double. */
  public static final Duration DEFAULT_DOUBT = Duration.ofSeconds(60);

  /** More than a server works on at once, so that a tenant alone on it may use all of it. */
  public static final int DEFAULT_CONVERSATIONS = 500;

  /** The defaults. */
  public static StoreSettings standard() {
    return new StoreSettings(
        DEFAULT_TURN_LEASE, DEFAULT_SEND_LEASE, DEFAULT_DOUBT, DEFAULT_CONVERSATIONS);
  }

  public StoreSettings {
    if (turnLease.isNegative() || sendLease.isNegative() || doubt.isNegative()) {
      throw new IllegalArgumentException("leases and waits are not negative");
    }
    if (conversationsPerOrganization < 1) {
      throw new IllegalArgumentException("an organisation needs at least one conversation");
    }
  }
}
