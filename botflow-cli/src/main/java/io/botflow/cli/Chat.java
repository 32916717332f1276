package io.botflow.cli;

import io.botflow.conversation.Frame;
import io.botflow.conversation.Input;
import io.botflow.conversation.Owner;
import io.botflow.conversation.Turn;
import io.botflow.event.Event;
import io.botflow.message.MessageContent;
import io.botflow.message.Option;
import io.botflow.message.OutboundMessage;
import io.botflow.testing.BotMessage;
import io.botflow.testing.Durations;
import io.botflow.testing.SimulatedConversation;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A conversation in a terminal: lines in, lines out. */
final class Chat {
  private static final BotMessage NO_MENU = new BotMessage("text", "", List.of());

  private final SimulatedConversation conversation;
  private final SimulatedConversation.State beginning;
  private final Deque<Moment> past = new ArrayDeque<>();
  private final PrintWriter out;
  private BotMessage menu = NO_MENU;
  private boolean tracing;

  Chat(SimulatedConversation conversation, boolean tracing, PrintWriter out) {
    this.conversation = conversation;
    this.beginning = conversation.state();
    this.tracing = tracing;
    this.out = out;
  }

  private record Moment(SimulatedConversation.State state, BotMessage menu) {}

  /** Takes one line; false where the person wants to leave. */
  boolean take(String line) {
    String text = line.strip();
    if (text.equals("/quit") || text.equals("/exit")) {
      return false;
    }
    if (text.startsWith("/")) {
      int space = text.indexOf(' ');
      command(
          space < 0 ? text : text.substring(0, space),
          space < 0 ? "" : text.substring(space).strip());
    } else if (!text.isEmpty()) {
      said(text);
    }
    out.flush();
    return true;
  }

  private void said(String text) {
    remember();
    Option option = chosen(text);
    MessageContent content =
        option == null
            ? new MessageContent.Text(text)
            : new MessageContent.Tap(option.id(), option.title());
    menu = NO_MENU;
    Turn turn = conversation.sends(List.of(content), null);
    show(turn);
    if (turn.messages().isEmpty() && turn.owner() != Owner.BOT) {
      out.println("  (a person has the conversation; /agent gives back returns it to the bot)");
    }
  }

  /** The option with that number. */
  private @Nullable Option chosen(String text) {
    for (int i = 0; i < menu.options().size(); i++) {
      if (text.equals(String.valueOf(i + 1))) {
        return menu.options().get(i);
      }
    }
    return null;
  }

  private void command(String name, String rest) {
    switch (name) {
      case "/state" -> state();
      case "/vars" -> variables();
      case "/advance" -> advance(rest);
      case "/back" -> back();
      case "/restart" -> {
        remember();
        conversation.restore(beginning);
        menu = NO_MENU;
        out.println("  (from the beginning)");
      }
      case "/trace" -> {
        tracing = !tracing;
        out.println(tracing ? "  (every event is shown)" : "  (events are no longer shown)");
      }
      case "/signal" -> {
        remember();
        show(conversation.turn(new Input.Signal(rest, Map.of())));
      }
      case "/agent" -> agent(rest);
      case "/help" -> help();
      default -> out.println("  There is no " + name + "; /help lists what there is.");
    }
  }

  private void help() {
    out.println("  a number taps that button; everything else is what the customer writes");
    out.println("  /state           where the conversation stands");
    out.println("  /vars            the variables");
    out.println("  /advance 25h     let time go by (s, m, h, d or PT25H)");
    out.println("  /back            undo the last step");
    out.println("  /restart         begin again");
    out.println("  /trace           show every event, or no longer");
    out.println("  /signal NAME     an outside event");
    out.println("  /agent takes over|gives back|resolves");
    out.println("  /quit");
  }

  private void state() {
    SimulatedConversation.State state = conversation.state();
    Frame frame = state.session().current();
    out.println(
        "  "
            + state.session().status().name().toLowerCase(Locale.ROOT)
            + (frame == null ? "" : " at \"" + frame.node() + "\" of " + frame.flow())
            + ", owner "
            + state.owner().name().toLowerCase(Locale.ROOT)
            + ", "
            + state.now()
            + (state.session().dueAt() == null
                ? ""
                : ", wakes in " + Duration.between(state.now(), state.session().dueAt())));
  }

  private void variables() {
    Frame frame = conversation.state().session().current();
    if (frame != null) {
      frame.variables().asMap().forEach((name, value) -> out.println("  " + name + " = " + value));
    }
    conversation
        .state()
        .contact()
        .fields()
        .asMap()
        .forEach((name, value) -> out.println("  contact: " + name + " = " + value));
  }

  private void advance(String text) {
    Duration by = Durations.parse(text);
    if (by == null) {
      out.println("  Write how long, for example /advance 25h.");
      return;
    }
    remember();
    List<Turn> turns = conversation.advance(by);
    turns.forEach(this::show);
    if (turns.isEmpty()) {
      out.println("  (nothing happens)");
    }
  }

  private void agent(String what) {
    Input input =
        switch (what) {
          case "takes over" -> new Input.TakeOver("you");
          case "gives back" -> new Input.GiveBack("you", null);
          case "resolves" -> new Input.Resolve("you");
          default -> null;
        };
    if (input == null) {
      out.println("  Write /agent takes over, /agent gives back or /agent resolves.");
    } else {
      remember();
      show(conversation.turn(input));
    }
  }

  private void back() {
    Moment moment = past.poll();
    if (moment == null) {
      out.println("  (this is the beginning)");
      return;
    }
    conversation.restore(moment.state);
    menu = moment.menu;
    out.println("  (back)");
    state();
  }

  private void remember() {
    past.push(new Moment(conversation.state(), menu));
  }

  private void show(Turn turn) {
    for (Event event : turn.events()) {
      if (tracing) {
        out.println("  . " + event);
      } else if (event instanceof Event.Called called && called.failed()) {
        out.println(
            "  (" + called.kind() + " " + called.what() + " failed: " + called.result() + ")");
      } else if (event instanceof Event.Failed failed) {
        out.println("  (\"" + failed.node() + "\" failed: " + failed.text() + ")");
      }
    }
    turn.messages().forEach(this::show);
    for (Event event : turn.events()) {
      if (event instanceof Event.Ended) {
        out.println("  (the conversation ended; the next message begins another)");
      } else if (event instanceof Event.HandedOff) {
        out.println("  (handed to a person)");
      }
    }
  }

  private void show(OutboundMessage message) {
    BotMessage shown = BotMessage.of(message.content());
    String kind =
        shown.kind().equals("text") || !shown.options().isEmpty() ? "" : "(" + shown.kind() + ") ";
    out.println("bot: " + kind + shown.text().replace("\n", "\n     "));
    if (!shown.options().isEmpty()) {
      menu = shown;
      int number = 1;
      for (Option option : shown.options()) {
        out.println(
            "     "
                + number++
                + ") "
                + option.title()
                + (option.description() == null ? "" : " - " + option.description()));
      }
    }
  }
}
