package io.botflow.server.analytics;

import io.botflow.server.api.Refusal;
import io.botflow.server.bot.TaskType;
import io.botflow.server.http.ErrorCode;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads how bots do. Thread-safe. */
final class BotFigures {
  private static final int MOST_LISTED = 20;
  private static final int MOST_STEPS = 1_000;

  private static final String BOTS =
      """
      select id, name, task_type from bots where org_id = :org and deleted_at is null
      order by created_at, id
      """;

  private static final String CHANNELS =
      """
      select id, kind, account, display_name from channels where org_id = :org
      order by created_at, id
      """;

  private static final String LIVE =
      """
      select p.version_id from bots b
      join workflow_publications p on p.org_id = b.org_id
        and p.workflow_id = coalesce(:workflow::uuid, b.main_workflow_id)
      join bot_workflows w on w.org_id = p.org_id and w.id = p.workflow_id and w.bot_id = b.id
      where b.org_id = :org and b.id = :bot
      """;

  private static final String STEPS =
      """
      select node, sum(entered) as entered, sum(left_again) as left_again, sum(ended) as ended,
        sum(handed_off) as handed_off, sum(timed_out) as timed_out, sum(failed) as failed,
        sum(refused) as refused
      from analytics_steps
      where org_id = :org and bot_id = :bot and version = :version and day between :from and :to
      group by node order by entered desc, node limit :most
      """;

  private static final String INTENTS =
      """
      select intent, sum(times) as times from analytics_intents
      where org_id = :org and bot_id = :bot and day between :from and :to
      group by intent order by times desc, intent limit :most
      """;

  private static final String UNANSWERED =
      """
      select question, times from unanswered_questions where org_id = :org
      order by times desc, last_at desc, id limit :most
      """;

  private final Transactions transactions;

  @Inject
  BotFigures(Databases databases) {
    this.transactions = databases.api();
  }

  /** A bot by name. */
  record NamedBot(UUID id, String name, TaskType task) {}

  /** A channel by what it is called: the account, where it has no name. */
  record NamedChannel(UUID id, String kind, String name) {}

  /**
   * What a bot is for, and how well it does that.
   *
   * @param rate from 0 to 1; null while nothing happened
   */
  record Goal(String taskType, String text, @Nullable Double rate) {
    static Goal of(TaskType task, FigureSet figures) {
      return new Goal(
          task.text(),
          task.goal(),
          switch (task) {
            case BOOKING -> FigureSet.rate(figures.resolvedByBot(), figures.conversations());
            case ORDER_TRACKING, FAQ -> figures.resolutionRate();
            case LEAD_GENERATION -> FigureSet.rate(figures.handedOff(), figures.conversations());
            case CUSTOM -> FigureSet.rate(figures.ended(), figures.conversations());
          });
    }
  }

  /**
   * How often a step was met.
   *
   * @param stayed came and did not go on: they wait, or went silent
   */
  record StepFigures(
      String nodeId,
      long entered,
      long left,
      long ended,
      long handedOff,
      long timedOut,
      long failed,
      long refusedAnswers,
      long stayed) {}

  /** What was asked, and how often. */
  record Asked(String text, long times) {}

  /** What is kept of one bot alone. */
  record Detail(
      NamedBot bot,
      Figures.Compared figures,
      @Nullable UUID version,
      List<StepFigures> steps,
      List<Asked> intents,
      List<Asked> unanswered) {
    Detail {
      steps = List.copyOf(steps);
      intents = List.copyOf(intents);
      unanswered = List.copyOf(unanswered);
    }
  }

  /** A bot's figures. */
  record Performance(NamedBot bot, FigureSet figures) {}

  /** Of bots that have any, the oldest first. */
  List<Performance> performance(UUID organization, Range range) {
    return transactions.in(
        organization,
        handle -> {
          Map<String, FigureSet> parts =
              Figures.read(handle, organization, range, Figures.Part.BOT);
          return bots(handle, organization).stream()
              .filter(bot -> parts.containsKey(bot.id().toString()))
              .map(
                  bot ->
                      new Performance(bot, Objects.requireNonNull(parts.get(bot.id().toString()))))
              .toList();
        });
  }

  private static List<NamedBot> bots(Handle handle, UUID organization) {
    return handle
        .createQuery(BOTS)
        .bind("org", organization)
        .map(
            (row, context) ->
                new NamedBot(
                    Objects.requireNonNull(row.getObject("id", UUID.class)),
                    row.getString("name"),
                    TaskType.of(row.getString("task_type"))))
        .list();
  }

  /** The organisation's channels, the oldest first. */
  List<NamedChannel> channels(UUID organization) {
    return transactions.in(
        organization,
        handle ->
            handle
                .createQuery(CHANNELS)
                .bind("org", organization)
                .map(
                    (row, context) ->
                        new NamedChannel(
                            Objects.requireNonNull(row.getObject("id", UUID.class)),
                            row.getString("kind"),
                            Objects.requireNonNullElse(
                                row.getString("display_name"), row.getString("account"))))
                .list());
  }

  /**
   * @param workflow whose published version's steps are read; null for what the bot begins with
   * @param compare whether the figures of as many days before are read as well
   */
  Detail detail(
      UUID organization, UUID bot, @Nullable UUID workflow, Range range, boolean compare) {
    return transactions.in(
        organization,
        handle -> {
          NamedBot named =
              bots(handle, organization).stream()
                  .filter(each -> each.id().equals(bot))
                  .findFirst()
                  .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
          UUID version =
              handle
                  .createQuery(LIVE)
                  .bind("org", organization)
                  .bind("bot", bot)
                  .bind("workflow", workflow)
                  .mapTo(UUID.class)
                  .findOne()
                  .orElse(null);
          return new Detail(
              named,
              Figures.whole(handle, organization, range, compare),
              version,
              version == null ? List.of() : steps(handle, organization, bot, version, range),
              asked(handle, INTENTS, Map.of("bot", bot), organization, range),
              asked(handle, UNANSWERED, Map.of(), organization, null));
        });
  }

  private static List<StepFigures> steps(
      Handle handle, UUID organization, UUID bot, UUID version, Range range) {
    return handle
        .createQuery(STEPS)
        .bind("org", organization)
        .bind("bot", bot)
        .bind("version", version.toString())
        .bind("from", range.from())
        .bind("to", range.to())
        .bind("most", MOST_STEPS)
        .map(
            (row, context) -> {
              long entered = row.getLong("entered");
              long gone =
                  row.getLong("left_again") + row.getLong("ended") + row.getLong("handed_off");
              return new StepFigures(
                  row.getString("node"),
                  entered,
                  row.getLong("left_again"),
                  row.getLong("ended"),
                  row.getLong("handed_off"),
                  row.getLong("timed_out"),
                  row.getLong("failed"),
                  row.getLong("refused"),
                  Math.max(0, entered - gone));
            })
        .list();
  }

  private static List<Asked> asked(
      Handle handle,
      String sql,
      Map<String, Object> more,
      UUID organization,
      @Nullable Range range) {
    Map<String, Object> values = new HashMap<>(more);
    values.put("org", organization);
    values.put("most", MOST_LISTED);
    if (range != null) {
      values.put("from", range.from());
      values.put("to", range.to());
    }
    return handle
        .createQuery(sql)
        .bindMap(values)
        .map((row, context) -> new Asked(row.getString(1), row.getLong(2)))
        .list();
  }
}
