package io.botflow.server.bot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.botflow.server.api.Access;
import io.botflow.server.api.Answer;
import io.botflow.server.api.Call;
import io.botflow.server.api.Page;
import io.botflow.server.api.Permission;
import io.botflow.server.api.Refusal;
import io.botflow.server.api.Route;
import io.botflow.server.api.RouteSource;
import io.botflow.server.bot.TaskType.TaskTypeView;
import io.botflow.server.http.ErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a bot can be for, and the flows to begin with. */
final class TemplateRoutes implements RouteSource {

  /**
   * @param kind {@code line}, {@code url} or {@code list}: names with commas between them
   */
  record FlowTemplateQuestion(String id, String label, String kind, String example) {
    static FlowTemplateQuestion of(TemplateQuestion question) {
      return new FlowTemplateQuestion(
          question.id(),
          question.label(),
          question.kind().name().toLowerCase(Locale.ROOT),
          question.example());
    }
  }

  record FlowTemplateSummary(
      String name,
      String title,
      String description,
      String taskType,
      List<FlowTemplateQuestion> questions) {
    static FlowTemplateSummary of(FlowTemplate template) {
      return new FlowTemplateSummary(
          template.name(),
          template.title(),
          template.description(),
          template.taskType(),
          template.questions().stream().map(FlowTemplateQuestion::of).toList());
    }
  }

  record FlowTemplateDocument(FlowTemplateSummary template, JsonNode document) {}

  @Override
  public List<Route> routes() {
    Access readers = new Access.Member(Permission.BOTS_READ);
    return List.of(
        Route.get("/api/task-types", readers, "Lists what a bot can be for.", this::taskTypes)
            .paging(TaskTypeView.class),
        Route.get("/api/flow-templates", readers, "Lists the templates.", this::list)
            .paging(FlowTemplateSummary.class),
        Route.get(
                "/api/flow-templates/{name}",
                readers,
                "Shows a template with its flow.",
                this::read)
            .answering(FlowTemplateDocument.class));
  }

  private Answer taskTypes(Call call) {
    return Answer.ok(
        new Page<>(Arrays.stream(TaskType.values()).map(TaskType::view).toList(), null));
  }

  private Answer list(Call call) {
    return Answer.ok(
        new Page<>(FlowTemplates.all().stream().map(FlowTemplateSummary::of).toList(), null));
  }

  private Answer read(Call call) {
    FlowTemplate template = FlowTemplates.find(call.word("name"));
    if (template == null) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    ObjectNode document = FlowTemplates.document(template);
    return Answer.ok(new FlowTemplateDocument(FlowTemplateSummary.of(template), document));
  }
}
