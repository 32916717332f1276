package io.botflow.server.conversation;

import io.botflow.server.api.Checked;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What of a conversation is to be changed; what is not given stays.
 *
 * @param assignee a member's id, {@code me} or {@code none}
 * @param labels all that it has from now on
 * @param snooze until when it is out of the way: a time, {@code reply} for until the customer
 *     writes, or {@code none}
 * @param unread whether somebody has to look at it
 */
record ConversationChange(
    @Nullable String assignee,
    @Nullable List<UUID> labels,
    @Nullable String snooze,
    @Nullable Boolean unread)
    implements Checked {
  private static final int MOST_LABELS = 20;
  private static final Pattern ID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  @Override
  public void check(BiConsumer<String, String> problem) {
    if (assignee != null
        && !assignee.equals("me")
        && !assignee.equals("none")
        && !ID.matcher(assignee).matches()) {
      problem.accept("/assignee", "has to be a member's id, me or none");
    }
    if (labels != null && (labels.size() > MOST_LABELS || labels.contains(null))) {
      problem.accept("/labels", "has to be at most " + MOST_LABELS + " ids");
    }
    if (snooze != null && !snooze.equals("reply") && !snooze.equals("none") && time() == null) {
      problem.accept("/snooze", "has to be a time, reply or none");
    }
  }

  /** Until when it is snoozed; null for no time. */
  @Nullable Instant time() {
    try {
      return snooze == null || snooze.equals("reply") || snooze.equals("none")
          ? null
          : Instant.parse(snooze);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
