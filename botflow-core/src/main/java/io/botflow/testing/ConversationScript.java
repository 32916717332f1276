package io.botflow.testing;

import io.botflow.conversation.Input;
import io.botflow.conversation.Owner;
import io.botflow.conversation.Session;
import io.botflow.conversation.Turn;
import io.botflow.engine.CompiledFlow;
import io.botflow.engine.Services;
import io.botflow.message.MessageContent;
import io.botflow.message.Option;
import io.botflow.node.NodeTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A conversation that a unit test writes down, line by line:
 *
 * <pre>{@code
 * ConversationScript.of(flow)
 *     .says("hi").expect("What is your order number?")
 *     .says("A123").expectContaining("on its way")
 *     .expectStatus(Session.Status.ENDED);
 * }</pre>
 *
 * <p>It runs on the bare engine: no store, no channel, a clock that only {@link #advance} moves. A
 * step that does not hold throws an {@link AssertionError} with the conversation so far. Used by
 * one thread.
 */
public final class ConversationScript {
  private final SimulatedConversation conversation;
  private final TestTranscript transcript = new TestTranscript();
  private final List<BotMessage> unread = new ArrayList<>();
  private BotMessage menu = new BotMessage("text", "", List.of());

  /** A script over a conversation, which may have begun. */
  public ConversationScript(SimulatedConversation conversation) {
    this.conversation = Objects.requireNonNull(conversation, "conversation");
  }

  /** Somebody on a messenger meets this flow, which asks nothing outside. */
  public static ConversationScript of(CompiledFlow flow) {
    return of(flow, Services.NONE);
  }

  /** Somebody on a messenger meets this flow, with these services. */
  public static ConversationScript of(CompiledFlow flow, Services services) {
    return new ConversationScript(new SimulatedConversation(FlowSet.of(flow), services));
  }

  /**
   * Somebody on a messenger meets the flow of this document.
   *
   * @throws AssertionError with all its problems where it cannot run
   */
  public static ConversationScript of(String document, Services services) {
    CheckedFlow checked = CheckedFlow.of(document, NodeTypes.standard(), null);
    CompiledFlow flow = checked.compiled();
    if (flow == null) {
      throw new AssertionError("The flow cannot run: " + checked.problems());
    }
    return of(flow, services);
  }

  /** The customer writes; several texts are one burst. */
  public ConversationScript says(String... texts) {
    for (String text : texts) {
      transcript.customer(text);
    }
    return did(() -> conversation.says(List.of(texts)));
  }

  /** The customer sends something else than words. */
  public ConversationScript sends(MessageContent content) {
    transcript.customer(InboundWords.of(content));
    return did(() -> conversation.sends(List.of(content), null));
  }

  /** The customer chooses from the buttons or the list shown last: an id or a title. */
  public ConversationScript taps(String idOrTitle) {
    Option option = menu.option(idOrTitle);
    if (option == null) {
      throw failed("to tap", "\"" + idOrTitle + "\"", "shown were " + menu.titles());
    }
    transcript.customer("[" + option.title() + "]");
    MessageContent tap = new MessageContent.Tap(option.id(), option.title());
    return did(() -> conversation.sends(List.of(tap), null));
  }

  /** Time goes by; timers that become due meanwhile fire in order. */
  public ConversationScript advance(Duration by) {
    transcript.happened("+" + by);
    conversation.advance(by).forEach(this::take);
    return this;
  }

  /** A program outside says that something happened, or a person does something. */
  public ConversationScript happens(Input input) {
    transcript.happened(input.toString());
    return did(() -> conversation.turn(input));
  }

  private ConversationScript did(Supplier<Turn> turn) {
    take(turn.get());
    return this;
  }

  private void take(Turn turn) {
    transcript.turn(turn);
    turn.messages()
        .forEach(
            message -> {
              BotMessage shown = BotMessage.of(message.content());
              unread.add(shown);
              if (!shown.options().isEmpty()) {
                menu = shown;
              }
            });
  }

  /** The bot's next messages have exactly these texts. */
  public ConversationScript expect(String... texts) {
    for (String text : texts) {
      expect(MessageExpectation.exactly(text));
    }
    return this;
  }

  /** The bot's next message has these parts in its text. */
  public ConversationScript expectContaining(String... parts) {
    return expect(MessageExpectation.containing(parts));
  }

  /** The bot's next message is like this. */
  public ConversationScript expect(MessageExpectation expected) {
    if (unread.isEmpty()) {
      throw failed("the bot to say", expected.toString(), "nothing more");
    }
    BotMessage actual = unread.remove(0);
    if (!expected.accepts(actual)) {
      throw failed("the bot to say", expected.toString(), actual.toString());
    }
    return this;
  }

  /** The bot has said nothing that no expectation took. */
  public ConversationScript expectNothing() {
    if (!unread.isEmpty()) {
      throw failed("the bot to say", "nothing more", unread.get(0).toString());
    }
    return this;
  }

  /** A variable has this value; null for an empty one. */
  public ConversationScript expectVariable(String name, @Nullable Object value) {
    return equal("the variable \"" + name + "\"", value, conversation.variable(name));
  }

  /** The conversation waits at this node; null where it is in no flow. */
  public ConversationScript expectNode(@Nullable String node) {
    var frame = conversation.state().session().current();
    return equal("the node", node, frame == null ? null : frame.node());
  }

  /** The session has this status. */
  public ConversationScript expectStatus(Session.Status status) {
    return equal("the status", status, conversation.state().session().status());
  }

  /** This one answers next. */
  public ConversationScript expectOwner(Owner owner) {
    return equal("the owner", owner, conversation.state().owner());
  }

  /** The conversation itself, for everything that the script has no line for. */
  public SimulatedConversation conversation() {
    return conversation;
  }

  private ConversationScript equal(
      String what, @Nullable Object expected, @Nullable Object actual) {
    if (!Objects.equals(expected, actual)) {
      throw failed(what + " to be", String.valueOf(expected), String.valueOf(actual));
    }
    return this;
  }

  private AssertionError failed(String what, String expected, String actual) {
    return new AssertionError(
        "Expected "
            + what
            + "\n  expected: "
            + expected
            + "\n  actual:   "
            + actual
            + "\n  so far:\n    "
            + String.join("\n    ", transcript.lines()));
  }
}
