package io.botflow.server.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A simulation, or what is new of it.
 *
 * @param turns all of them, or those that an input made
 */
record SimulationView(UUID id, SimulationState state, List<SimulatedTurn> turns) {
  SimulationView {
    turns = List.copyOf(turns);
  }

  /**
   * Where it stands.
   *
   * @param status {@code new}, {@code waiting}, {@code handed_off} or {@code ended}
   * @param owner who answers next: {@code bot}, {@code queue} or {@code person}
   * @param now the time in it, which only inputs move
   * @param wakesAt until when it waits; null for without end
   * @param nodeId where it waits; null where nothing runs
   * @param flows the flows that it is in, outermost first
   * @param variables of the flow that it is in
   * @param contact what is kept of the customer: name, language, fields, tags
   */
  record SimulationState(
      String status,
      String owner,
      Instant now,
      @Nullable Instant wakesAt,
      @Nullable String nodeId,
      List<String> flows,
      JsonNode variables,
      JsonNode contact) {}

  /**
   * What one input made.
   *
   * @param messages both ways, in order
   * @param steps the nodes that it went through, in order
   * @param log everything that happened, with the reasons
   */
  record SimulatedTurn(
      int number,
      Instant at,
      List<SimulatedMessage> messages,
      List<SimulatedStep> steps,
      List<SimulatedEvent> log) {}

  /**
   * @param nodeId who says it; null for the customer
   * @param kind text, image, buttons, list ...
   * @param content the whole message
   */
  record SimulatedMessage(
      boolean inbound,
      @Nullable String nodeId,
      String kind,
      String text,
      List<SimulatedOption> options,
      JsonNode content) {}

  /** A button or row. */
  record SimulatedOption(String id, String title, @Nullable String description) {}

  /**
   * @param port by which it was left; null while it waits there
   */
  record SimulatedStep(String flowId, String nodeId, @Nullable String port) {}

  /**
   * @param event what kind of event, as in the log of real turns
   * @param text the same in words
   */
  record SimulatedEvent(String event, @Nullable String nodeId, String text, JsonNode details) {}
}
