package io.botflow.testing;

import io.botflow.conversation.Turn;
import io.botflow.event.Event;
import io.botflow.message.OutboundMessage;
import java.util.ArrayList;
import java.util.List;

/** A conversation as lines that a person can read, for failure messages. */
final class TestTranscript {
  private final List<String> lines = new ArrayList<>();

  void customer(String words) {
    lines.add("user: " + words);
  }

  void happened(String what) {
    lines.add("      (" + what + ")");
  }

  /** What a turn did that explains its words: calls, failures, and what was said. */
  void turn(Turn turn) {
    for (Event event : turn.events()) {
      switch (event) {
        case Event.Said said -> bot(said.message());
        case Event.Called called -> {
          if (called.failed()) {
            happened(called.kind() + " " + called.what() + " failed: " + called.result());
          }
        }
        case Event.Failed failed -> happened("\"" + failed.node() + "\" failed: " + failed.text());
        case Event.TimedOut timedOut ->
            happened(timedOut.node() == null ? "nobody wrote" : "time is up at " + timedOut.node());
        case Event.HandedOff ignored -> happened("handed to a person");
        case Event.Ended ignored -> happened("the conversation ended");
        case Event.Heard ignored -> {}
        case Event.Started ignored -> {}
        case Event.Interrupted ignored -> {}
        case Event.Entered ignored -> {}
        case Event.Left ignored -> {}
        case Event.Fitted ignored -> {}
        case Event.VariableSet ignored -> {}
        case Event.Decided ignored -> {}
        case Event.IntentFound ignored -> {}
        case Event.AnswerRefused ignored -> {}
        case Event.Waiting ignored -> {}
        case Event.FlowEntered ignored -> {}
        case Event.FlowLeft ignored -> {}
        case Event.TakenOver ignored -> {}
        case Event.Queued ignored -> {}
        case Event.GivenBack ignored -> {}
        case Event.Tagged ignored -> {}
        case Event.Consented ignored -> {}
      }
    }
  }

  private void bot(OutboundMessage message) {
    lines.add("bot:  " + BotMessage.of(message.content()));
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
