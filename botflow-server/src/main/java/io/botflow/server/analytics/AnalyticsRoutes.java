package io.botflow.server.analytics;

import io.botflow.server.analytics.BotFigures.Asked;
import io.botflow.server.analytics.BotFigures.Detail;
import io.botflow.server.analytics.BotFigures.Goal;
import io.botflow.server.analytics.BotFigures.NamedChannel;
import io.botflow.server.analytics.BotFigures.StepFigures;
import io.botflow.server.analytics.Figures.Compared;
import io.botflow.server.api.Access;
import io.botflow.server.api.Answer;
import io.botflow.server.api.Call;
import io.botflow.server.api.CsvLine;
import io.botflow.server.api.Page;
import io.botflow.server.api.Permission;
import io.botflow.server.api.Refusal;
import io.botflow.server.api.Route;
import io.botflow.server.api.RouteSource;
import io.botflow.server.http.ErrorCode;
import io.botflow.server.http.Problem;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Figures. */
final class AnalyticsRoutes implements RouteSource {
  private static final String COMPARE = "compare";
  private static final String WORKFLOW = "workflow";

  private static final List<String> HEADINGS =
      List.of(
          "day",
          "bot",
          "channel",
          "conversations",
          "messages in",
          "messages of the bot",
          "messages of people",
          "resolved by the bot",
          "resolved by people",
          "ended",
          "handed off",
          "taken over",
          "failed steps",
          "first response ms",
          "person's response ms",
          "sent",
          "delivered",
          "read",
          "failed",
          "by category",
          "model tokens",
          "model cost micros");

  private final Figures figures;
  private final BotFigures bots;
  private final InstantSource clock;

  @Inject
  AnalyticsRoutes(Figures figures, BotFigures bots, InstantSource clock) {
    this.clock = clock;
    this.figures = figures;
    this.bots = bots;
  }

  /**
   * @param from first day, in the zone of the organisation's business hours
   * @param to last day
   * @param previous of as many days before; null where that was not asked for
   */
  record Overview(String from, String to, FigureSet figures, @Nullable FigureSet previous) {}

  /** The figures of a day. */
  record DayFigures(String day, FigureSet figures) {}

  /** The figures of a bot. */
  record BotRow(UUID botId, String name, Goal goal, FigureSet figures) {}

  /** The figures of a channel. */
  record ChannelRow(UUID channelId, String kind, String name, FigureSet figures) {}

  /**
   * How a bot does.
   *
   * @param versionId the published version whose steps are shown; null where none is
   * @param intents what customers wanted, the most frequent first
   * @param unanswered what nothing that the organisation knows answered, of all of its bots
   */
  record BotAnalytics(
      String from,
      String to,
      FigureSet figures,
      @Nullable FigureSet previous,
      Goal goal,
      @Nullable UUID versionId,
      List<StepFigures> steps,
      List<Asked> intents,
      List<Asked> unanswered) {
    BotAnalytics {
      steps = List.copyOf(steps);
      intents = List.copyOf(intents);
      unanswered = List.copyOf(unanswered);
    }
  }

  @Override
  public List<Route> routes() {
    Access readers = new Access.Member(Permission.ANALYTICS_READ);
    return List.of(
        ofAll(
            Route.get("/api/analytics/overview", readers, "What happened.", this::overview)
                .answering(Overview.class)
                .withParameter(COMPARE)),
        ofAll(
            Route.get(
                    "/api/analytics/conversations",
                    readers,
                    "The figures of each day on which conversations began.",
                    this::conversations)
                .paging(DayFigures.class)),
        ofAll(
            Route.get(
                    "/api/analytics/messages",
                    readers,
                    "The figures of each day on which anything happened.",
                    this::days)
                .paging(DayFigures.class)),
        ofAll(
            Route.get(
                    "/api/analytics/performance",
                    readers,
                    "The figures of each bot, and how well it does what it is for.",
                    this::performance)
                .paging(BotRow.class)),
        ofAll(
            Route.get(
                    "/api/analytics/channels",
                    readers,
                    "The figures of each channel; what models cost belongs to none.",
                    this::channels)
                .paging(ChannelRow.class)),
        ofAll(
            Route.get(
                    "/api/analytics/export",
                    readers,
                    "The figures by day, bot and channel as CSV.",
                    this::export)
                .answering(Answer.Text.class)),
        ranged(
            Route.get(
                    "/api/bots/{id}/analytics",
                    readers,
                    "How a bot does, step by step of its published version.",
                    this::bot)
                .answering(BotAnalytics.class)
                .withParameter(COMPARE)
                .withParameter("channel")
                .withParameter(WORKFLOW)));
  }

