package io.botflow.server.simulator;

import io.botflow.event.Event;
import io.botflow.testing.BotMessage;
import org.jspecify.annotations.Nullable;

/** Events in the words of a log. */
final class EventWords {
  private EventWords() {}

  /** The node that an event is about; null for none. */
  static @Nullable String node(Event event) {
    return switch (event) {
      case Event.Heard ignored -> null;
      case Event.Started started -> started.trigger();
      case Event.Interrupted interrupted -> interrupted.trigger();
      case Event.Entered entered -> entered.node();
      case Event.Left left -> left.node();
      case Event.Said said -> said.node();
      case Event.Fitted ignored -> null;
      case Event.VariableSet set -> set.node();
      case Event.Decided decided -> decided.node();
      case Event.Called called -> called.node();
      case Event.IntentFound ignored -> null;
      case Event.AnswerRefused refused -> refused.node();
      case Event.Waiting waiting -> waiting.node();
      case Event.TimedOut timedOut -> timedOut.node();
      case Event.FlowEntered entered -> entered.node();
      case Event.FlowLeft ignored -> null;
      case Event.HandedOff handedOff -> handedOff.node();
      case Event.TakenOver ignored -> null;
      case Event.Queued ignored -> null;
      case Event.GivenBack ignored -> null;
      case Event.Tagged tagged -> tagged.node();
      case Event.Consented ignored -> null;
      case Event.Ended ended -> ended.node();
      case Event.Failed failed -> failed.node();
    };
  }

  static String of(Event event) {
    return switch (event) {
      case Event.Heard heard -> "Heard: " + BotMessage.of(heard.message().content());
      case Event.Started started -> "The trigger " + started.trigger() + " began the flow.";
      case Event.Interrupted interrupted ->
          "The trigger %s interrupted %s.".formatted(interrupted.trigger(), interrupted.node());
      case Event.Entered entered -> "Came to " + entered.node() + ".";
      case Event.Left left -> "Left %s by %s.".formatted(left.node(), left.port());
      case Event.Said said -> "Said: " + BotMessage.of(said.message().content());
      case Event.Fitted fitted ->
          "A %s does not fit and is sent as %s."
              .formatted(fitted.kind(), String.join(", ", fitted.sentAs()));
      case Event.VariableSet set ->
          set.value() == null
              ? set.name() + " was emptied."
              : "%s is now %s.".formatted(set.name(), set.value());
      case Event.Decided decided ->
          decided.expression() == null
              ? "No condition holds: %s.".formatted(decided.port())
              : "%s holds: %s.".formatted(decided.expression(), decided.port());
      case Event.Called called ->
          "%s %s (%s): %s"
              .formatted(
                  called.failed() ? "Asked in vain" : "Asked",
                  called.what(),
                  called.kind(),
                  called.result());
      case Event.IntentFound found ->
          "It means %s (%.0f %% sure).".formatted(found.name(), found.confidence() * 100);
      case Event.AnswerRefused refused ->
          "The answer is refused (attempt %d): %s".formatted(refused.attempt(), refused.reason());
      case Event.Waiting waiting ->
          waiting.until() == null ? "Waits." : "Waits until %s.".formatted(waiting.until());
      case Event.TimedOut timedOut ->
          timedOut.node() == null ? "Nobody wrote for too long." : "The time is up.";
      case Event.FlowEntered entered -> "Went into the flow " + entered.flow() + ".";
      case Event.FlowLeft left -> "Came back from the flow " + left.flow() + ".";
      case Event.HandedOff handedOff ->
          "Handed to a person%s."
              .formatted(handedOff.reason() == null ? "" : ": " + handedOff.reason());
      case Event.TakenOver ignored -> "A person took over.";
      case Event.Queued ignored -> "Waits for a person.";
      case Event.GivenBack ignored -> "The bot goes on.";
      case Event.Tagged tagged ->
          "The tag %s was %s.".formatted(tagged.tag(), tagged.added() ? "put on" : "taken off");
      case Event.Consented consented ->
          "Offers: " + consented.consent().kind().name().toLowerCase(java.util.Locale.ROOT) + ".";
      case Event.Ended ended -> ended.resolved() ? "Ended, resolved." : "Ended.";
      case Event.Failed failed -> "Failed (%s): %s".formatted(failed.code(), failed.text());
    };
  }
}
