package io.botflow.ai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletion.Choice;
import com.openai.models.chat.completions.ChatCompletionMessageToolCall;
import io.botflow.spi.ChatReply;
import io.botflow.spi.ChatTool;
import java.util.ArrayList;
import java.util.List;

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
  static ProviderReply read(ChatCompletion completion, String asked, boolean json) {
    Usage usage = usage(completion);
    List<Choice> choices = completion._choices().asKnown().orElse(List.of());
    if (choices.isEmpty()) {
      return ProviderReply.useless(
          "an answer of the model's server without any text", false, usage);
    }
    Choice choice = choices.get(0);
    String finish = choice._finishReason().asKnown().map(Choice.FinishReason::asString).orElse("");
    if (finish.equals("content_filter") || choice.message().refusal().isPresent()) {
      return ProviderReply.useless("the model refused to answer", true, usage);
    }
    List<ChatTool.Call> calls = calls(choice);
    String text = choice.message().content().orElse("");
    if (text.isBlank() && calls.isEmpty()) {
      return ProviderReply.useless(
          "an answer of the model's server without any text", false, usage);
    }
    if (json && calls.isEmpty() && !isObject(text)) {
      return ProviderReply.useless("the model did not answer in the asked form", false, usage);
    }
    return new ProviderReply(
        new ChatReply.Answer(
            text,
            completion._model().asKnown().orElse(asked),
            usage.input(),
            usage.output(),
            calls,
            List.of()),
        usage);
  }

  private static List<ChatTool.Call> calls(Choice choice) {
    List<ChatTool.Call> calls = new ArrayList<>();
    for (ChatCompletionMessageToolCall call :
        choice.message()._toolCalls().asKnown().orElse(List.of())) {
      call.function()
          .ifPresent(
              function ->
                  calls.add(
                      new ChatTool.Call(
                          function._id().asKnown().orElse("call"),
                          function.function()._name().asKnown().orElse(""),
                          function.function()._arguments().asKnown().orElse(""))));
    }
    return calls;
  }

  private static Usage usage(ChatCompletion completion) {
    return completion
        ._usage()
        .asKnown()
        .map(
            counted ->
                new Usage(
                    counted._promptTokens().asKnown().orElse(0L),
                    counted
                        ._promptTokensDetails()
                        .asKnown()
                        .flatMap(details -> details._cachedTokens().asKnown())
                        .orElse(0L),
                    counted._completionTokens().asKnown().orElse(0L)))
        .orElse(Usage.NONE);
  }

  static boolean isObject(String text) {
    try {
      return JSON.readTree(text).isObject();
    } catch (JsonProcessingException e) {
      return false;
    }
  }
}
