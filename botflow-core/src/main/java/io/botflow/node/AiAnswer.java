package io.botflow.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.botflow.spi.Passage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a model said, taken apart.
 *
 * @param text what the customer reads, with its marks of passages; may be empty
 * @param choices what the customer may choose from
 * @param summary of the conversation, or null
 * @param values what was taken out, by variable
 */
record AiAnswer(
    String text, List<String> choices, @Nullable String summary, Map<String, Object> values) {
  private static final String ANSWER = "answer";
  private static final String CHOICES = "choices";
  private static final String SUMMARY = "summary";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final Pattern MARK = Pattern.compile("[ \\t]?\\[(\\d{1,2})\\]");

  /** The schema that an answer has to follow; null where free text is enough. */
  static @Nullable Map<String, Object> schema(AiResponseNode.Config config, boolean summary) {
    boolean choices = Boolean.TRUE.equals(config.choices());
    if (config.extract().isEmpty() && !choices && !summary) {
      return null;
    }
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put(
        ANSWER, Map.of("type", "string", "description", "What the customer reads; may be empty."));
    if (choices) {
      properties.put(CHOICES, Map.of("type", "array", "items", Map.of("type", "string")));
    }
    if (summary) {
      properties.put(SUMMARY, Map.of("type", "string"));
    }
    for (AiResponseNode.Extraction extraction : config.extract()) {
      properties.put(
          extraction.variable(),
          Map.of(
              "type",
              List.of(AiValues.schemaType(extraction.type()), "null"),
              "description",
              extraction.description() + AiValues.format(extraction.type())));
    }
    return objectOf(properties, List.copyOf(properties.keySet()));
  }

  /** Closed and with every member required, as providers want it where they guarantee the form. */
  static Map<String, Object> objectOf(Map<String, Object> properties, List<String> required) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put("required", required);
    schema.put("additionalProperties", false);
    return schema;
  }

  /** Takes an answer apart; null where it is not in the form that was asked for. */
  static @Nullable AiAnswer read(AiResponseNode.Config config, boolean structured, String said) {
    String text = said.strip();
    Map<String, Object> members = structured ? members(text) : null;
    if (members == null) {
      // A summary or choices that are missing cost nothing; a value that is missing is one lost.
      return config.extract().isEmpty() ? new AiAnswer(text, List.of(), null, Map.of()) : null;
    }
    List<String> choices = new ArrayList<>();
    if (members.get(CHOICES) instanceof List<?> offered) {
      offered.forEach(choice -> choices.add(String.valueOf(choice).strip()));
    }
    return new AiAnswer(
        members.get(ANSWER) instanceof String answer ? answer.strip() : "",
        choices.stream().filter(choice -> !choice.isEmpty()).distinct().toList(),
        members.get(SUMMARY) instanceof String summary ? summary.strip() : null,
        members);
  }

  /** The members of a JSON object without those that are null; null where it is none. */
  static @Nullable Map<String, Object> members(String json) {
    try {
      JsonNode read = JSON.readTree(json);
      if (read == null || !read.isObject()) {
        return null;
      }
      Map<String, Object> values = new LinkedHashMap<>();
      read.properties()
          .forEach(
              entry -> {
                if (!entry.getValue().isNull()) {
                  values.put(
                      entry.getKey(),
                      Values.plain(JSON.convertValue(entry.getValue(), Object.class)));
                }
              });
      return values;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /** The text as a chat shows it, without marks of passages. */
  String shown() {
    return AiText.plain(MARK.matcher(text).replaceAll(""));
  }

  /** The passages that it names; all of them where it names none. */
  List<Passage> cited(List<Passage> passages) {
    TreeSet<Integer> numbers = new TreeSet<>();
    Matcher mark = MARK.matcher(text);
    while (mark.find()) {
      int number = Integer.parseInt(mark.group(1));
      if (number >= 1 && number <= passages.size()) {
        numbers.add(number);
      }
    }
    return numbers.isEmpty()
        ? passages
        : numbers.stream().map(number -> passages.get(number - 1)).toList();
  }
}
