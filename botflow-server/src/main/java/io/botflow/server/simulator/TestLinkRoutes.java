package io.botflow.server.simulator;

import io.botflow.ai.intent.IntentTrainer;
import io.botflow.ai.intent.TrainedIntents;
import io.botflow.server.api.Access;
import io.botflow.server.api.Answer;
import io.botflow.server.api.Call;
import io.botflow.server.api.Checked;
import io.botflow.server.api.Permission;
import io.botflow.server.api.Route;
import io.botflow.server.api.RouteSource;
import io.botflow.server.workflow.DraftFlows;
import io.botflow.spi.IntentClassifier;
import io.botflow.testing.SimulatedConversation;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Trying a bot by a link, for whoever has it. A stranger sees what is said and nothing of how it
 * comes about; nothing outside is asked, and the conversation is kept nowhere.
 */
final class TestLinkRoutes implements RouteSource {
  private static final String LINK = "/api/bots/{id}/test-link";
  private static final int INTENT_MODELS = 8;

  private final TestLinks links;
  private final DraftFlows drafts;
  private final InstantSource clock;

  /** Apart from those of the organisation's people, which strangers would push out. */
  private final Simulations simulations = new Simulations(System::nanoTime);

  private final IntentClassifier intents = new TrainedIntents(IntentTrainer.DEFAULT, INTENT_MODELS);

  @Inject
  TestLinkRoutes(TestLinks links, DraftFlows drafts, InstantSource clock) {
    this.links = links;
    this.drafts = drafts;
    this.clock = clock;
  }

  /**
   * @param token what stands in the link
   */
  record Follow(String token) implements Checked {
    private static final int MOST_CHARACTERS = 100;

    @Override
    public void check(BiConsumer<String, String> problem) {
      if (token.isEmpty() || token.length() > MOST_CHARACTERS) {
        problem.accept("/token", "is no token of a link");
      }
    }

    @Override
    public String toString() {
      return "Follow";
    }
  }

  /**
   * What a stranger says.
   *
   * @param conversation as it was answered at the beginning
   * @param text what is written; null where something is tapped
   * @param optionId what is tapped; null where something is written
   */
  record Said(String token, UUID conversation, @Nullable String text, @Nullable String optionId)
      implements Checked {
    private static final int MOST_CHARACTERS = 4_096;

    @Override
    public void check(BiConsumer<String, String> problem) {
      new Follow(token).check(problem);
      if ((text == null) == (optionId == null)) {
        problem.accept("/text", "or an optionId is needed");
      }
      for (String said : new String[] {text, optionId}) {
        if (said != null && (said.isBlank() || said.length() > MOST_CHARACTERS)) {
          problem.accept("/text", "has to be 1 to %d letters".formatted(MOST_CHARACTERS));
        }
      }
    }

    @Override
    public String toString() {
      return "Said";
    }
  }

  /**
   * A conversation, or what is new of it.
   *
   * @param ended whether the bot is through
   */
  record TriedConversation(
      UUID conversation, String bot, List<TriedMessage> messages, boolean ended) {
    TriedConversation {
      messages = List.copyOf(messages);
    }
  }

  record TriedMessage(
      boolean inbound, String kind, String text, List<SimulationView.SimulatedOption> options) {
    TriedMessage {
      options = List.copyOf(options);
    }
  }

  @Override
  public List<Route> routes() {
    Access writers = new Access.Member(Permission.BOTS_WRITE);
    return List.of(
        Route.get(
                LINK,
                new Access.Member(Permission.BOTS_READ),
                "Shows whether the bot can be tried by a link.",
                this::read)
            .answering(TestLinks.LinkView.class),
        Route.post(
                LINK,
                writers,
                "Makes a link by which anybody tries the draft, and shows it once.",
                this::make)
            .creating(TestLinks.NewLink.class),
        Route.delete(LINK, writers, "Ends the link by which the draft is tried.", this::revoke),
        Route.post(
                "/api/test-links/begin",
                new Access.Guessable(),
                "Begins a conversation by a link.",
                this::begin)
            .taking(Follow.class)
            .creating(TriedConversation.class),
        Route.post(
                "/api/test-links/say",
                new Access.Everyone(),
                "Says something in a conversation that was begun by a link.",
                this::say)
            .taking(Said.class)
            .answering(TriedConversation.class));
  }

  private Answer read(Call call) {
    return Answer.ok(links.read(call.organization(), call.id("id")));
  }

  private Answer make(Call call) {
    return Answer.created(links.make(call, call.id("id")));
  }

  private Answer revoke(Call call) {
    links.revoke(call, call.id("id"));
    return Answer.done();
  }

  private Answer begin(Call call) {
    TestLinks.Target target = links.follow(call.body(Follow.class).token());
    String name = links.nameOf(target);
    Simulation simulation =
        new Simulation(
            target.organization(),
            drafts.of(target.organization(), target.bot(), null, null),
            intents,
            SimulatedConversation.SOMEBODY,
            clock.instant());
    simulation.beginAt(null, null);
    simulations.add(simulation);
    return Answer.created(picture(name, simulation.view()));
  }

  private Answer say(Call call) {
    Said said = call.body(Said.class);
    TestLinks.Target target = links.follow(said.token());
    String name = links.nameOf(target);
    Simulation simulation = simulations.find(target.organization(), said.conversation());
    return Answer.ok(picture(name, simulation.take(input(said))));
  }

  private static SimulationInput input(Said said) {
    return new SimulationInput(
        said.text() == null ? "choice" : "text",
        said.text(),
        said.optionId(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static TriedConversation picture(String bot, SimulationView view) {
    return new TriedConversation(
        view.id(),
        bot,
        view.turns().stream()
            .flatMap(turn -> turn.messages().stream())
            .map(
                message ->
                    new TriedMessage(
                        message.inbound(), message.kind(), message.text(), message.options()))
            .toList(),
        view.state().status().equals("ended"));
  }
}
