package io.botflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.engine.CompiledFlow;
import io.botflow.engine.Services;
import io.botflow.node.NodeTypes;
import io.botflow.testing.CheckedFlow;
import io.botflow.testing.FlowSet;
import io.botflow.testing.SimulatedConversation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ChatTest {
  private final StringWriter written = new StringWriter();
  private final Chat chat = new Chat(orders(), false, new PrintWriter(written, true));

  private static SimulatedConversation orders() {
    try {
      String text = Files.readString(CommandRun.EXAMPLES.resolve("order-tracking.flow.json"));
      CompiledFlow flow = CheckedFlow.of(text, NodeTypes.standard(), null).compiled();
      return new SimulatedConversation(FlowSet.of(Objects.requireNonNull(flow)), Services.NONE);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String after(String... lines) {
    for (String line : lines) {
      written.getBuffer().setLength(0);
      assertThat(chat.take(line)).isTrue();
    }
    return written.toString();
  }

  @Test
  void buttonsAreNumbers() {
    assertThat(after("hi")).contains("bot: Hello Alex!").contains("1) Where is my order?");
    assertThat(after("1")).contains("What is your order number?");
  }

  @Test
  void stateAndVariablesAreShown() {
    assertThat(after("hi", "1", "/state"))
        .contains("waiting at \"number\" of order-tracking, owner bot");
    assertThat(after("/vars")).contains("wish = track");
  }

  @Test
  void backGoesToWhereItStoodWithItsButtons() {
    after("hi", "1");
    assertThat(after("/back")).contains("waiting at \"wish\"");
    assertThat(after("2")).contains("what is wrong");
    assertThat(after("/back", "/back", "/back")).contains("this is the beginning");
  }

  @Test
  void timeGoesBy() {
    assertThat(after("hi", "/advance 25h")).contains("the conversation ended");
    assertThat(after("/advance soon")).contains("/advance 25h");
    assertThat(after("/advance 1m")).contains("nothing happens");
  }

  @Test
  void aPersonTakesAndGivesBack() {
    assertThat(after("hi", "3")).contains("handed to a person");
    assertThat(after("hello?")).contains("a person has the conversation");
    assertThat(after("/agent gives back")).contains("I am here again");
  }

  @Test
  void theRestIsThere() {
    assertThat(after("/trace", "hi")).contains(". Heard[").contains(". Entered[node=wish]");
    assertThat(after("/restart", "/state")).contains("new");
    assertThat(after("/help")).contains("/advance 25h");
    assertThat(after("/nonsense")).contains("There is no /nonsense");
    assertThat(chat.take("/quit")).isFalse();
  }
}