  private static Route ofAll(Route route) {
    return ranged(route).withParameter("bot").withParameter("channel");
  }

  private static Route ranged(Route route) {
    return route.withParameter("from").withParameter("to");
  }

  private Range range(Call call) {
    return Range.of(call, () -> figures.today(call.organization(), clock.instant()));
  }

  private Answer overview(Call call) {
    Range range = range(call);
    Compared found = figures.whole(call.organization(), range, compares(call));
    return Answer.ok(
        new Overview(range.from().toString(), range.to().toString(), found.now(), found.before()));
  }

  private static boolean compares(Call call) {
    String compare = call.parameter(COMPARE);
    if (compare == null || compare.equals("false")) {
      return false;
    }
    if (!compare.equals("true")) {
      throw new Refusal(
          ErrorCode.INVALID_PARAMETER,
          List.of(new Problem.Place(COMPARE, "has to be true or false")));
    }
    return true;
  }

  private Answer conversations(Call call) {
    return Answer.ok(
        new Page<>(
            series(call).stream().filter(day -> day.figures().conversations() > 0).toList(), null));
  }

  private Answer days(Call call) {
    return Answer.ok(new Page<>(series(call), null));
  }

  private List<DayFigures> series(Call call) {
    return figures.read(call.organization(), range(call), Figures.Part.DAY).entrySet().stream()
        .map(day -> new DayFigures(day.getKey(), day.getValue()))
        .toList();
  }

  private Answer performance(Call call) {
    return Answer.ok(
        new Page<>(
            bots.performance(call.organization(), range(call)).stream()
                .map(
                    one ->
                        new BotRow(
                            one.bot().id(),
                            one.bot().name(),
                            Goal.of(one.bot().task(), one.figures()),
                            one.figures()))
                .toList(),
            null));
  }

  private Answer channels(Call call) {
    Map<String, FigureSet> parts =
        figures.read(call.organization(), range(call), Figures.Part.CHANNEL);
    List<ChannelRow> rows = new ArrayList<>();
    for (NamedChannel channel : bots.channels(call.organization())) {
      FigureSet found = parts.get(channel.id().toString());
      if (found != null) {
        rows.add(new ChannelRow(channel.id(), channel.kind(), channel.name(), found));
      }
    }
    return Answer.ok(new Page<>(rows, null));
  }

  private Answer export(Call call) {
    Map<String, FigureSet> parts = figures.read(call.organization(), range(call), Figures.Part.ALL);
    StringBuilder csv = new StringBuilder(CsvLine.of(HEADINGS.stream()));
    parts.forEach((part, found) -> csv.append(CsvLine.of(line(part, found))));
    return Answer.ok(new Answer.Text("text/csv; charset=utf-8", csv.toString(), "analytics.csv"));
  }

  private static Stream<?> line(String part, FigureSet found) {
    Stream<?> numbers =
        Stream.of(
            found.conversations(),
            found.messagesIn(),
            found.messagesBot(),
            found.messagesPeople(),
            found.resolvedByBot(),
            found.resolvedByPeople(),
            found.ended(),
            found.handedOff(),
            found.takenOver(),
            found.failedSteps(),
            known(found.firstResponseMs()),
            known(found.personResponseMs()),
            found.delivery().sent(),
            found.delivery().delivered(),
            found.delivery().read(),
            found.delivery().failed(),
            found.messagesByCategory().entrySet().stream()
                .map(category -> category.getKey() + " " + category.getValue())
                .collect(Collectors.joining(", ")),
            known(found.modelTokens()),
            known(found.modelCostMicros()));
    return Stream.concat(Stream.of(part.split("/", -1)), numbers);
  }

  private static Object known(@Nullable Long number) {
    return number == null ? "" : number;
  }

  private Answer bot(Call call) {
    UUID bot = call.id("id");
    Range range = range(call).of(bot);
    Detail detail =
        bots.detail(call.organization(), bot, Range.id(call, WORKFLOW), range, compares(call));
    Compared found = detail.figures();
    return Answer.ok(
        new BotAnalytics(
            range.from().toString(),
            range.to().toString(),
            found.now(),
            found.before(),
            Goal.of(detail.bot().task(), found.now()),
            detail.version(),
            detail.steps(),
            detail.intents(),
            detail.unanswered()));
  }
}
