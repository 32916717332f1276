package io.botflow.server.config;

import io.botflow.ai.OpenAiSettings;
import org.jspecify.annotations.Nullable;

/**
 * The language model of flows that name none.
 *
 * @param url of a server that speaks OpenAI's protocol
 * @param key null where the server wants none
 * @param name null for no model at all
 */
public record ModelConfig(String url, @Nullable Secret key, @Nullable String name) {

  static ModelConfig read(Settings settings) {
    String url =
        settings
            .about("a server that speaks OpenAI's protocol; OpenAI's own where it is not given")
            .url("model.url");
    ModelConfig config =
        new ModelConfig(
            url == null ? OpenAiSettings.OPENAI : url,
            settings.about("its key").secret("model.key"),
            settings.about("the language model of flows that name none").text("model.name"));
    if (config.key() != null && config.name() == null) {
      settings.problem("BOTFLOW_MODEL_KEY needs BOTFLOW_MODEL_NAME, such as gpt-5-mini");
    }
    return config;
  }

  /** The same in the words of the model; null where there is none. */
  public @Nullable OpenAiSettings settings() {
    return name == null ? null : new OpenAiSettings(url, key == null ? null : key.reveal(), name);
  }
}
