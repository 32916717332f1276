package io.botflow.ai.translation;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.spi.Payer;
import io.botflow.spi.Translator;
import io.botflow.testing.ScriptedChatModel;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ModelTranslatorTest {
  private static final Payer PAYER = new Payer(new UUID(0, 1), new UUID(0, 2), new UUID(0, 3));

  private final ScriptedChatModel model = new ScriptedChatModel();

  @Test
  void textsComeBackInTheirOrderWithTheLanguageThatWasFound() {
    model.answers("{\"from\": \"en\", \"texts\": [\"Hallo {{ name }}\", \"Tot siens\"]}");
    assertThat(translated("Hello {{ name }}", "Goodbye"))
        .isEqualTo(new Translator.Done("en", List.of("Hallo {{ name }}", "Tot siens")));
    assertThat(model.requests().getFirst().payer()).isEqualTo(PAYER);
    assertThat(model.requests().getFirst().instructions())
        .contains("Afrikaans (af)")
        .doesNotContain("Goodbye");
  }

  @Test
  void whatStandsInBracesHasToStay() {
    model.answers("{\"from\": \"en\", \"texts\": [\"Hallo {{ naam }}\"]}");
    assertThat(translated("Hello {{ name }}"))
        .isEqualTo(new Translator.Failed("the model changed what stands in double braces"));
  }

  @Test
  void aTextThatIsMissingFailsAll() {
    model.answers("{\"from\": \"en\", \"texts\": [\"Hallo\"]}");
    assertThat(translated("Hello", "Goodbye"))
        .isEqualTo(new Translator.Failed("the model translated 1 of 2"));
  }

  @Test
  void noAnswerIsSaid() {
    model.failsAt("", "away");
    assertThat(translated("Hello")).isEqualTo(new Translator.Failed("away"));
    model.answers("no JSON");
  }

  private Translator.Translation translated(String... texts) {
    return new ModelTranslator(model).translate(PAYER, List.of(texts), null, "af");
  }
}
