package io.botflow.server.simulator;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.botflow.conversation.Contact;
import io.botflow.conversation.Frame;
import io.botflow.conversation.Turn;
import io.botflow.event.Event;
import io.botflow.message.MessageContent;
import io.botflow.server.simulator.SimulationView.SimulatedEvent;
import io.botflow.server.simulator.SimulationView.SimulatedMessage;
import io.botflow.server.simulator.SimulationView.SimulatedOption;
import io.botflow.server.simulator.SimulationView.SimulatedStep;
import io.botflow.server.simulator.SimulationView.SimulatedTurn;
import io.botflow.server.simulator.SimulationView.SimulationState;
import io.botflow.testing.BotMessage;
import io.botflow.testing.SimulatedConversation;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns and states as an editor shows them. */
final class TurnPicture {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  private TurnPicture() {}

  /**
   * A turn.
   *
   * @param flows the flows that the conversation was in before it, outermost first
   */
  static SimulatedTurn of(int number, Instant at, List<String> flows, Turn turn) {
    List<SimulatedMessage> messages = new ArrayList<>();
    List<SimulatedEvent> log = new ArrayList<>();
    for (Event event : turn.events()) {
      JsonNode details = tree(event, Event.class);
      log.add(
          new SimulatedEvent(
              details.path("event").asText(),
              EventWords.node(event),
              EventWords.of(event),
              details));
      if (event instanceof Event.Heard heard) {
        messages.add(message(null, heard.message().content()));
      } else if (event instanceof Event.Said said) {
        messages.add(message(said.node(), said.message().content()));
      }
    }
    return new SimulatedTurn(number, at, messages, steps(flows, turn), log);
  }

  private static SimulatedMessage message(@Nullable String node, MessageContent content) {
    BotMessage seen = BotMessage.of(content);
    List<SimulatedOption> options =
        seen.options().stream()
            .map(option -> new SimulatedOption(option.id(), option.title(), option.description()))
            .toList();
    return new SimulatedMessage(
        node == null, node, seen.kind(), seen.text(), options, tree(content, MessageContent.class));
  }

  private static List<SimulatedStep> steps(List<String> flows, Turn turn) {
    List<SimulatedStep> steps = new ArrayList<>();
    Deque<String> callers = new ArrayDeque<>(flows);
    String flow = callers.removeLast();
    for (Event event : turn.events()) {
      if (event instanceof Event.Started started) {
        flow = started.flow();
        callers.clear();
      } else if (event instanceof Event.FlowEntered into) {
        callers.addLast(flow);
        flow = into.flow();
      } else if (event instanceof Event.FlowLeft) {
        flow = callers.isEmpty() ? flow : callers.removeLast();
      } else if (event instanceof Event.Entered entered) {
        steps.add(new SimulatedStep(flow, entered.node(), null));
      } else if (event instanceof Event.Left left) {
        SimulatedStep last = steps.isEmpty() ? null : steps.getLast();
        if (last != null && last.nodeId().equals(left.node()) && last.port() == null) {
          steps.removeLast();
        }
        steps.add(new SimulatedStep(flow, left.node(), left.port()));
      }
    }
    return steps;
  }

  static SimulationState of(SimulatedConversation conversation) {
    SimulatedConversation.State state = conversation.state();
    Frame frame = state.session().current();
    return new SimulationState(
        text(state.session().status()),
        text(state.owner()),
        state.now(),
        state.session().dueAt(),
        frame == null ? null : frame.node(),
        conversation.path(),
        JSON.valueToTree(frame == null ? Map.of() : frame.variables().asMap()),
        contact(state.contact()));
  }

  private static JsonNode contact(Contact contact) {
    Map<String, Object> kept = new TreeMap<>();
    if (contact.name() != null) {
      kept.put("name", contact.name());
    }
    if (contact.language() != null) {
      kept.put("language", contact.language());
    }
    kept.put("fields", contact.fields().asMap());
    kept.put("tags", contact.tags().stream().sorted().toList());
    kept.put("optedOut", contact.optedOut());
    return JSON.valueToTree(kept);
  }

  /** With the name of the alternative in it. */
  private static JsonNode tree(Object value, Class<?> declared) {
    try {
      return JSON.readTree(JSON.writerFor(declared).writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what a turn made can always be written", e);
    }
  }

  private static String text(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }
}
