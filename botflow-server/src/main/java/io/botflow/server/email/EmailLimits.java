package io.botflow.server.email;

import io.botflow.message.ChannelLimits;
import io.botflow.message.ContentFit;
import io.botflow.spi.Pace;
import java.time.Duration;
import java.util.Set;

/** How much of a mail is taken, and how an answer looks. */
final class EmailLimits {
  /** Text with numbered choices, which every mail program shows and everybody can answer. */
  static final ChannelLimits SHOWN = ChannelLimits.PLAIN_TEXT;

  /** How messages become that. */
  static final ContentFit FIT = new ContentFit(SHOWN, Set.of("text"));

  /** What mail servers usually take from one sender. */
  static final Pace PACE = new Pace(10, Duration.ZERO, 1);

  /** The largest mail, attachments with it. */
  static final int MAIL_BYTES = 10 * 1024 * 1024;

  /** Mails in memory at a time. */
  static final int AT_ONCE = 8;

  /** The longest text of a mail that a bot hears, in UTF-16 units. */
  static final int TEXT_LENGTH = 16_384;

  /** Parts of a mail, and parts within parts. */
  static final int PARTS = 200;

  static final int DEPTH = 10;

  /** Mails of one person in {@link #WINDOW}: who writes more is no person, or in a loop. */
  static final int MAILS = 20;

  static final Duration WINDOW = Duration.ofHours(1);

  /** A mail that was long under way still counts as of its own date. */
  static final Duration OLDEST = Duration.ofDays(7);

  static final int SUBJECT_LENGTH = 200;

  /** The longest Message-ID that is kept as it is. */
  static final int ID_LENGTH = 250;

  /** Of a long thread the first mail and the last ones are named (RFC 5322, 3.6.4). */
  static final int REFERENCES = 20;

  private EmailLimits() {}
}
