package io.botflow.server.webchat;

import io.botflow.message.ChannelLimits;
import io.botflow.message.ContentFit;
import java.time.Duration;
import java.util.Set;

/** What a browser shows, and how much a stranger may send. All of it is ours to choose. */
final class WebChatLimits {
  /** Roomy, but so that a menu is read without leafing: more options are numbered text. */
  static final ChannelLimits SHOWN =
      new ChannelLimits(16_384, 4_096, 10, 60, 50, 80, 160, 1_024, 200, 200, 256, 10, 1_024, 0, 0);

  /** How messages become what a browser shows. */
  static final ContentFit FIT =
      new ContentFit(
          SHOWN,
          Set.of(
              "text",
              "media",
              "buttons",
              "list",
              "call_to_action",
              "location",
              "location_request",
              "cards"));

  /** The longest text of a visitor, in UTF-16 units: as on messengers. */
  static final int TEXT_LENGTH = 4_096;

  /** A frame: the longest text, each unit as an escape of six bytes, and what is around it. */
  static final int FRAME_BYTES = 6 * TEXT_LENGTH + 1_024;

  /** Messages of one visitor: so many at once, then one each {@link #VISITOR_INTERVAL}. */
  static final int VISITOR_BURST = 10;

  static final Duration VISITOR_INTERVAL = Duration.ofSeconds(2);

  /** Messages from one network address, behind which a whole office may be. */
  static final int ADDRESS_BURST = 100;

  static final Duration ADDRESS_INTERVAL = Duration.ofMillis(200);

  /** New visitors from one network address: each may become a contact. */
  static final int NEWCOMER_BURST = 30;

  static final Duration NEWCOMER_INTERVAL = Duration.ofSeconds(10);

  /** Frames of any kind on one connection, acknowledgements among them. */
  static final int FRAME_BURST = 120;

  static final Duration FRAME_INTERVAL = Duration.ofMillis(100);

  /** Browser windows of one visitor at a time. */
  static final int LINES_OF_VISITOR = 8;

  /** Who connects says at once who it is. */
  static final Duration HELLO = Duration.ofSeconds(10);

  /** A browser answers pings by itself: one that does not is gone. */
  static final Duration DEAD = Duration.ofSeconds(75);

  static final Duration PING = Duration.ofSeconds(25);

  /** A visitor who says nothing for so long is let go; the snippet comes back when it is needed. */
  static final Duration IDLE = Duration.ofMinutes(30);

  /** Messages on their way to a browser that it has not acknowledged. */
  static final int WINDOW = 50;

  /** How long messages wait for a visitor to come back. */
  static final Duration KEPT = Duration.ofDays(30);

  private WebChatLimits() {}
}
