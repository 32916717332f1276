package io.botflow.server.bot;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.botflow.server.api.Checked;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Answers to a template's questions, and what they make of its flow. */
final class TemplateAnswers {
  private static final int MOST_URL = 300;

  /** Of buttons as well as of rows, so that it does not matter how many there are. */
  private static final int MOST_NAME = 20;

  private static final int MOST_NAMES = 10;

  private TemplateAnswers() {}

  /** Tells what is wrong with the answers. A map from JSON may hold nulls. */
  static void check(
      FlowTemplate template, Map<String, String> answers, BiConsumer<String, String> problem) {
    for (Map.Entry<String, String> answer : answers.entrySet()) {
      String path = "/answers/" + answer.getKey();
      @Nullable String text = answer.getValue();
      TemplateQuestion question =
          template.questions().stream()
              .filter(each -> each.id().equals(answer.getKey()))
              .findFirst()
              .orElse(null);
      if (question == null) {
        // What was sent is not repeated.
        problem.accept("/answers", "answers a question that the template does not ask");
      } else if (text == null) {
        problem.accept(path, "has to be a text");
      } else {
        check(question, text.strip(), path, problem);
      }
    }
  }

  private static void check(
      TemplateQuestion question, String text, String path, BiConsumer<String, String> problem) {
    // Where the flow speaks, it would be read as an expression.
    if (text.contains("{{") || text.contains("}}")) {
      problem.accept(path, "has to be without {{ and }}");
      return;
    }
    switch (question.kind()) {
      case LINE -> Checked.line(text, path, problem);
      case URL -> {
        if (!isAddress(text)) {
          problem.accept(path, "has to be an address that begins with https://");
        }
      }
      case LIST -> {
        List<String> names = names(text);
        boolean good =
            !names.isEmpty()
                && names.size() <= MOST_NAMES
                && Set.copyOf(names).size() == names.size()
                && names.stream()
                    .allMatch(
                        name ->
                            name.length() <= MOST_NAME
                                && name.chars().noneMatch(Character::isISOControl));
        if (!good) {
          problem.accept(
              path,
              "has to list 1 to %d different names of at most %d characters, with commas between them"
                  .formatted(MOST_NAMES, MOST_NAME));
        }
      }
    }
  }

  private static boolean isAddress(String text) {
    try {
      URI address = new URI(text);
      return text.length() <= MOST_URL
          && "https".equals(address.getScheme())
          && address.getHost() != null
          && address.getUserInfo() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static List<String> names(String text) {
    List<String> names = new ArrayList<>();
    for (String name : text.split(",", -1)) {
      if (!name.isBlank()) {
        names.add(name.strip());
      }
    }
    return names;
  }

  /** The flow with the answers in it, which were checked. */
  static ObjectNode apply(FlowTemplate template, ObjectNode document, Map<String, String> answers) {
    ObjectNode changed = document.deepCopy();
    for (TemplateQuestion question : template.questions()) {
      String answer = answers.get(question.id());
      if (answer != null) {
        for (TemplateQuestion.Edit edit : question.edits()) {
          apply(edit, changed, answer.strip());
        }
      }
    }
    return changed;
  }

  private static void apply(TemplateQuestion.Edit edit, ObjectNode document, String answer) {
    String replace = edit.replace();
    if (replace != null) {
      String without = answer.endsWith("/") ? answer.substring(0, answer.length() - 1) : answer;
      replace(document, replace, without);
      return;
    }
    String node = Objects.requireNonNull(edit.node(), "node");
    String setting = Objects.requireNonNull(edit.setting(), "setting");
    if (edit.text() == null) {
      options(document, node, setting, names(answer));
      return;
    }
    String text = edit.text().replace("{answer}", answer);
    if (edit.language() == null) {
      JsonPointer place = JsonPointer.compile(setting);
      ((ObjectNode) config(document, node).at(place.head()))
          .put(place.last().getMatchingProperty(), text);
    } else {
      document
          .withObjectProperty("translations")
          .withObjectProperty(edit.language())
          .withObjectProperty(node)
          .put(setting, text);
    }
  }

  private static ObjectNode config(ObjectNode document, String id) {
    for (JsonNode node : document.get("nodes")) {
      if (node.get("id").asText().equals(id)) {
        return (ObjectNode) node.at("/data/config");
      }
    }
    throw new IllegalStateException("the template has no node " + id);
  }

  /** The names are nobody's to translate: they are the same in every language. */
  private static void options(
      ObjectNode document, String node, String setting, List<String> names) {
    ArrayNode options = (ArrayNode) config(document, node).at(setting);
    options.removeAll();
    Set<String> ids = new LinkedHashSet<>();
    for (String name : names) {
      String id = name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
      String free = ids.add(id) ? id : id + ids.size();
      ids.add(free);
      options.addObject().put("id", free).put("title", name);
    }
    for (JsonNode language : document.path("translations")) {
      if (language.get(node) instanceof ObjectNode texts) {
        texts.properties().removeIf(text -> text.getKey().startsWith(setting + "/"));
        for (int i = 0; i < names.size(); i++) {
          texts.put(setting + "/" + i + "/title", names.get(i));
        }
      }
    }
  }

  private static void replace(JsonNode within, String text, String by) {
    if (within instanceof ObjectNode object) {
      object
          .properties()
          .forEach(
              entry -> {
                if (entry.getValue() instanceof TextNode value) {
                  entry.setValue(new TextNode(value.textValue().replace(text, by)));
                } else {
                  replace(entry.getValue(), text, by);
                }
              });
    } else {
      within.forEach(element -> replace(element, text, by));
    }
  }
}
