package io.botflow.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.botflow.message.Consent;
import io.botflow.message.InboundMessage;
import io.botflow.message.OutboundMessage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened in a turn. The events of a turn, in order, are stored with it: they are
 * the trace that explains any message. They never hold a secret.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Event.Heard.class, name = "heard"),
  @JsonSubTypes.Type(value = Event.Started.class, name = "started"),
  @JsonSubTypes.Type(value = Event.Interrupted.class, name = "interrupted"),
  @JsonSubTypes.Type(value = Event.Entered.class, name = "entered"),
  @JsonSubTypes.Type(value = Event.Left.class, name = "left"),
  @JsonSubTypes.Type(value = Event.Said.class, name = "said"),
  @JsonSubTypes.Type(value = Event.Fitted.class, name = "fitted"),
  @JsonSubTypes.Type(value = Event.VariableSet.class, name = "variable_set"),
  @JsonSubTypes.Type(value = Event.Decided.class, name = "decided"),
  @JsonSubTypes.Type(value = Event.Called.class, name = "called"),
  @JsonSubTypes.Type(value = Event.IntentFound.class, name = "intent_found"),
  @JsonSubTypes.Type(value = Event.AnswerRefused.class, name = "answer_refused"),
  @JsonSubTypes.Type(value = Event.Waiting.class, name = "waiting"),
  @JsonSubTypes.Type(value = Event.TimedOut.class, name = "timed_out"),
  @JsonSubTypes.Type(value = Event.FlowEntered.class, name = "flow_entered"),
  @JsonSubTypes.Type(value = Event.FlowLeft.class, name = "flow_left"),
  @JsonSubTypes.Type(value = Event.HandedOff.class, name = "handed_off"),
  @JsonSubTypes.Type(value = Event.TakenOver.class, name = "taken_over"),
  @JsonSubTypes.Type(value = Event.Queued.class, name = "queued"),
  @JsonSubTypes.Type(value = Event.GivenBack.class, name = "given_back"),
  @JsonSubTypes.Type(value = Event.Tagged.class, name = "tagged"),
  @JsonSubTypes.Type(value = Event.Consented.class, name = "consented"),
  @JsonSubTypes.Type(value = Event.Ended.class, name = "ended"),
  @JsonSubTypes.Type(value = Event.Failed.class, name = "failed")
})
public sealed interface Event {

  /** A customer's message became part of this turn. */
  record Heard(InboundMessage message) implements Event {}

  /** A trigger began the conversation's session in this version of the flow. */
  record Started(String flow, String version, String trigger) implements Event {}

  /** An interrupting trigger took the conversation away from the node that was waiting. */
  record Interrupted(String node, String trigger) implements Event {}

  /** The turn came to a node. */
  record Entered(String node) implements Event {}

  /** The turn left a node by one of its ports. */
  record Left(String node, String port) implements Event {}

  /** A message was decided; it is sent once the turn is committed. */
  record Said(String node, OutboundMessage message) implements Event {}

  /**
   * A message did not fit into what the channel can show, and is said in another way: a long text
   * in several messages, buttons as a list, a list as numbered text.
   *
   * @param kind what was decided, by its name in {@link io.botflow.message.MessageContent}'s JSON
   * @param sentAs what is sent in its place, in order
   */
  record Fitted(String kind, List<String> sentAs) implements Event {
    public Fitted {
      sentAs = List.copyOf(sentAs);
    }
  }

  /** A variable got a value; null where it was cleared. */
  record VariableSet(String node, String name, @Nullable Object value) implements Event {}

  /** A branch was chosen, and by which expression; null where none matched. */
  record Decided(String node, String port, @Nullable String expression) implements Event {}

  /**
   * Something outside was asked.
   *
   * @param kind http, model, knowledge or intent
   * @param what the address without its query, the model's name, the query
   * @param result a short text for people: status, tokens, number of passages
   * @param replayed whether the result was taken from the journal of an interrupted attempt
   */
  record Called(
      String node, String kind, String what, String result, boolean failed, boolean replayed)
      implements Event {}

  /** What the message means, as the classifier sees it; confidence from 0 to 1. */
  record IntentFound(String name, double confidence) implements Event {}

  /** A question did not accept an answer; attempts count from 1. */
  record AnswerRefused(String node, String reason, int attempt) implements Event {}

  /** The conversation waits at a node; until null means without end. */
  record Waiting(String node, @Nullable Instant until) implements Event {}

  /** A node's time ran out; the flow's own inactivity has no node. */
  record TimedOut(@Nullable String node) implements Event {}

  /** The turn went into another flow. */
  record FlowEntered(String node, String flow, String version) implements Event {}

  /** The turn came back from another flow. */
  record FlowLeft(String flow) implements Event {}

  /** The conversation waits for a person; team and reason may be null. */
  record HandedOff(String node, @Nullable String team, @Nullable String reason) implements Event {}

  /** A person owns the conversation now. */
  record TakenOver(String by) implements Event {}

  /** Somebody put the conversation into the queue, where it waits for a person. */
  record Queued(String by) implements Event {}

  /** The bot owns the conversation again. */
  record GivenBack(String by) implements Event {}

  /** A tag was put on the contact or taken off. */
  record Tagged(String node, String tag, boolean added) implements Event {}

  /** The contact said something about offers: it is recorded with the turn. */
  record Consented(Consent consent) implements Event {}

  /** The session ended; node null where the flow ran out of steps or time. */
  record Ended(@Nullable String node, boolean resolved) implements Event {}

  /** A node could not do its work; what follows is its error port or the flow's fallback. */
  record Failed(String node, String code, String text) implements Event {}
}
