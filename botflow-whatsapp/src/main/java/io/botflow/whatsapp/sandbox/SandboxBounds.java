package io.botflow.whatsapp.sandbox;

/**
 * How much the sandbox remembers. The oldest entry goes when a bound is met, so that a load test of
 * any length runs in a heap of a fixed size.
 *
 * @param messages accepted messages kept in the common log
 * @param messagesPerPhone messages kept on each phone
 * @param phones simulated people; messages to others beyond it are accepted and counted only
 * @param callbackIds values of {@code biz_opaque_callback_data} counted
 * @param pendingWebhooks updates waiting for delivery; more are dropped and counted
 * @param mediaBytes bytes of stored media
 */
public record SandboxBounds(
    int messages,
    int messagesPerPhone,
    int phones,
    int callbackIds,
    int pendingWebhooks,
    long mediaBytes) {

  /** Bounds for tests and demos, and for load runs of a few hundred thousand messages. */
  public static final SandboxBounds DEFAULT =
      new SandboxBounds(20_000, 500, 50_000, 1_000_000, 500_000, 256L * 1024 * 1024);

  /** Refuses bounds below 1. */
  public SandboxBounds {
    if (messages < 1
        || messagesPerPhone < 1
        || phones < 1
        || callbackIds < 1
        || pendingWebhooks < 1
        || mediaBytes < 1) {
      throw new IllegalArgumentException("every bound has to be at least 1");
    }
  }
}
