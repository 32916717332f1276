package io.botflow.ai;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Which server answers, and as whom. The text form never shows the key.
 *
 * @param baseUrl without a slash at the end, the version included where the server has one in its
 *     paths: {@code https://api.openai.com/v1}
 * @param apiKey sent as a bearer token; null for a local server that wants none
 * @param model used where a request names none
 */
public record OpenAiSettings(String baseUrl, @Nullable String apiKey, String model) {
  /** OpenAI's own address. */
  public static final String OPENAI = "https://api.openai.com/v1";

  /** Refuses an address that is none, and an empty model. */
  public OpenAiSettings {
    if (!isHttp(baseUrl)) {
      throw new IllegalArgumentException(
          "the address of a model's server has to be http://... or https://...: " + baseUrl);
    }
    if (model.isBlank()) {
      throw new IllegalArgumentException("the model needs a name");
    }
  }

  /** OpenAI itself. */
  public static OpenAiSettings openAi(String apiKey, String model) {
    return new OpenAiSettings(OPENAI, apiKey, model);
  }

  private static boolean isHttp(String address) {
    try {
      URI uri = new URI(address);
      return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return "OpenAiSettings[baseUrl=" + baseUrl + ", model=" + model + "]";
  }
}
