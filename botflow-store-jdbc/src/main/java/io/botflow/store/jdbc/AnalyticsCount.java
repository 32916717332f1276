package io.botflow.store.jdbc;

import io.botflow.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Counts what happened in turns, which are given in the order of each conversation. */
final class AnalyticsCount {
  /** Of {@code turns.input}. */
  private static final int RESOLVE = 7;

  /** Longer waits say more about a clock than about an answer. */
  private static final Duration LONGEST = Duration.ofDays(7);

  /** What is counted of a day: the columns of {@code analytics_days}. */
  enum Figure {
    CONVERSATIONS,
    HEARD,
    SAID,
    WRITTEN,
    RESOLVED,
    CLOSED,
    ENDED,
    HANDED_OFF,
    TAKEN_OVER,
    FAILED,
    ANSWERED,
    ANSWERED_MS,
    RECEIVED,
    RECEIVED_MS
  }

  /** What is counted of a step: the columns of {@code analytics_steps}. */
  enum StepFigure {
    ENTERED,
    LEFT_AGAIN,
    ENDED,
    HANDED_OFF,
    TIMED_OUT,
    FAILED,
    REFUSED
  }

  /** Whose figures of a day. */
  record DayKey(UUID organization, LocalDate day, UUID bot, UUID channel) {}

  /** Whose figures of a step. */
  record StepKey(UUID organization, UUID bot, String version, String node, LocalDate day) {}

  /** Whose figure of an intent. */
  record IntentKey(UUID organization, UUID bot, LocalDate day, String intent) {}

  /** Where a conversation stands; {@code analytics_states}. */
  record State(UUID organization, List<String> versions, @Nullable Instant waitsSince) {
    State {
      versions = List.copyOf(versions);
    }
  }

  /**
   * A turn with what was said in it.
   *
   * @param day on which it was, where its organisation is
   */
  record Turn(
      UUID organization,
      UUID conversation,
      UUID bot,
      UUID channel,
      int input,
      Instant at,
      LocalDate day,
      List<Event> events,
      int heard,
      int said,
      int written) {
    Turn {
      events = List.copyOf(events);
    }
  }

  private final Map<UUID, State> states;
  private final Map<DayKey, Map<Figure, Long>> days = new HashMap<>();
  private final Map<StepKey, Map<StepFigure, Long>> steps = new HashMap<>();
  private final Map<IntentKey, Long> intents = new HashMap<>();

  /**
   * @param states of the conversations that have one, which is taken over
   */
  AnalyticsCount(Map<UUID, State> states) {
    this.states = new HashMap<>(states);
  }

  Map<UUID, State> states() {
    return states;
  }

  Map<DayKey, Map<Figure, Long>> days() {
    return days;
  }

  Map<StepKey, Map<StepFigure, Long>> steps() {
    return steps;
  }

  Map<IntentKey, Long> intents() {
    return intents;
  }

  void add(Turn turn) {
    State state =
        states.getOrDefault(turn.conversation(), new State(turn.organization(), List.of(), null));
    Walk walk = new Walk(turn, state);
    turn.events().forEach(walk::add);
    walk.end();
    states.put(turn.conversation(), new State(turn.organization(), walk.versions, walk.waitsSince));
  }

  /** Goes through one turn. */
  private final class Walk {
    private final Turn turn;
    private final DayKey day;
    private final List<String> versions;
    private @Nullable Instant waitsSince;
    private @Nullable Instant asked;
    private boolean began;

    Walk(Turn turn, State state) {
      this.turn = turn;
      this.day = new DayKey(turn.organization(), turn.day(), turn.bot(), turn.channel());
      this.versions = new ArrayList<>(state.versions());
      this.waitsSince = state.waitsSince();
    }

    private void count(Figure figure, long more) {
      if (more > 0) {
        days.computeIfAbsent(day, key -> new EnumMap<>(Figure.class))
            .merge(figure, more, Long::sum);
      }
    }

    private void count(@Nullable String node, StepFigure figure) {
      if (node != null && !versions.isEmpty()) {
        steps
            .computeIfAbsent(
                new StepKey(turn.organization(), turn.bot(), versions.getLast(), node, turn.day()),
                key -> new EnumMap<>(StepFigure.class))
            .merge(figure, 1L, Long::sum);
      }
    }

    void add(Event event) {
      switch (event) {
        case Event.Heard heard -> {
          if (asked == null) {
            asked = heard.message().sentAt();
          }
        }
        case Event.Started started -> {
          versions.clear();
          versions.add(started.version());
          began = true;
          count(Figure.CONVERSATIONS, 1);
        }
        case Event.FlowEntered entered -> versions.add(entered.version());
        case Event.FlowLeft ignored -> {
          if (versions.size() > 1) {
            versions.removeLast();
          }
        }
        case Event.Entered entered -> count(entered.node(), StepFigure.ENTERED);
        case Event.Left left -> count(left.node(), StepFigure.LEFT_AGAIN);
        case Event.AnswerRefused refused -> count(refused.node(), StepFigure.REFUSED);
        case Event.TimedOut timedOut -> count(timedOut.node(), StepFigure.TIMED_OUT);
        case Event.Failed failed -> {
          count(failed.node(), StepFigure.FAILED);
          count(Figure.FAILED, 1);
        }
        case Event.IntentFound found ->
            intents.merge(
                new IntentKey(turn.organization(), turn.bot(), turn.day(), found.name()),
                1L,
                Long::sum);
        case Event.HandedOff handedOff -> {
          count(handedOff.node(), StepFigure.HANDED_OFF);
          count(Figure.HANDED_OFF, 1);
          waits();
        }
        case Event.Queued ignored -> waits();
        case Event.TakenOver ignored -> count(Figure.TAKEN_OVER, 1);
        case Event.GivenBack ignored -> waitsSince = null;
        case Event.Ended ended -> ended(ended);
        case Event.Interrupted ignored -> {}
        case Event.Said ignored -> {}
        case Event.Fitted ignored -> {}
        case Event.VariableSet ignored -> {}
        case Event.Decided ignored -> {}
        case Event.Called ignored -> {}
        case Event.Waiting ignored -> {}
        case Event.Tagged ignored -> {}
        case Event.Consented ignored -> {}
      }
    }

    private void waits() {
      if (waitsSince == null) {
        waitsSince = turn.at();
      }
    }

    private void ended(Event.Ended ended) {
      if (turn.input() == RESOLVE) {
        count(Figure.CLOSED, 1);
        waitsSince = null;
      } else {
        count(ended.node(), StepFigure.ENDED);
        count(Figure.ENDED, 1);
        count(Figure.RESOLVED, ended.resolved() ? 1 : 0);
      }
      versions.clear();
    }

    void end() {
      count(Figure.HEARD, turn.heard());
      count(Figure.SAID, turn.said());
      count(Figure.WRITTEN, turn.written());
      if (began && asked != null && turn.said() > 0) {
        count(Figure.ANSWERED, 1);
        count(Figure.ANSWERED_MS, between(asked, turn.at()));
      }
      if (turn.written() > 0 && waitsSince != null) {
        count(Figure.RECEIVED, 1);
        count(Figure.RECEIVED_MS, between(waitsSince, turn.at()));
        waitsSince = null;
      }
    }
  }

  private static long between(Instant from, Instant to) {
    return Math.clamp(Duration.between(from, to).toMillis(), 0, LONGEST.toMillis());
  }
}
