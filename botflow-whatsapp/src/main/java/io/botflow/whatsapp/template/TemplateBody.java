package io.botflow.whatsapp.template;

import java.util.Map;
import java.util.Objects;

/**
 * A template's text.
 *
 * @param text with its variables; empty for an authentication template, whose text Meta writes
 * @param examples the example of each variable, by its name or number
 * @param securityRecommendation whether Meta adds "do not share this code"; for authentication only
 */
public record TemplateBody(
    String text, Map<String, String> examples, boolean securityRecommendation) {
  public TemplateBody {
    Objects.requireNonNull(text, "text");
    examples = Map.copyOf(examples);
  }

  /** A text with an example for each of its counted variables, in order. */
  public static TemplateBody of(String text, String... examples) {
    Map<String, String> numbered = new java.util.TreeMap<>();
    for (int i = 0; i < examples.length; i++) {
      numbered.put(Integer.toString(i + 1), examples[i]);
    }
    return new TemplateBody(text, numbered, false);
  }
}
