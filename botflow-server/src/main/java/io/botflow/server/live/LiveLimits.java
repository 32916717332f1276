package io.botflow.server.live;

import java.time.Duration;

/** How much a page may ask for. */
final class LiveLimits {
  /** The largest body of the API that a page may send this way, and what is around it. */
  static final int FRAME_BYTES = 64 * 1024;

  /** Frames of one page: so many at once, then one each {@link #FRAME_INTERVAL}. */
  static final int FRAME_BURST = 60;

  static final Duration FRAME_INTERVAL = Duration.ofMillis(100);

  /** Who connects says at once who it is. */
  static final Duration HELLO = Duration.ofSeconds(10);

  /** A page whose token is over brings another one, or is let go. */
  static final Duration RENEWAL = Duration.ofSeconds(60);

  /** How often pages are asked for their place in the organisation, besides at each change. */
  static final Duration CHECKED = Duration.ofSeconds(5);

  static final Duration LOOK = Duration.ofMillis(250);

  static final Duration STATUSES = Duration.ofSeconds(1);

  static final Duration PING = Duration.ofSeconds(25);

  /** A browser answers pings by itself: one that does not is gone. */
  static final Duration DEAD = Duration.ofSeconds(75);

  /** Conversations that one page looks at. */
  static final int JOINED = 50;

  /** Pages of this process, of one person and of one network address. */
  static final int LINES = 5_000;

  static final int LINES_OF_CALLER = 20;

  static final int LINES_OF_ADDRESS = 200;

  /** Characters on their way to a page that does not take them. */
  static final long BEHIND = 4L * 1024 * 1024;

  private LiveLimits() {}
}
