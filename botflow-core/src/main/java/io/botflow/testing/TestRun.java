package io.botflow.testing;

import io.botflow.conversation.Turn;
import io.botflow.message.ChannelLimits;
import io.botflow.message.Option;
import io.botflow.message.OutboundMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Runs one test: does what the customer does and compares what the bot does. Where the test says
 * what the bot answers, it must say all of it; an answer that no step looks at is not compared.
 */
final class TestRun {
  private final FlowTestFile.Case test;
  private final SimulatedConversation conversation;
  private final CoverageTrace coverage;
  private final TestTranscript transcript = new TestTranscript();

  /** What was said since the customer last did something; {@code compared} of it have matched. */
  private final List<BotMessage> said = new ArrayList<>();

  private int compared;
  private int asked;
  private BotMessage menu = new BotMessage("text", "", List.of());
  private int step;

  TestRun(FlowTestFile.Case test, FlowSet flows, CoverageTrace coverage) {
    this.test = test;
    this.coverage = coverage;
    this.conversation =
        new SimulatedConversation(
            flows,
            test.stubs().services(),
            test.plainText() ? ChannelLimits.PLAIN_TEXT : ChannelLimits.MESSENGER,
            test.contact(),
            test.now());
  }

  /** The first thing that went another way; null where the test passes. */
  @Nullable TestFailure run() {
    for (TestStep next : test.steps()) {
      step++;
      TestFailure failure = isCheck(next) ? null : leftOver(next.line());
      if (failure == null) {
        failure = run(next);
      }
      if (failure != null) {
        return failure;
      }
    }
    return leftOver(test.steps().get(test.steps().size() - 1).line());
  }

  /** The engine itself could not go on. */
  TestFailure broken(String why) {
    return failure(
        test.steps().get(Math.max(step, 1) - 1).line(), "the flow does not end", "an end", why);
  }

  private static boolean isCheck(TestStep next) {
    return switch (next) {
      case TestStep.Send ignored -> false;
      case TestStep.Tap ignored -> false;
      case TestStep.Advance ignored -> false;
      case TestStep.Happen ignored -> false;
      case TestStep.Bot ignored -> true;
      case TestStep.Nothing ignored -> true;
      case TestStep.Variables ignored -> true;
      case TestStep.Fact ignored -> true;
    };
  }

  private @Nullable TestFailure run(TestStep next) {
    return switch (next) {
      case TestStep.Send send -> {
        begin();
        send.contents().forEach(content -> transcript.customer(InboundWords.of(content)));
        did(conversation.path(), conversation.sends(send.contents(), send.referral()));
        yield null;
      }
      case TestStep.Tap tap -> tap(tap);
      case TestStep.Advance advance -> {
        begin();
        transcript.happened("+" + advance.by());
        conversation.advance(advance.by(), this::did);
        yield null;
      }
      case TestStep.Happen happen -> {
        begin();
        transcript.happened(happen.what());
        did(conversation.path(), conversation.turn(happen.input()));
        yield null;
      }
      case TestStep.Bot bot -> bot(bot);
      case TestStep.Nothing nothing ->
          said.isEmpty()
              ? null
              : failure(nothing.line(), "the bot speaks", "nothing", said.get(0).toString());
      case TestStep.Variables variables -> variables(variables);
      case TestStep.Fact fact -> fact(fact);
    };
  }

  private void begin() {
    said.clear();
    compared = 0;
    asked = 0;
  }

  private void did(List<String> flows, Turn turn) {
    coverage.add(flows, turn);
    transcript.turn(turn);
    for (OutboundMessage message : turn.messages()) {
      BotMessage shown = BotMessage.of(message.content());
      said.add(shown);
      if (!shown.options().isEmpty()) {
        menu = shown;
      }
    }
  }

  private @Nullable TestFailure tap(TestStep.Tap tap) {
    Option option = menu.option(tap.option());
    if (option == null) {
      return failure(
          tap.line(),
          "nothing of that name can be tapped",
          tap.option(),
          menu.options().isEmpty()
              ? "no buttons were shown"
              : "shown were " + String.join(" | ", menu.titles()));
    }
    begin();
    transcript.customer("[" + option.title() + "]");
    did(
        conversation.path(),
        conversation.sends(
            List.of(new io.botflow.message.MessageContent.Tap(option.id(), option.title())), null));
    return null;
  }

  private @Nullable TestFailure bot(TestStep.Bot bot) {
    asked++;
    for (MessageExpectation expected : bot.messages()) {
      if (compared == said.size()) {
        return failure(
            expected.line(),
            "the bot says too little",
            expected.toString(),
            compared == 0 ? "nothing" : "nothing more");
      }
      BotMessage actual = said.get(compared);
      if (!expected.accepts(actual)) {
        return failure(
            expected.line(), "the bot says something else", expected.toString(), actual.toString());
      }
      compared++;
    }
    return null;
  }

  private @Nullable TestFailure leftOver(int line) {
    return asked == 0 || compared == said.size()
        ? null
        : failure(
            line, "the bot says more before this", "nothing more", said.get(compared).toString());
  }

  private @Nullable TestFailure variables(TestStep.Variables variables) {
    for (Map.Entry<String, Object> entry : variables.filled().entrySet()) {
      Object actual = conversation.variable(entry.getKey());
      if (!same(entry.getValue(), actual)) {
        return failure(
            variables.line(),
            "the variable \"" + entry.getKey() + "\" has another value",
            String.valueOf(entry.getValue()),
            actual == null ? "empty" : String.valueOf(actual));
      }
    }
    for (String name : variables.empty()) {
      Object actual = conversation.variable(name);
      if (actual != null) {
        return failure(
            variables.line(),
            "the variable \"" + name + "\" has a value",
            "empty",
            String.valueOf(actual));
      }
    }
    return null;
  }

  /** Numbers by value, everything else as it is, or as its text: an author need not quote. */
  private static boolean same(Object expected, @Nullable Object actual) {
    if (expected instanceof Number a && actual instanceof Number b) {
      return a.doubleValue() == b.doubleValue();
    }
    return expected.equals(actual)
        || (actual instanceof String text && text.equals(String.valueOf(expected)));
  }

  private @Nullable TestFailure fact(TestStep.Fact fact) {
    SimulatedConversation.State state = conversation.state();
    String actual =
        switch (fact.subject()) {
          case NODE ->
              state.session().current() == null ? "none" : state.session().current().node();
          case STATUS -> state.session().status().name().toLowerCase(Locale.ROOT);
          case OWNER -> state.owner().name().toLowerCase(Locale.ROOT);
          case TAGS -> String.join(", ", new TreeSet<>(state.contact().tags()));
        };
    String subject = fact.subject().name().toLowerCase(Locale.ROOT);
    return Objects.equals(actual, fact.expected())
        ? null
        : failure(fact.line(), "the " + subject + " is another", fact.expected(), actual);
  }

  private TestFailure failure(int line, String what, String expected, String actual) {
    return new TestFailure(
        step, line, what, expected, actual, Collections.unmodifiableList(transcript.lines()));
  }
}
