package io.botflow.whatsapp.sandbox;

import java.time.Clock;

/**
 * The settings of a sandbox.
 *
 * @param port the loopback port; 0 takes a free one
 * @param clock the time of messages, media links and limits
 * @param rules the network's rules
 * @param webhooks how webhooks are delivered
 * @param bounds how much is remembered
 */
public record SandboxOptions(
    int port, Clock clock, NetworkRules rules, WebhookOptions webhooks, SandboxBounds bounds) {

  /** A free port and the system's clock, with each group's own default. */
  public static final SandboxOptions DEFAULT =
      new SandboxOptions(
          0,
          Clock.systemUTC(),
          NetworkRules.DEFAULT,
          WebhookOptions.DEFAULT,
          SandboxBounds.DEFAULT);

  /** The same on another port. */
  public SandboxOptions withPort(int other) {
    return new SandboxOptions(other, clock, rules, webhooks, bounds);
  }

  /** The same with another clock. */
  public SandboxOptions withClock(Clock other) {
    return new SandboxOptions(port, other, rules, webhooks, bounds);
  }

  /** The same with other rules. */
  public SandboxOptions withRules(NetworkRules other) {
    return new SandboxOptions(port, clock, other, webhooks, bounds);
  }

  /** The same with other webhook settings. */
  public SandboxOptions withWebhooks(WebhookOptions other) {
    return new SandboxOptions(port, clock, rules, other, bounds);
  }

  /** The same with other bounds. */
  public SandboxOptions withBounds(SandboxBounds other) {
    return new SandboxOptions(port, clock, rules, webhooks, other);
  }
}
