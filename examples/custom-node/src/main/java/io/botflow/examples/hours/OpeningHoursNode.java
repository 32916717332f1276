package io.botflow.examples.hours;

import io.botflow.flow.ProblemCode;
import io.botflow.node.FlowCheck;
import io.botflow.node.NodeType;
import io.botflow.node.Outcome;
import io.botflow.node.Port;
import io.botflow.node.Setting;
import io.botflow.node.TurnContext;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Goes one way while the shop is open and another while it is closed. */
public final class OpeningHoursNode implements NodeType<OpeningHoursNode.Config> {

  /**
   * The settings.
   *
   * @param from when it opens, such as 09:00
   * @param to when it closes
   * @param days the days that it opens; none means Monday to Friday
   * @param zone an IANA time zone; null for the customer's
   */
  public record Config(
      @Setting("Opens") String from,
      @Setting("Closes") String to,
      @Setting("Days") Set<DayOfWeek> days,
      @Setting("Time zone") @Nullable String zone) {
    private static final Set<DayOfWeek> WORKING_DAYS =
        Set.of(
            DayOfWeek.MONDAY,
            DayOfWeek.TUESDAY,
            DayOfWeek.WEDNESDAY,
            DayOfWeek.THURSDAY,
            DayOfWeek.FRIDAY);

    public Config {
      days = days == null || days.isEmpty() ? WORKING_DAYS : Set.copyOf(days);
    }
  }

  @Override
  public String name() {
    return "opening_hours";
  }

  @Override
  public Class<Config> config() {
    return Config.class;
  }

  @Override
  public List<Port> ports(Config config) {
    return List.of(Port.required("open"), Port.required("closed"));
  }

  @Override
  public void check(Config config, FlowCheck check) {
    if (time(config.from()) == null) {
      check.report(ProblemCode.BAD_VALUE, "/from", "This is no time such as 09:00.");
    }
    if (time(config.to()) == null) {
      check.report(ProblemCode.BAD_VALUE, "/to", "This is no time such as 17:30.");
    }
    if (config.zone() != null && zone(config.zone()) == null) {
      check.report(
          ProblemCode.BAD_VALUE, "/zone", "This is no time zone such as Africa/Johannesburg.");
    }
  }

  @Override
  public Outcome enter(Config config, TurnContext turn) {
    ZoneId own = config.zone() == null ? null : zone(config.zone());
    ZonedDateTime now = turn.now().atZone(own == null ? turn.scope().zone() : own);
    LocalTime from = time(config.from());
    LocalTime to = time(config.to());
    boolean open =
        from != null
            && to != null
            && config.days().contains(now.getDayOfWeek())
            && !now.toLocalTime().isBefore(from)
            && now.toLocalTime().isBefore(to);
    return new Outcome.Leave(open ? "open" : "closed");
  }

  private static @Nullable LocalTime time(String text) {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
