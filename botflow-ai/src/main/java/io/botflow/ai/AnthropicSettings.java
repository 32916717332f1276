package io.botflow.ai;

import java.util.Objects;

/**
 * Who asks Anthropic for answers. The text form never shows the key.
 *
 * @param baseUrl without a slash at the end
 * @param model used where a request names none
 * @param maxTokens most tokens of one answer; the protocol wants a number
 */
public record AnthropicSettings(String baseUrl, String apiKey, String model, int maxTokens) {
  /** Anthropic's own address. */
  public static final String ANTHROPIC = "https://api.anthropic.com";

  /** An answer in a chat is short. */
  public static final int DEFAULT_MAX_TOKENS = 1_024;

  /** Refuses an empty model, and an answer without room. */
  public AnthropicSettings {
    Objects.requireNonNull(baseUrl, "baseUrl");
    Objects.requireNonNull(apiKey, "apiKey");
    if (model.isBlank() || maxTokens < 1) {
      throw new IllegalArgumentException("the model needs a name, and tokens to answer with");
    }
  }

  /** Anthropic itself. */
  public static AnthropicSettings of(String apiKey, String model) {
    return new AnthropicSettings(ANTHROPIC, apiKey, model, DEFAULT_MAX_TOKENS);
  }

  @Override
  public String toString() {
    return "AnthropicSettings[baseUrl=" + baseUrl + ", model=" + model + "]";
  }
}
