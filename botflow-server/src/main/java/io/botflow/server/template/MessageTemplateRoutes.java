package io.botflow.server.template;

import io.botflow.server.api.Access;
import io.botflow.server.api.Answer;
import io.botflow.server.api.Call;
import io.botflow.server.api.Cursor;
import io.botflow.server.api.Page;
import io.botflow.server.api.Permission;
import io.botflow.server.api.Refusal;
import io.botflow.server.api.Route;
import io.botflow.server.api.RouteSource;
import io.botflow.server.http.ErrorCode;
import io.botflow.server.http.Problem;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Message templates: what may be said to customers who did not write lately. */
final class MessageTemplateRoutes implements RouteSource {
  private static final String ALL = "/api/templates";
  private static final String ONE = ALL + "/{id}";
  private static final String LANGUAGES = "languages";

  private final TemplateDrafts drafts;
  private final TemplateSubmissions submissions;
  private final TemplateUses uses;

  @Inject
  MessageTemplateRoutes(TemplateDrafts drafts, TemplateSubmissions submissions, TemplateUses uses) {
    this.drafts = drafts;
    this.submissions = submissions;
    this.uses = uses;
  }

  @Override
  public List<Route> routes() {
    Access readers = new Access.Member(Permission.TEMPLATES_READ);
    Access writers = new Access.Member(Permission.TEMPLATES_WRITE);
    return List.of(
        Route.get(ALL, readers, "Lists the message templates and drafts.", this::list)
            .paging(MessageTemplateView.class)
            .withParameter("account")
            .withParameter("status")
            .withParameter("search"),
        Route.post(ALL, writers, "Drafts a message template.", this::make)
            .taking(TemplateInputs.NewTemplate.class)
            .creating(MessageTemplateView.class),
        Route.get(
                ALL + "/broken-flows",
                readers,
                "Lists the places of published flows that do not fit their template.",
                this::broken)
            .paging(TemplateUses.TemplateUseView.class),
        Route.post(
                ALL + "/read-again",
                writers,
                "Has the templates of a number's business account read from the network soon.",
                this::readAgain)
            .taking(TemplateInputs.ReadAgain.class),
        Route.get(ONE, readers, "Shows a message template.", this::read)
            .answering(MessageTemplateView.class),
        Route.patch(
                ONE,
                writers,
                "Saves a change of a message template as its draft, which is not sent yet.",
                this::change)
            .taking(TemplateInputs.TemplateChange.class)
            .answering(MessageTemplateView.class),
        Route.delete(
                ONE,
                writers,
                "Deletes a message template, at the network as well; its name rests for 30 days.",
                this::delete)
            .withParameter(LANGUAGES),
        Route.post(
                ONE + "/submit-for-approval",
                writers,
                "Sends a draft to the network for review.",
                this::submit)
            .answering(MessageTemplateView.class),
        Route.get(
                ONE + "/flows",
                readers,
                "Lists where published flows send the template, and what does not fit.",
                this::flows)
            .paging(TemplateUses.TemplateUseView.class));
  }

  private Answer list(Call call) {
    Cursor cursor = call.cursor();
    TemplateDrafts.Filter filter =
        new TemplateDrafts.Filter(
            call.parameter("account"), call.parameter("status"), call.parameter("search"));
    return Answer.ok(
        Page.of(
            drafts.list(call.organization(), filter, cursor),
            cursor.limit(),
            template -> new Cursor.Place(template.createdAt(), template.id())));
  }

  private Answer make(Call call) {
    return Answer.created(drafts.make(call, call.body(TemplateInputs.NewTemplate.class)));
  }

  private Answer broken(Call call) {
    return Answer.ok(new Page<>(uses.broken(call.organization()), null));
  }

  private Answer readAgain(Call call) {
    drafts.readSoon(
        call.organization(), call.body(TemplateInputs.ReadAgain.class).whatsappAccountId());
    return Answer.done();
  }

  private Answer read(Call call) {
    return Answer.ok(drafts.read(call.organization(), call.id("id")).view());
  }

  private Answer change(Call call) {
    return Answer.ok(
        drafts.change(call, call.id("id"), call.body(TemplateInputs.TemplateChange.class)));
  }

  private Answer delete(Call call) {
    submissions.delete(call, call.id("id"), allLanguages(call.parameter(LANGUAGES)));
    return Answer.done();
  }

  private static boolean allLanguages(@Nullable String languages) {
    if (languages != null && !languages.equals("all")) {
      throw new Refusal(
          ErrorCode.INVALID_PARAMETER,
          List.of(new Problem.Place(LANGUAGES, "has to be all, or left out")));
    }
    return languages != null;
  }

  private Answer submit(Call call) {
    return Answer.ok(submissions.submit(call, call.id("id")));
  }

  private Answer flows(Call call) {
    return Answer.ok(
        new Page<>(
            uses.of(call.organization(), drafts.read(call.organization(), call.id("id"))), null));
  }
}
