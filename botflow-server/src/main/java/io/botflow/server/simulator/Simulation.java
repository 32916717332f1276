package io.botflow.server.simulator;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.botflow.conversation.Contact;
import io.botflow.conversation.Frame;
import io.botflow.conversation.Input;
import io.botflow.conversation.Owner;
import io.botflow.conversation.Session;
import io.botflow.conversation.Turn;
import io.botflow.conversation.Variables;
import io.botflow.message.ChannelLimits;
import io.botflow.message.MediaSource;
import io.botflow.message.MessageContent;
import io.botflow.server.api.Refusal;
import io.botflow.server.http.ErrorCode;
import io.botflow.server.simulator.SimulationView.SimulatedOption;
import io.botflow.server.simulator.SimulationView.SimulatedTurn;
import io.botflow.spi.IntentClassifier;
import io.botflow.testing.FlowSet;
import io.botflow.testing.SimulatedConversation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One conversation with a draft, in memory. Thread-safe: one input after the other. */
final class Simulation {
  /** More than anybody types to try a flow. */
  private static final int MOST_TURNS = 500;

  private static final String AUTHOR = "author";

  private static final ObjectReader DATA =
      JsonMapper.builder()
          .build()
          .readerFor(new TypeReference<Map<String, Object>>() {})
          .with(DeserializationFeature.USE_LONG_FOR_INTS);

  final UUID id = UUID.randomUUID();
  final UUID organization;
  private final SimulatedOutside outside;
  private final SimulatedConversation conversation;
  private final List<SimulatedTurn> turns = new ArrayList<>();

  Simulation(
      UUID organization, FlowSet flows, IntentClassifier intents, Contact contact, Instant now) {
    this.organization = organization;
    this.outside = new SimulatedOutside(intents);
    this.conversation =
        new SimulatedConversation(flows, outside.services(), ChannelLimits.MESSENGER, contact, now);
  }

  synchronized SimulationView view() {
    return new SimulationView(id, TurnPicture.of(conversation), turns);
  }

  synchronized void use(SimulationStubs stubs) {
    outside.use(stubs);
  }

  /**
   * Begins at a node instead of waiting for a first message, as where a person gives the
   * conversation back there.
   *
   * @throws Refusal when there is no such node
   */
  synchronized void beginAt(@Nullable String node, @Nullable JsonNode variables) {
    var flow = conversation.flows().main();
    boolean there = flow.flow().nodes().stream().anyMatch(each -> each.id().equals(node));
    if (node != null && !there) {
      throw Refusal.of("/startNode", "is no node of the flow");
    }
    SimulatedConversation.State state = conversation.state();
    Variables filled = Variables.of(variables == null ? Map.of() : map(variables));
    if (node == null) {
      conversation.restore(
          new SimulatedConversation.State(
              state.session(),
              state.contact().withFields(filled),
              state.owner(),
              state.now(),
              state.inputs()));
      return;
    }
    Session before =
        new Session(
            Session.Status.HANDED_OFF,
            List.of(new Frame(flow.id(), flow.version(), node, filled)),
            0,
            Map.of(),
            state.session().memory(),
            null,
            null,
            0);
    conversation.restore(
        new SimulatedConversation.State(
            before, state.contact(), Owner.PERSON, state.now(), state.inputs()));
    turn(new Input.GiveBack(AUTHOR, node));
  }

  /** What an input makes: only the new turns. */
  synchronized SimulationView take(SimulationInput input) {
    if (turns.size() >= MOST_TURNS) {
      throw new Refusal(ErrorCode.SIMULATION_OVER);
    }
    if (input.stubs() != null) {
      outside.use(input.stubs());
    }
    int before = turns.size();
    switch (input.kind()) {
      case TEXT -> says(new MessageContent.Text(Objects.requireNonNull(input.text())));
      case CHOICE -> says(tap(Objects.requireNonNull(input.optionId())));
      case MEDIA ->
          says(
              new MessageContent.Media(
                  Objects.requireNonNull(input.media()),
                  new MediaSource.Stored("simulated", null, null),
                  input.caption(),
                  input.filename(),
                  null,
                  false));
      case LOCATION ->
          says(
              new MessageContent.Location(
                  Objects.requireNonNull(input.latitude()),
                  Objects.requireNonNull(input.longitude()),
                  null,
                  null));
      case TIMEOUT -> timeout();
      case WAIT -> advance(Objects.requireNonNull(input.time()));
      case EVENT ->
          turn(
              new Input.Signal(
                  Objects.requireNonNull(input.event()),
                  input.data() == null ? Map.of() : map(input.data())));
      case TAKE_OVER -> turn(new Input.TakeOver(AUTHOR));
      case GIVE_BACK -> turn(new Input.GiveBack(AUTHOR, input.nodeId()));
    }
    return new SimulationView(
        id, TurnPicture.of(conversation), turns.subList(before, turns.size()));
  }

  private void says(MessageContent content) {
    List<String> flows = conversation.path();
    add(flows, conversation.sends(List.of(content), null));
  }

  private void turn(Input input) {
    List<String> flows = conversation.path();
    add(flows, conversation.turn(input));
  }

  private void add(List<String> flows, Turn turn) {
    turns.add(TurnPicture.of(turns.size() + 1, conversation.state().now(), flows, turn));
  }

  /** The last message that offers it, as a customer scrolls up. */
  private MessageContent.Tap tap(String wanted) {
    for (SimulatedTurn turn : turns.reversed()) {
      for (var message : turn.messages().reversed()) {
        for (SimulatedOption option : message.options()) {
          if (option.id().equals(wanted) || option.title().equals(wanted)) {
            return new MessageContent.Tap(option.id(), option.title(), option.description());
          }
        }
      }
    }
    throw Refusal.of("/optionId", "was offered nowhere");
  }

  private void timeout() {
    Instant due = conversation.state().session().dueAt();
    if (due == null) {
      throw Refusal.of("/type", "the conversation waits for no time");
    }
    Duration left = Duration.between(conversation.state().now(), due);
    advance(left.isNegative() ? Duration.ZERO : left);
  }

  private void advance(Duration by) {
    try {
      List<String> flows = conversation.path();
      for (Turn turn : conversation.advance(by)) {
        if (turns.size() < MOST_TURNS) {
          add(flows, turn);
        }
        flows = turn.session().frames().stream().map(Frame::flow).toList();
        flows = flows.isEmpty() ? List.of(conversation.flows().main().id()) : flows;
      }
    } catch (IllegalStateException e) {
      // The flow wakes itself without end.
      throw Refusal.of("/duration", "is too long for a flow that wakes itself so often");
    }
  }

  private static Map<String, Object> map(JsonNode data) {
    try {
      Map<String, Object> map = DATA.readValue(data);
      map.values().removeIf(Objects::isNull);
      return map;
    } catch (IOException e) {
      throw new UncheckedIOException("a tree can always be read", e);
    }
  }
}
