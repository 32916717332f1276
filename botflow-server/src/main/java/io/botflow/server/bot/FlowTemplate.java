package io.botflow.server.bot;

import java.util.List;
import java.util.Objects;

/**
 * A flow to begin with, which runs as it is and takes the answers to a few questions.
 *
 * @param name {@code order-tracking}
 * @param title as a heading
 * @param description what it does, as the end of a sentence about it
 * @param taskType what it is for
 */
public record FlowTemplate(
    String name,
    String title,
    String description,
    String taskType,
    List<TemplateQuestion> questions) {
  /** Copies the questions. */
  public FlowTemplate {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(taskType, "taskType");
    questions = List.copyOf(questions);
  }
}
