package io.botflow.server.workflow;

import io.botflow.ai.intent.IntentTrainer;
import io.botflow.ai.intent.SuggestedExample;
import io.botflow.ai.intent.TrainingReport;
import io.botflow.flow.Flow;
import io.botflow.flow.FlowReader;
import io.botflow.server.api.Access;
import io.botflow.server.api.Answer;
import io.botflow.server.api.Call;
import io.botflow.server.api.Page;
import io.botflow.server.api.Permission;
import io.botflow.server.api.Refusal;
import io.botflow.server.api.Route;
import io.botflow.server.api.RouteSource;
import io.botflow.server.runtime.IntentModels;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How well a workflow's intents are told apart, and what customers wrote that would help. */
final class TrainingRoutes implements RouteSource {
  private static final String ONE = "/api/bots/{id}/workflows/{workflowId}";

  private static final int MOST_SUGGESTED = 50;

  private final Workflows workflows;
  private final WorkflowVersions versions;
  private final IntentModels models;
  private final Transactions transactions;

  @Inject
  TrainingRoutes(
      Workflows workflows, WorkflowVersions versions, IntentModels models, Databases databases) {
    this.workflows = workflows;
    this.versions = versions;
    this.models = models;
    this.transactions = databases.api();
  }

  /**
   * What an author should know of a model, by cross-validation.
   *
   * @param byMeaning whether the encoder took part, or words alone
   * @param accuracy which part of the examples was taken for the right intent, from 0 to 1; null
   *     where no intent has two
   * @param weak intents that need more examples, or others; the worst first
   * @param confusions intents that are taken for others; the most frequent first
   * @param shared examples that several intents have
   */
  record TrainingView(
      int intents,
      int examples,
      boolean byMeaning,
      @Nullable Double accuracy,
      List<TrainingReport.Weak> weak,
      List<TrainingReport.Confusion> confusions,
      List<TrainingReport.Shared> shared) {
    TrainingView {
      weak = List.copyOf(weak);
      confusions = List.copyOf(confusions);
      shared = List.copyOf(shared);
    }
  }

  @Override
  public List<Route> routes() {
    Access readers = new Access.Member(Permission.BOTS_READ);
    return List.of(
        Route.get(
                ONE + "/training-report",
                readers,
                "Says how well the draft's intents are told apart.",
                call -> report(draft(call)))
            .answering(TrainingView.class),
        Route.get(
                ONE + "/versions/{number}/training-report",
                readers,
                "Says how well a version's intents are told apart.",
                this::version)
            .answering(TrainingView.class),
        Route.get(
                ONE + "/suggested-examples",
                new Access.Member(Permission.CONVERSATIONS_READ),
                "Lists what customers wrote lately of which the draft's intents are not sure.",
                this::suggested)
            .paging(SuggestedExample.class));
  }

  private Map<String, List<String>> draft(Call call) {
    return intents(
        workflows.read(call.organization(), call.id("id"), call.id("workflowId")).text());
  }

  private Answer version(Call call) {
    return report(
        intents(
            versions
                .read(
                    call.organization(),
                    call.id("id"),
                    call.id("workflowId"),
                    call.number("number"))
                .document()
                .toString()));
  }

  static Map<String, List<String>> intents(String document) {
    Flow flow = FlowReader.read(document).flow();
    return flow == null ? Map.of() : flow.intents();
  }

  private Answer report(Map<String, List<String>> intents) {
    IntentTrainer.Training training = training(intents);
    TrainingReport report = training.report();
    return Answer.ok(
        new TrainingView(
            report.intents(),
            report.examples(),
            training.model().encoder() != null,
            report.accuracy(),
            report.weak(),
            report.confusions(),
            report.shared()));
  }

  private Answer suggested(Call call) {
    Map<String, List<String>> intents = draft(call);
    List<String> texts = texts(call.organization(), call.id("id"));
    return Answer.ok(
        new Page<>(
            SuggestedExample.of(training(intents).model(), intents, texts, MOST_SUGGESTED), null));
  }

  private IntentTrainer.Training training(Map<String, List<String>> intents) {
    try {
      return models.drafts().training(intents);
    } catch (IllegalArgumentException e) {
      throw Refusal.of("/intents", "cannot be learnt: " + e.getMessage());
    }
  }

  /** The last texts of the bot's conversations of late. */
  private List<String> texts(UUID organization, UUID bot) {
    return transactions.in(
        organization,
        handle ->
            handle
                .createQuery(TEXTS)
                .bind("org", organization)
                .bind("bot", bot)
                .mapTo(String.class)
                .list());
  }

  private static final String TEXTS =
      """
      select left(m.text, 300) from (
        select conversation_id from inbox_items
        where org_id = :org and bot_id = :bot and last_at > '-infinity'
        order by last_at desc limit 200) c
      cross join lateral (
        select content ->> 'body' as text from messages
        where conversation_id = c.conversation_id and org_id = :org and sent_by = 'customer'
        order by id desc limit 5) m
      where m.text <> '' limit 400
      """;
}
