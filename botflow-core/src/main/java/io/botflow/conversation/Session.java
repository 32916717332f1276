package io.botflow.conversation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a conversation stands in its flow: everything that the engine needs for the next turn.
 * Immutable; kept as JSON, and JSON of older versions stays readable for ever.
 *
 * @param frames the flows that it is in, outermost first; empty where nothing began yet or it ended
 * @param attempts how many answers the waiting node refused
 * @param memo what the waiting node wants to remember, such as the options that it showed
 * @param memory what was said lately; empty in flows that have no use for it
 * @param wakeAt when the waiting node's own time runs out, or null
 * @param inactiveAt when the session ends because nobody wrote, or null
 * @param turns how many turns it had; also the version that guards its commit
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Session(
    Status status,
    List<Frame> frames,
    int attempts,
    Map<String, Object> memo,
    Memory memory,
    @Nullable Instant wakeAt,
    @Nullable Instant inactiveAt,
    long turns) {

  /** What a session waits for. */
  public enum Status {
    /** For a first message. */
    NEW,
    /** For the customer, for a moment or for an outside event. */
    WAITING,
    /** For a person to give it back. */
    HANDED_OFF,
    /** For nothing; the next message starts anew. */
    ENDED
  }

  /** A session that has not begun. */
  public static final Session FRESH =
      new Session(Status.NEW, List.of(), 0, Map.of(), Memory.empty(), null, null, 0);

  @SuppressWarnings("NullAway") // what an older version's JSON does not have comes as null
  public Session {
    Objects.requireNonNull(status, "status");
    frames = frames == null ? List.of() : List.copyOf(frames);
    memo = memo == null ? Map.of() : Map.copyOf(memo);
    memory = memory == null ? Memory.empty() : memory;
  }

  /**
   * The same session while a person has the conversation: it waits for nothing but that.
   *
   * @param returnsAt when the bot goes on by itself, or null
   */
  public Session interrupted(@Nullable Instant returnsAt) {
    return new Session(status, frames, attempts, memo, memory, returnsAt, null, turns + 1);
  }

  /** The flow that it is in now, or null where it is in none. */
  @JsonIgnore
  public @Nullable Frame current() {
    return frames.isEmpty() ? null : frames.get(frames.size() - 1);
  }

  /** When it must be looked at again though nobody wrote, or null. */
  @JsonIgnore
  public @Nullable Instant dueAt() {
    if (wakeAt == null || inactiveAt == null) {
      return wakeAt == null ? inactiveAt : wakeAt;
    }
    return wakeAt.isBefore(inactiveAt) ? wakeAt : inactiveAt;
  }
}
