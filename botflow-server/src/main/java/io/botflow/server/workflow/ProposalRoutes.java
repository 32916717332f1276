package io.botflow.server.workflow;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.botflow.flow.Flow;
import io.botflow.flow.FlowProblem;
import io.botflow.flow.FlowReader;
import io.botflow.flow.ProblemCode;
import io.botflow.node.NodeTypes;
import io.botflow.server.api.Access;
import io.botflow.server.api.Answer;
import io.botflow.server.api.Call;
import io.botflow.server.api.Checked;
import io.botflow.server.api.Permission;
import io.botflow.server.api.Refusal;
import io.botflow.server.api.Route;
import io.botflow.server.api.RouteSource;
import io.botflow.server.translation.Languages;
import io.botflow.server.translation.ServerTranslator;
import io.botflow.spi.Payer;
import io.botflow.testing.CheckedFlow;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;

/** Proposes a draft's texts in another language. Nothing is saved: an author reviews them. */
final class ProposalRoutes implements RouteSource {
  /** More is asked for again, once these are in the draft. */
  private static final int MOST = 60;

  private final Workflows workflows;
  private final NodeTypes types;
  private final ServerTranslator translator;

  @Inject
  ProposalRoutes(Workflows workflows, NodeTypes types, ServerTranslator translator) {
    this.workflows = workflows;
    this.types = types;
    this.translator = translator;
  }

  /**
   * Which language.
   *
   * @param language a BCP 47 tag
   */
  record WantedLanguage(String language) implements Checked {
    @Override
    public void check(BiConsumer<String, String> problem) {
      if (!Languages.known(language)) {
        problem.accept("/language", "has to be a language such as en or pt-BR");
      }
    }
  }

  /**
   * A text that the language lacks.
   *
   * @param path where it stands in the node's config; with the node's id its place in the
   *     document's {@code translations}
   */
  record Proposal(String nodeId, String path, String text, String proposed) {}

  /**
   * What is proposed.
   *
   * @param more whether further texts are missing
   */
  record ProposalsView(String language, List<Proposal> proposals, boolean more) {
    ProposalsView {
      proposals = List.copyOf(proposals);
    }
  }

  /** A text without a translation. */
  private record Missing(String node, String path, String text) {}

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post(
                "/api/bots/{id}/workflows/{workflowId}/translation-proposals",
                new Access.Member(Permission.BOTS_WRITE),
                "Proposes the draft's texts in another language, as far as they are missing.",
                this::propose)
            .taking(WantedLanguage.class)
            .answering(ProposalsView.class));
  }

  private Answer propose(Call call) {
    UUID bot = call.id("id");
    UUID workflow = call.id("workflowId");
    WorkflowRow row = workflows.read(call.organization(), bot, workflow);
    String language = call.body(WantedLanguage.class).language();
    Flow flow = FlowReader.read(row.text()).flow();
    if (flow == null || flow.language().equalsIgnoreCase(language)) {
      throw Refusal.of("/language", "is the workflow's own");
    }
    List<Missing> missing = missing(flow, language);
    List<Missing> now = missing.subList(0, Math.min(MOST, missing.size()));
    List<String> translated =
        now.isEmpty()
            ? List.of()
            : translator
                .translated(
                    new Payer(call.organization(), bot, workflow),
                    now.stream().map(Missing::text).toList(),
                    flow.language(),
                    language)
                .texts();
    List<Proposal> proposals = new ArrayList<>();
    for (int i = 0; i < now.size(); i++) {
      Missing one = now.get(i);
      proposals.add(new Proposal(one.node(), one.path(), one.text(), translated.get(i)));
    }
    return Answer.ok(new ProposalsView(language, proposals, missing.size() > now.size()));
  }

  /** What the check says of a draft that has the language. */
  private List<Missing> missing(Flow flow, String language) {
    ObjectNode document = flow.document().deepCopy();
    document.withObjectProperty("translations").withObjectProperty(language);
    List<Missing> missing = new ArrayList<>();
    for (FlowProblem problem : CheckedFlow.of(document.toString(), types, id -> true).problems()) {
      if (problem.code() == ProblemCode.MISSING_TRANSLATION
          && problem.node() != null
          && problem.text().contains("\"" + language + "\"")) {
        JsonNode text = document.at(JsonPointer.compile(problem.pointer()));
        int config = problem.pointer().indexOf("/config/");
        if (text.isTextual() && config > 0) {
          missing.add(
              new Missing(
                  problem.node(),
                  problem.pointer().substring(config + "/config".length()),
                  text.asText()));
        }
      }
    }
    return missing;
  }
}
