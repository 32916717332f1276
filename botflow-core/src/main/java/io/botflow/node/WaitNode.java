package io.botflow.node;

import io.botflow.expression.Expression;
import io.botflow.flow.ProblemCode;
import io.botflow.flow.VariableType;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a time or for an event outside. What the customer writes meanwhile is kept and waits
 * too.
 */
public final class WaitNode implements NodeType<WaitNode.Config> {

  /**
   * The settings; exactly one of duration, until and event.
   *
   * @param until a moment
   * @param event the name of an event that an outside program signals
   * @param variable gets the event's data
   * @param timeout how long to wait for the event; null for the flow's inactivity
   */
  public record Config(
      @Setting(value = "For", holds = "duration") @Nullable Duration duration,
      @Setting("Until") @Nullable Expression until,
      @Setting("For the event") @Nullable String event,
      @Setting(value = "Keep its data in", holds = "variable") @Nullable String variable,
      @Setting(value = "At most", holds = "duration") @Nullable Duration timeout) {}

  @Override
  public String name() {
    return "wait";
  }

  @Override
  public NodeCard card() {
    return new NodeCard(
        "Wait", NodeCard.Category.LOGIC, "Waits for a time or for something that happens outside.");
  }

  @Override
  public Class<Config> config() {
    return Config.class;
  }

  @Override
  public List<Port> ports(Config config) {
    return config.event() == null
        ? List.of(Port.required(Port.NEXT))
        : List.of(Port.required(Port.NEXT), Port.optional(Port.TIMEOUT));
  }

  @Override
  public Map<String, VariableType> fills(Config config) {
    return config.variable() == null ? Map.of() : Map.of(config.variable(), VariableType.OBJECT);
  }

  @Override
  public boolean waits(Config config) {
    return true;
  }

  @Override
  public void check(Config config, FlowCheck check) {
    int ways =
        (config.duration() == null ? 0 : 1)
            + (config.until() == null ? 0 : 1)
            + (config.event() == null ? 0 : 1);
    if (ways != 1) {
      check.report(
          ProblemCode.BAD_VALUE, "", "Wait for a duration, until a moment, or for an event: one.");
    }
    if (config.duration() != null
        && (config.duration().isNegative() || config.duration().isZero())) {
      check.report(ProblemCode.BAD_VALUE, "/duration", "A wait is longer than nothing.");
    }
  }

  @Override
  public Outcome enter(Config config, TurnContext turn) {
    if (config.event() != null) {
      return new Outcome.Await(
          config.timeout() == null ? null : turn.now().plus(config.timeout()), 0, Map.of());
    }
    if (config.duration() != null) {
      return new Outcome.Await(turn.now().plus(config.duration()), 0, Map.of());
    }
    Instant until = config.until() == null ? null : moment(turn.evaluate(config.until()));
    if (until == null) {
      return new Outcome.Fail("no_moment", "\"until\" gave no moment to wait for");
    }
    return until.isAfter(turn.now()) ? new Outcome.Await(until, 0, Map.of()) : Outcome.NEXT;
  }

  private static @Nullable Instant moment(@Nullable Object value) {
    if (value instanceof Instant instant) {
      return instant;
    }
    try {
      return value instanceof String text ? Instant.parse(text) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  @Override
  public Outcome resume(Config config, TurnContext turn, Resumption why) {
    return switch (why) {
      case Resumption.TimeUp ignored ->
          config.event() == null ? Outcome.NEXT : new Outcome.Leave(Port.TIMEOUT);
      case Resumption.Signal signal -> {
        if (!signal.name().equals(config.event())) {
          yield stay(turn);
        }
        if (config.variable() != null) {
          turn.set(config.variable(), signal.data());
        }
        yield Outcome.NEXT;
      }
      case Resumption.Answer ignored -> stay(turn);
      case Resumption.Returned ignored -> Outcome.NEXT;
      case Resumption.GivenBack ignored -> enter(config, turn);
    };
  }

  private static Outcome stay(TurnContext turn) {
    return new Outcome.Await(turn.wakeAt(), turn.attempts(), turn.memo());
  }
}
