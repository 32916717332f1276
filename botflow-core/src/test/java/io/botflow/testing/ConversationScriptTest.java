package io.botflow.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.botflow.conversation.Input;
import io.botflow.conversation.Owner;
import io.botflow.conversation.Session;
import io.botflow.engine.Services;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConversationScriptTest {
  private final ScriptedHttp http =
      new ScriptedHttp()
          .answers("GET", "https://shop.example/orders/*", 200, "{\"state\": \"sent\"}");

  private ConversationScript script() {
    return ConversationScript.of(TestFlow.ORDERS, new Services(http, null, null, null, null));
  }

  @Test
  void aWholeConversationReadsLineByLine() {
    script()
        .says("hi")
        .expect(
            MessageExpectation.exactly("What can we do for you?")
                .showing("Track an order", "A person"))
        .expectNode("menu")
        .taps("Track an order")
        .expect("What is your order number?")
        .says("A1")
        .expect("A1 is sent.")
        .expectContaining("bye")
        .expectNothing()
        .expectStatus(Session.Status.ENDED);
  }

  @Test
  void timersFireWhenTimeGoesBy() {
    script()
        .says("hi")
        .expect("What can we do for you?")
        .advance(Duration.ofMinutes(59))
        .expectNothing()
        .advance(Duration.ofMinutes(1))
        .expect("Are you still there?", "Goodbye!");
  }

  @Test
  void aPersonTakesAndGivesBack() {
    script()
        .says("hi")
        .taps("person")
        .expect("What can we do for you?", "A colleague will write here.")
        .expectOwner(Owner.QUEUE)
        .says("hello?")
        .expectNothing()
        .happens(new Input.GiveBack("Ann", null))
        .expect("Goodbye!");
  }

  @Test
  void aFailureShowsTheConversation() {
    ConversationScript script = script().says("hi");
    assertThatThrownBy(() -> script.expect("Good day!"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("expected: Good day!")
        .hasMessageContaining("actual:   What can we do for you? [Track an order | A person]")
        .hasMessageContaining("user: hi");
  }

  @Test
  void aFlowThatCannotRunIsRefusedWithItsProblems() {
    assertThatThrownBy(
            () -> ConversationScript.of("{\"botflow\": 1, \"id\": \"x\"}", Services.NONE))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("The flow cannot run");
  }
}
