package io.botflow.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.botflow.spi.ChatReply;
import io.botflow.spi.ChatRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordedChatModelTest {
  private final ScriptedChatModel real = new ScriptedChatModel().answers("In three days.");

  @Test
  void whatWasRecordedIsAnsweredWithoutTheModel() {
    RecordedChatModel recording = new RecordedChatModel("", real);
    recording.chat(request("Be kind.", "When?"));
    RecordedChatModel replay = new RecordedChatModel(recording.recordings(), null);
    assertThat(replay.chat(request("Be kind.", "When?")))
        .isEqualTo(new ChatReply.Answer("In three days.", "scripted", 0, 0));
    assertThat(real.requests()).hasSize(1);
    assertThat(replay.recordings()).isEqualTo(recording.recordings());
  }

  @Test
  void otherInstructionsAreAnotherQuestion() {
    RecordedChatModel recording = new RecordedChatModel("", real);
    recording.chat(request("Be kind.", "When?"));
    RecordedChatModel replay = new RecordedChatModel(recording.recordings(), null);
    assertThat(replay.chat(request("Be brief.", "When?")))
        .isEqualTo(new ChatReply.Failed(RecordedChatModel.NOT_RECORDED, false));
  }

  @Test
  void howLongItMayTakeIsNoPartOfTheQuestion() {
    RecordedChatModel recording = new RecordedChatModel("", real);
    recording.chat(request("Be kind.", "When?"));
    RecordedChatModel replay = new RecordedChatModel(recording.recordings(), null);
    assertThat(replay.chat(request("Be kind.", "When?").within(Duration.ofSeconds(1))))
        .isInstanceOf(ChatReply.Answer.class);
  }

  @Test
  void failuresAreNotKept() {
    RecordedChatModel recording =
        new RecordedChatModel("", new ScriptedChatModel().failsAt("", "away"));
    recording.chat(request("Be kind.", "When?"));
    assertThat(recording.recordings().strip()).isEqualTo("{ }");
  }

  @Test
  void aFileThatIsNoneIsRefused() {
    assertThatThrownBy(() -> new RecordedChatModel("[1]", null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no recordings of a model");
  }

  private static ChatRequest request(String instructions, String question) {
    return new ChatRequest(
        null,
        null,
        instructions,
        List.of(new ChatRequest.Message(ChatRequest.Role.CUSTOMER, question)),
        null,
        Duration.ofSeconds(7));
  }
}
