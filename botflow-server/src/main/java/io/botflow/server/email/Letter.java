package io.botflow.server.email;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a mail is, as far as it matters to a bot. */
sealed interface Letter {

  /**
   * Somebody wrote.
   *
   * @param from the address in lower case
   * @param name as the sender shows it, or null
   * @param messageId with its angle brackets, or null where it has none that can be answered to
   * @param key what the same mail has again when it comes again
   * @param subject in one line, perhaps empty
   * @param references the mails of its thread before it, the oldest first
   * @param text what is new in it, perhaps empty
   */
  record Written(
      String from,
      @Nullable String name,
      @Nullable String messageId,
      String key,
      String subject,
      List<String> references,
      Instant at,
      String text)
      implements Letter {
    public Written {
      references = List.copyOf(references);
    }

    /** What the bot hears: a new subject is part of what somebody says, a repeated one is not. */
    String words() {
      if (!references.isEmpty() && !text.isEmpty()) {
        return text;
      }
      return text.isEmpty() || subject.isEmpty() ? subject + text : subject + "\n\n" + text;
    }
  }

  /**
   * A mail server gave one of our mails up.
   *
   * @param messageId the Message-ID of ours
   * @param status as RFC 3463 has it, such as {@code 5.1.1}
   * @param why the mail server's words, or null
   */
  record Bounced(String messageId, String status, @Nullable String why) implements Letter {}

  /** Nobody is to be answered. */
  record Unanswered(String why) implements Letter {}
}
