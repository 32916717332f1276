package io.botflow.ai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletion.Choice;
import com.openai.models.completions.CompletionUsage;
import io.botflow.spi.ChatReply;
import java.util.List;
import java.util.Optional;

/** Reads an answer of OpenAI's chat completions, which servers fill in with more or less care. */
final class OpenAiAnswer {
  private static final ObjectReader JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build().reader();

  private OpenAiAnswer() {}

  /**
   * Reads an answer.
   *
   * @param asked the model that was asked for, where the server does not say who answered
   * @param json whether the text has to be a JSON object
   */
  static ChatReply read(ChatCompletion completion, String asked, boolean json) {
    List<Choice> choices = completion._choices().asKnown().orElse(List.of());
    if (choices.isEmpty()) {
      return new ChatReply.Failed("an answer of the model's server without any text", true);
    }
    Choice choice = choices.get(0);
    String finish = choice._finishReason().asKnown().map(Choice.FinishReason::asString).orElse("");
    if (finish.equals("content_filter") || choice.message().refusal().isPresent()) {
      return new ChatReply.Failed("the model refused to answer", false);
    }
    Optional<String> text = choice.message().content().filter(content -> !content.isBlank());
    if (text.isEmpty()) {
      return new ChatReply.Failed("an answer of the model's server without any text", true);
    }
    if (json && !isObject(text.get())) {
      // The same question cut at the same length fails again.
      return new ChatReply.Failed(
          "the model did not answer in the asked form", !finish.equals("length"));
    }
    Optional<CompletionUsage> usage = completion._usage().asKnown();
    return new ChatReply.Answer(
        text.get(),
        completion._model().asKnown().orElse(asked),
        usage.flatMap(counted -> counted._promptTokens().asKnown()).orElse(0L),
        usage.flatMap(counted -> counted._completionTokens().asKnown()).orElse(0L));
  }

  private static boolean isObject(String text) {
    try {
      return JSON.readTree(text).isObject();
    } catch (JsonProcessingException e) {
      return false;
    }
  }
}
