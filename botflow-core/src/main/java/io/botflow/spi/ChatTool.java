package io.botflow.spi;

import java.util.Map;
import java.util.Objects;

/**
 * Something that a model may ask to be done. The model only asks: whoever asked the model decides
 * whether it is done, and does it.
 *
 * @param name letters, digits, {@code _} and {@code -}, at most 64: what every provider takes
 * @param description what it does and when to use it
 * @param parameters a JSON schema of an object
 */
public record ChatTool(String name, String description, Map<String, Object> parameters) {
  public ChatTool {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(parameters, "parameters");
  }

  /**
   * A model's wish to use a tool.
   *
   * @param id the provider's name for it, by which the result is handed back
   * @param tool what the model wrote: perhaps no tool that was offered
   * @param arguments what the model wrote: perhaps no JSON
   */
  public record Call(String id, String tool, String arguments) {
    public Call {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(tool, "tool");
      Objects.requireNonNull(arguments, "arguments");
    }
  }

  /** A wish and what the model is told came of it. */
  public record Exchange(Call call, String result) {
    public Exchange {
      Objects.requireNonNull(call, "call");
      Objects.requireNonNull(result, "result");
    }
  }
}
