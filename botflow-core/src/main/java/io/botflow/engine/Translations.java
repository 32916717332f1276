package io.botflow.engine;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.botflow.expression.Template;
import io.botflow.flow.Flow;
import io.botflow.flow.FlowProblem;
import io.botflow.flow.Node;
import io.botflow.flow.ProblemCode;
import io.botflow.node.NodeType;
import io.botflow.node.QuestionNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Makes a node's settings in the flow's other languages, and finds the texts that have none. */
final class Translations {
  private final Flow flow;
  private final BiFunction<Node, List<FlowProblem>, Binding> bindings;
  private final List<FlowProblem> problems;

  Translations(
      Flow flow,
      BiFunction<Node, List<FlowProblem>, Binding> bindings,
      List<FlowProblem> problems) {
    this.flow = flow;
    this.bindings = bindings;
    this.problems = problems;
  }

  /** A node's settings by language, where they differ from its own. */
  <C> Map<String, C> of(NodeType<C> type, Node node, C config) {
    if (flow.translations().isEmpty()) {
      return Map.of();
    }
    Map<String, C> byLanguage = new LinkedHashMap<>();
    List<String> wanted = new ArrayList<>();
    texts((Record) config, "", wanted);
    flow.translations()
        .forEach(
            (language, nodes) -> {
              Map<String, String> texts = nodes.getOrDefault(node.id(), Map.of());
              missing(node, language, wanted, texts.keySet());
              C translated = texts.isEmpty() ? null : read(type, node, config, language, texts);
              if (translated != null) {
                byLanguage.put(language, translated);
              }
            });
    return byLanguage;
  }

  /** Reports translations of nodes that the flow does not have. */
  void checkNodes(Set<String> ids) {
    flow.translations()
        .forEach(
            (language, nodes) -> {
              for (String id : nodes.keySet()) {
                if (!ids.contains(id)) {
                  problems.add(
                      new FlowProblem(
                          ProblemCode.UNKNOWN_SETTING,
                          pointer(language, id),
                          "There is no node \"" + id + "\" to translate.",
                          null));
                }
              }
            });
  }

  private void missing(Node node, String language, List<String> wanted, Set<String> there) {
    for (String text : wanted) {
      if (!there.contains(text) && !language.equalsIgnoreCase(flow.language())) {
        problems.add(
            new FlowProblem(
                ProblemCode.MISSING_TRANSLATION,
                node.pointer(text),
                "This text has no translation into \"" + language + "\".",
                node.id()));
      }
    }
  }

  private <C> @Nullable C read(
      NodeType<C> type, Node node, C original, String language, Map<String, String> texts) {
    ObjectNode config = node.config().deepCopy();
    if (original instanceof QuestionNode.Config question) {
      keepKeys(question, config);
    }
    Map<String, String> pointers = new HashMap<>();
    texts.forEach(
        (place, text) -> {
          String pointer = pointer(language, node.id()) + "/" + escaped(place);
          pointers.put(node.pointer(place), pointer);
          if (!place.startsWith("/") || !replace(config, place, text)) {
            problems.add(
                new FlowProblem(
                    ProblemCode.UNKNOWN_SETTING,
                    pointer,
                    "The node has no text at \"" + place + "\".",
                    node.id()));
          }
        });
    List<FlowProblem> found = new ArrayList<>();
    Binding binding = bindings.apply(node, found);
    C translated = ConfigReader.read(type.config(), config, binding);
    if (translated != null) {
      type.check(translated, binding);
    }
    for (FlowProblem problem : found) {
      String at = pointers.getOrDefault(problem.pointer(), problem.pointer());
      problems.add(
          new FlowProblem(problem.code(), problem.severity(), at, problem.text(), problem.node()));
    }
    return translated;
  }

  /** An option is known by the same key in every language, though its title is another. */
  private static void keepKeys(QuestionNode.Config question, ObjectNode config) {
    for (int i = 0; i < question.input().options().size(); i++) {
      if (config.at("/input/options/" + i) instanceof ObjectNode option) {
        option.put("id", question.input().options().get(i).key());
      }
    }
  }

  private static boolean replace(ObjectNode config, String pointer, String text) {
    JsonPointer place = JsonPointer.compile(pointer);
    if (!config.at(place).isTextual()) {
      return false;
    }
    JsonNode parent = config.at(place.head());
    if (parent instanceof ObjectNode object) {
      object.put(place.last().getMatchingProperty(), text);
    } else if (parent instanceof ArrayNode array) {
      array.set(place.last().getMatchingIndex(), array.textNode(text));
    }
    return true;
  }

  /** The places of all texts that customers read, if they have words in them. */
  private static void texts(Record config, String at, List<String> found) {
    for (ConfigShape.Component component : ConfigShape.of(config.getClass())) {
      Object value = component.value(config);
      String place = at + "/" + component.name();
      if (value instanceof Template text && component.isTranslated()) {
        if (hasWords(text.source())) {
          found.add(place);
        }
      } else if (value instanceof Record inner && component.type().isRecord()) {
        texts(inner, place, found);
      } else if (value instanceof List<?> list) {
        for (int i = 0; i < list.size(); i++) {
          if (list.get(i) instanceof Record inner) {
            texts(inner, place + "/" + i, found);
          }
        }
      }
    }
  }

  /** Whether a text has a letter outside of its expressions. */
  private static boolean hasWords(String source) {
    return source.replaceAll("(?s)\\{\\{.*?}}", "").codePoints().anyMatch(Character::isLetter);
  }

  private static String pointer(String language, String node) {
    return "/translations/" + escaped(language) + "/" + escaped(node);
  }

  private static String escaped(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }
}
