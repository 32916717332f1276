package io.botflow.server.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.conversation.Contact;
import io.botflow.flow.Flow;
import io.botflow.server.api.Access;
import io.botflow.server.api.Answer;
import io.botflow.server.api.Call;
import io.botflow.server.api.Checked;
import io.botflow.server.api.Permission;
import io.botflow.server.api.Route;
import io.botflow.server.api.RouteSource;
import io.botflow.server.runtime.IntentModels;
import io.botflow.server.workflow.DraftFlows;
import io.botflow.spi.IntentClassifier;
import io.botflow.testing.FlowSet;
import io.botflow.testing.SimulatedConversation;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Conversations with drafts. They are on the replica that made them, and nowhere else. */
final class SimulationRoutes implements RouteSource {
  private static final String ONE = "/api/simulations/{id}";
  private static final int MOST_BODY_BYTES = Flow.MAX_BYTES + 256 * 1024;
  private static final int MOST_INPUTS = 200;

  private final Simulations simulations;
  private final DraftFlows drafts;
  private final InstantSource clock;

  /**
   * Those of customers' messages, waited for so that a conversation goes the same way each time.
   */
  private final IntentClassifier intents;

  @Inject
  SimulationRoutes(
      Simulations simulations, DraftFlows drafts, InstantSource clock, IntentModels models) {
    this.simulations = simulations;
    this.drafts = drafts;
    this.clock = clock;
    this.intents = (text, known) -> models.drafts().training(known).model().classify(text, known);
  }

  /**
   * @param workflowId null for what the bot begins with
   * @param document what is tried in the draft's place
   * @param startNode where it begins; null to wait for the customer's first message
   * @param variables that are filled already; without a {@code startNode} those of the contact
   * @param contactName null for some name
   * @param contactLanguage null for the flow's own
   * @param inputs what happens at once: those of a simulation that was lost, for example
   */
  record NewSimulation(
      @Nullable UUID workflowId,
      @Nullable JsonNode document,
      @Nullable String startNode,
      @Nullable JsonNode variables,
      @Nullable String contactName,
      @Nullable String contactLanguage,
      @Nullable SimulationStubs stubs,
      @Nullable List<SimulationInput> inputs)
      implements Checked {
    @Override
    public void check(BiConsumer<String, String> problem) {
      if (variables != null && !variables.isObject()) {
        problem.accept("/variables", "has to be an object");
      }
      if (contactName != null) {
        Checked.line(contactName, "/contactName", problem);
      }
      if (contactLanguage != null) {
        Checked.line(contactLanguage, "/contactLanguage", problem);
      }
      if (stubs != null) {
        stubs.check(problem);
      }
      if (inputs != null) {
        checkInputs(inputs, problem);
      }
    }

    private static void checkInputs(
        List<SimulationInput> inputs, BiConsumer<String, String> problem) {
      if (inputs.size() > MOST_INPUTS) {
        problem.accept("/inputs", "has to be at most %d inputs".formatted(MOST_INPUTS));
      }
      for (int i = 0; i < inputs.size(); i++) {
        String path = "/inputs/" + i;
        @Nullable SimulationInput input = inputs.get(i);
        @Nullable String type = input == null ? null : input.type();
        if (input == null || type == null) {
          problem.accept(path, "needs a type");
        } else {
          input.check((within, message) -> problem.accept(path + within, message));
        }
      }
    }
  }

  @Override
  public List<Route> routes() {
    Access readers = new Access.Member(Permission.BOTS_READ);
    return List.of(
        Route.post(
                "/api/bots/{id}/simulations",
                readers,
                "Begins a conversation with a draft, which is kept nowhere.",
                this::begin)
            .taking(NewSimulation.class)
            .readingUpTo(MOST_BODY_BYTES)
            .creating(SimulationView.class),
        Route.get(ONE, readers, "Shows a simulation.", this::read).answering(SimulationView.class),
        Route.post(ONE + "/inputs", readers, "Lets something happen in a simulation.", this::take)
            .taking(SimulationInput.class)
            .answering(SimulationView.class),
        Route.delete(ONE, readers, "Ends a simulation.", this::end));
  }

  private Answer begin(Call call) {
    NewSimulation input = call.body(NewSimulation.class);
    FlowSet flows =
        drafts.of(call.organization(), call.id("id"), input.workflowId(), input.document());
    Contact contact =
        SimulatedConversation.SOMEBODY
            .withName(
                input.contactName() == null
                    ? SimulatedConversation.SOMEBODY.name()
                    : input.contactName())
            .withLanguage(input.contactLanguage());
    Simulation simulation =
        new Simulation(call.organization(), flows, intents, contact, clock.instant());
    if (input.stubs() != null) {
      simulation.use(input.stubs());
    }
    simulation.beginAt(input.startNode(), input.variables());
    if (input.inputs() != null) {
      input.inputs().forEach(simulation::take);
    }
    simulations.add(simulation);
    return Answer.created(simulation.view());
  }

  private Answer read(Call call) {
    return Answer.ok(simulations.find(call.organization(), call.id("id")).view());
  }

  private Answer take(Call call) {
    return Answer.ok(
        simulations
            .find(call.organization(), call.id("id"))
            .take(call.body(SimulationInput.class)));
  }

  private Answer end(Call call) {
    simulations.forget(call.organization(), call.id("id"));
    return Answer.done();
  }
}
