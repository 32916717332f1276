package io.botflow.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.load.Conversation.Fate;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A load program that overlooked a lost or doubled answer would prove nothing. */
class ConversationTest {
  private final Conversation conversation =
      new Conversation("27820000001", new Line("1", "secret", URI.create("http://127.0.0.1/")));

  @BeforeEach
  void begin() {
    conversation.next(0);
  }

  @Test
  void knowsTheWholeScript() {
    assertThat(answered("Hello! What is your name?")).isEqualTo(Fate.EXPECTED);
    conversation.next(0);
    assertThat(answered("Hi Sipho 0, what can we do for you?")).isEqualTo(Fate.EXPECTED);
    conversation.next(0);
    assertThat(answered("What is your order number?")).isEqualTo(Fate.EXPECTED);
    conversation.next(0);
    assertThat(answered("A1000 is on its way, Sipho 0.")).isEqualTo(Fate.EXPECTED);
    assertThat(conversation.waiting()).isTrue();
    assertThat(conversation.missing()).isEqualTo(1);
    assertThat(answered("Goodbye!")).isEqualTo(Fate.EXPECTED);
    assertThat(conversation.waiting()).isFalse();
    conversation.next(0);
    assertThat(conversation.step()).isZero();
    assertThat(conversation.round()).isEqualTo(1);
  }

  @Test
  void seesWhatComesTwice() {
    answered("Hello! What is your name?");

    assertThat(answered("Hello! What is your name?")).isEqualTo(Fate.DOUBLED);
    conversation.next(0);
    assertThat(answered("Hello! What is your name?")).isEqualTo(Fate.DOUBLED);
    assertThat(conversation.missing()).isEqualTo(1);
  }

  @Test
  void seesWhatComesTooEarly() {
    for (int i = 0; i < 3; i++) {
      Script.answers(conversation.step(), 0).forEach(this::answered);
      conversation.next(0);
    }

    assertThat(answered("Goodbye!")).isEqualTo(Fate.OUT_OF_ORDER);
    assertThat(conversation.missing()).isEqualTo(1);
    assertThat(answered("A1000 is on its way, Sipho 0.")).isEqualTo(Fate.EXPECTED);
    assertThat(conversation.waiting()).isFalse();
  }

  @Test
  void seesTheAnswerOfAnotherPersonOrRound() {
    answered("Hello! What is your name?");
    conversation.next(0);

    assertThat(answered("Hi Sipho 7, what can we do for you?")).isEqualTo(Fate.WRONG);
    assertThat(conversation.missing()).isEqualTo(1);
  }

  @Test
  void beginsAgainWithABotThatForgot() {
    for (int i = 0; i < 2; i++) {
      Script.answers(conversation.step(), 0).forEach(this::answered);
      conversation.next(0);
    }

    assertThat(answered("Hello! What is your name?")).isEqualTo(Fate.WRONG);
    assertThat(conversation.waiting()).isFalse();
    conversation.next(0);
    assertThat(conversation.step()).isEqualTo(1);
  }

  private Fate answered(String text) {
    return conversation.answered(text, "wamid.1");
  }
}
