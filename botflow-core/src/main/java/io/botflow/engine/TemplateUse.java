package io.botflow.engine;

import io.botflow.flow.Settings;
import io.botflow.message.TemplateComponent;
import io.botflow.message.TemplateValues;
import io.botflow.message.TemplateValues.HeaderValue;
import io.botflow.node.MessageNode;
import io.botflow.node.MessageSpec;
import io.botflow.node.QuestionNode;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A place of a flow that sends an approved template.
 *
 * @param node the id of the node
 * @param name the template's name
 * @param languages every language that it may be sent in: the one that the node names, or those of
 *     the flow, as the flow writes them
 * @param values which values the node gives
 */
public record TemplateUse(String node, String name, Set<String> languages, TemplateValues values) {
  public TemplateUse {
    languages = Set.copyOf(languages);
  }

  /**
   * The use of a bot's default template, which has no variables.
   *
   * @param flowLanguages as the flow writes them
   */
  static TemplateUse of(Settings.DefaultTemplate template, Set<String> flowLanguages) {
    return new TemplateUse(
        "settings",
        template.name(),
        template.language() == null ? flowLanguages : Set.of(template.language()),
        new TemplateValues(HeaderValue.NONE, 0, Set.of(), Map.of(), 0, false));
  }

  /** Where a node's settings have it. */
  static String pointer(Object config) {
    boolean inWindow =
        (config instanceof MessageNode.Config message && message.template() == null)
            || (config instanceof QuestionNode.Config question && question.template() == null);
    return inWindow ? "/windowTemplate" : "/template";
  }

  /** The use of a step; null where it sends none. */
  static @Nullable TemplateUse of(@Nullable Step<?> step, Set<String> flowLanguages) {
    MessageSpec.Approved template = step == null ? null : template(step.config());
    if (step == null || template == null) {
      return null;
    }
    Map<Integer, TemplateComponent.ButtonKind> buttons = new TreeMap<>();
    template.buttons().forEach(button -> buttons.put(button.index(), button.kind()));
    Set<String> names =
        template.parameters().stream()
            .map(MessageSpec.Value::name)
            .filter(Objects::nonNull)
            .collect(Collectors.toCollection(TreeSet::new));
    return new TemplateUse(
        step.id(),
        template.name(),
        template.language() == null ? flowLanguages : Set.of(template.language()),
        new TemplateValues(
            template.header() != null
                ? HeaderValue.TEXT
                : HeaderValue.of(template.media() == null ? null : template.media().kind()),
            template.parameters().size(),
            names,
            buttons,
            0,
            false));
  }

  private static MessageSpec.@Nullable Approved template(Object config) {
    if (config instanceof MessageNode.Config message) {
      return message.template() == null ? message.windowTemplate() : message.template();
    }
    if (config instanceof QuestionNode.Config question) {
      return question.template() == null ? question.windowTemplate() : question.template();
    }
    return null;
  }
}
