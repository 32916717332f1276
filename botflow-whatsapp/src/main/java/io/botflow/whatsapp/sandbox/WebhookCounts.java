package io.botflow.whatsapp.sandbox;

/**
 * What became of the sandbox's webhooks, counted in updates (messages and statuses).
 *
 * @param delivered answered with 200
 * @param retried POSTs that were repeated
 * @param givenUp not delivered after the last retry
 * @param dropped not queued, because too many were waiting
 * @param pending queued, in flight or waiting for a retry
 */
public record WebhookCounts(
    long delivered, long retried, long givenUp, long dropped, long pending) {}
