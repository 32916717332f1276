package io.botflow.ai;

import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.StopReason;
import io.botflow.spi.ChatReply;
import io.botflow.spi.ChatTool;
import java.util.ArrayList;
import java.util.List;

/** Reads an answer of Anthropic's messages. */
final class AnthropicAnswer {
  private AnthropicAnswer() {}

  /**
   * Reads an answer.
   *
   * @param asked the model that was asked for, where the server does not say who answered
   * @param json whether the text has to be a JSON object
   */
  static ProviderReply read(Message message, String asked, boolean json) {
    Usage usage = usage(message);
    if (message._stopReason().asKnown().filter(StopReason.REFUSAL::equals).isPresent()) {
      return ProviderReply.useless("the model refused to answer", true, usage);
    }
    StringBuilder text = new StringBuilder();
    List<ChatTool.Call> calls = new ArrayList<>();
    for (ContentBlock block : message._content().asKnown().orElse(List.of())) {
      block.text().ifPresent(part -> text.append(part.text()));
      block
          .toolUse()
          .ifPresent(
              use ->
                  calls.add(
                      new ChatTool.Call(
                          use.id(), use.name(), AnthropicRequest.json(use._input()))));
    }
    if (text.toString().isBlank() && calls.isEmpty()) {
      return ProviderReply.useless(
          "an answer of the model's server without any text", false, usage);
    }
    if (json && calls.isEmpty() && !OpenAiAnswer.isObject(text.toString())) {
      return ProviderReply.useless("the model did not answer in the asked form", false, usage);
    }
    return new ProviderReply(
        new ChatReply.Answer(
            text.toString(),
            message._model().asKnown().map(model -> model.asString()).orElse(asked),
            usage.input(),
            usage.output(),
            calls,
            List.of()),
        usage);
  }

  /** What was read from the cache is counted beside the rest here. */
  private static Usage usage(Message message) {
    return message
        ._usage()
        .asKnown()
        .map(
            counted -> {
              long cached = counted._cacheReadInputTokens().asKnown().orElse(0L);
              long written = counted._cacheCreationInputTokens().asKnown().orElse(0L);
              long fresh = counted._inputTokens().asKnown().orElse(0L);
              return new Usage(
                  fresh + cached + written, cached, counted._outputTokens().asKnown().orElse(0L));
            })
        .orElse(Usage.NONE);
  }
}
