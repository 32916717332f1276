package io.botflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.conversation.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FlowEngineTest {
  @Test
  void aConversationGoesFromQuestionToQuestionToItsEnd() throws IOException {
    Talk talk = Talk.with(Files.readString(Path.of("src/test/resources/four-turns.flow.json")));
    assertThat(talk.says("hi").hears()).containsExactly("Hello! What is your name?");
    assertThat(talk.says("Sipho").hears()).containsExactly("Hi Sipho, what can we do for you?");
    assertThat(talk.taps("track").hears()).containsExactly("What is your order number?");
    assertThat(talk.says("A123").hears()).containsExactly("A123 is on its way, Sipho.", "Goodbye!");
    assertThat(talk.session().status()).isEqualTo(Session.Status.ENDED);
  }
}
